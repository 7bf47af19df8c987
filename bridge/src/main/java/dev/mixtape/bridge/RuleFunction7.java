package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function7;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 7 arguments that brings its rule with it.
final class RuleFunction7<A, B, C, D, E, F, G, R>
    implements Function7<A, B, C, D, E, F, G, R>, Rule7<A, B, C, D, E, F, G, R>, UntypedRule {
  private final transient Function7<A, B, C, D, E, F, G, R> f;
  private final transient Rule7<A, B, C, D, E, F, G, R> rule;
  private final transient @Nullable ForwardRule7<A, B, C, D, E, F, G, R> forward;

  RuleFunction7(
      Function7<A, B, C, D, E, F, G, R> f,
      Rule7<A, B, C, D, E, F, G, R> rule,
      @Nullable ForwardRule7<A, B, C, D, E, F, G, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u, G v) {
    return (R) RuleOperation.call(this, a, b, c, d, e, u, v);
  }

  @Override
  public Pullback7<A, B, C, D, E, F, G, R> pullback(
      RuleContext context, R y, A a, B b, C c, D d, E e, F u, G v) {
    return rule.pullback(context, y, a, b, c, d, e, u, v);
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
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(
            context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6])
        .applyAll((List<Tangent<R>>) cotangents)
        .stream()
        .map(pulled -> new UntypedRule.Answer(pulled._1, pulled.toSeq().drop(1).asJava()))
        .toList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Tangent<?> push(Object y, Object[] x, List<Tangent<?>> tangents) {
    if (forward == null) return null;
    return forward
        .pushforward((R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2),
            (Tangent<D>) tangents.get(3),
            (Tangent<E>) tangents.get(4),
            (Tangent<F>) tangents.get(5),
            (Tangent<G>) tangents.get(6));
  }
}
