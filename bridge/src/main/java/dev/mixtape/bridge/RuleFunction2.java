package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function2;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 2 arguments that brings its rule with it.
final class RuleFunction2<A, B, R> implements Function2<A, B, R>, Rule2<A, B, R>, UntypedRule {
  private final transient Function2<A, B, R> f;
  private final transient Rule2<A, B, R> rule;
  private final transient @Nullable ForwardRule2<A, B, R> forward;

  RuleFunction2(
      Function2<A, B, R> f, Rule2<A, B, R> rule, @Nullable ForwardRule2<A, B, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b) {
    return (R) RuleOperation.call(this, a, b);
  }

  @Override
  public Pullback2<A, B, R> pullback(RuleContext context, R y, A a, B b) {
    return rule.pullback(context, y, a, b);
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
    return f.apply((A) x[0], (B) x[1]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(context, (R) y, (A) x[0], (B) x[1])
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
        .pushforward((R) y, (A) x[0], (B) x[1])
        .apply((Tangent<A>) tangents.get(0), (Tangent<B>) tangents.get(1));
  }
}
