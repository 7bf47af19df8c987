package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function8;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 8 arguments that brings its rule with it.
final class RuleFunction8<A, B, C, D, E, F, G, H, R>
    implements Function8<A, B, C, D, E, F, G, H, R>, Rule8<A, B, C, D, E, F, G, H, R>, UntypedRule {
  private final transient Function8<A, B, C, D, E, F, G, H, R> f;
  private final transient Rule8<A, B, C, D, E, F, G, H, R> rule;
  private final transient @Nullable ForwardRule8<A, B, C, D, E, F, G, H, R> forward;

  RuleFunction8(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Rule8<A, B, C, D, E, F, G, H, R> rule,
      @Nullable ForwardRule8<A, B, C, D, E, F, G, H, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
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
  public Object function() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(
            context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6],
            (H) x[7])
        .applyAll((List<Tangent<R>>) cotangents)
        .stream()
        .map(pulled -> new UntypedRule.Answer(pulled._1, pulled._2.toSeq().asJava()))
        .toList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Tangent<?> push(Object y, Object[] x, List<Tangent<?>> tangents) {
    if (forward == null) return null;
    return forward
        .pushforward(
            (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2),
            (Tangent<D>) tangents.get(3),
            (Tangent<E>) tangents.get(4),
            (Tangent<F>) tangents.get(5),
            (Tangent<G>) tangents.get(6),
            (Tangent<H>) tangents.get(7));
  }
}
