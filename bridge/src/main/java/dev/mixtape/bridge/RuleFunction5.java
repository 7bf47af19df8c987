package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function5;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 5 arguments that brings its rule with it.
final class RuleFunction5<A, B, C, D, E, R>
    implements Function5<A, B, C, D, E, R>, Rule5<A, B, C, D, E, R>, UntypedRule {
  private final transient Function5<A, B, C, D, E, R> f;
  private final transient Rule5<A, B, C, D, E, R> rule;
  private final transient @Nullable ForwardRule5<A, B, C, D, E, R> forward;

  RuleFunction5(
      Function5<A, B, C, D, E, R> f,
      Rule5<A, B, C, D, E, R> rule,
      @Nullable ForwardRule5<A, B, C, D, E, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e) {
    return (R) RuleOperation.call(this, a, b, c, d, e);
  }

  @Override
  public Pullback5<A, B, C, D, E, R> pullback(RuleContext context, R y, A a, B b, C c, D d, E e) {
    return rule.pullback(context, y, a, b, c, d, e);
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
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])
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
        .pushforward((R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2),
            (Tangent<D>) tangents.get(3),
            (Tangent<E>) tangents.get(4));
  }
}
