package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function6;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 6 arguments that brings its rule with it.
final class RuleFunction6<A, B, C, D, E, F, R>
    implements Function6<A, B, C, D, E, F, R>, Rule6<A, B, C, D, E, F, R>, UntypedRule {
  private final transient Function6<A, B, C, D, E, F, R> f;
  private final transient Rule6<A, B, C, D, E, F, R> rule;
  private final transient @Nullable ForwardRule6<A, B, C, D, E, F, R> forward;

  RuleFunction6(
      Function6<A, B, C, D, E, F, R> f,
      Rule6<A, B, C, D, E, F, R> rule,
      @Nullable ForwardRule6<A, B, C, D, E, F, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u) {
    return (R) RuleOperation.call(this, a, b, c, d, e, u);
  }

  @Override
  public Pullback6<A, B, C, D, E, F, R> pullback(
      RuleContext context, R y, A a, B b, C c, D d, E e, F u) {
    return rule.pullback(context, y, a, b, c, d, e, u);
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
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])
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
        .pushforward((R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2),
            (Tangent<D>) tangents.get(3),
            (Tangent<E>) tangents.get(4),
            (Tangent<F>) tangents.get(5));
  }
}
