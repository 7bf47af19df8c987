package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 3 arguments that brings its rule with it.
final class RuleFunction3<A, B, C, R>
    implements Function3<A, B, C, R>, Rule3<A, B, C, R>, UntypedRule {
  private final transient Function3<A, B, C, R> f;
  private final transient Rule3<A, B, C, R> rule;
  private final transient @Nullable ForwardRule3<A, B, C, R> forward;

  RuleFunction3(
      Function3<A, B, C, R> f, Rule3<A, B, C, R> rule, @Nullable ForwardRule3<A, B, C, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c) {
    return (R) RuleOperation.call(this, a, b, c);
  }

  @Override
  public Pullback3<A, B, C, R> pullback(RuleContext context, R y, A a, B b, C c) {
    return rule.pullback(context, y, a, b, c);
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
    return f.apply((A) x[0], (B) x[1], (C) x[2]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2])
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
        .pushforward((R) y, (A) x[0], (B) x[1], (C) x[2])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2));
  }
}
