package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Function8;
import java.util.List;

/// A function of 8 arguments that brings its rule with it.
final class RuleFunction8<A, B, C, D, E, F, G, H, R>
    implements Function8<A, B, C, D, E, F, G, H, R>, Rule8<A, B, C, D, E, F, G, H, R>, UntypedRule {
  private final transient Function8<A, B, C, D, E, F, G, H, R> f;
  private final transient Rule8<A, B, C, D, E, F, G, H, R> rule;

  RuleFunction8(Function8<A, B, C, D, E, F, G, H, R> f, Rule8<A, B, C, D, E, F, G, H, R> rule) {
    this.f = f;
    this.rule = rule;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u, G v, H w) {
    return (R) RuleOperation.call(this, a, b, c, d, e, u, v, w);
  }

  @Override
  public Pullback8<A, B, C, D, E, F, G, H, R> pullback(
      RuleContext context, R y, A a, B b, C c, D d, E e, F u, G v, H w) {
    return rule.pullback(context, y, a, b, c, d, e, u, v, w);
  }

  @Override
  public String ruleName() {
    return RuleOperation.nameOf(rule);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> pull(RuleContext context, Object y, Object[] x, Tangent<?> cotangent) {
    var pulled =
        rule.pullback(
                context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5],
                (G) x[6], (H) x[7])
            .apply((Tangent<R>) cotangent);
    return pulled._2.toSeq().asJava().stream().<Object>map(t -> t).toList();
  }
}
