package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Function4;
import java.util.List;

/// A function of 4 arguments that brings its rule with it.
final class RuleFunction4<A, B, C, D, R>
    implements Function4<A, B, C, D, R>, Rule4<A, B, C, D, R>, UntypedRule {
  private final transient Function4<A, B, C, D, R> f;
  private final transient Rule4<A, B, C, D, R> rule;

  RuleFunction4(Function4<A, B, C, D, R> f, Rule4<A, B, C, D, R> rule) {
    this.f = f;
    this.rule = rule;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d) {
    return (R) RuleOperation.call(this, a, b, c, d);
  }

  @Override
  public Pullback4<A, B, C, D, R> pullback(RuleContext context, R y, A a, B b, C c, D d) {
    return rule.pullback(context, y, a, b, c, d);
  }

  @Override
  public String ruleName() {
    return RuleOperation.nameOf(rule);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> pull(RuleContext context, Object y, Object[] x, Tangent<?> cotangent) {
    var pulled =
        rule.pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3])
            .apply((Tangent<R>) cotangent);
    return pulled.toSeq().drop(1).asJava().stream().<Object>map(t -> t).toList();
  }
}
