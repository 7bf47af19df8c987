package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function1;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 1 argument that brings its rule with it.
final class RuleFunction1<A, R> implements Function1<A, R>, Rule1<A, R>, UntypedRule {
  private final transient Function1<A, R> f;
  private final transient Rule1<A, R> rule;
  private final transient @Nullable ForwardRule1<A, R> forward;

  RuleFunction1(Function1<A, R> f, Rule1<A, R> rule, @Nullable ForwardRule1<A, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a) {
    return (R) RuleOperation.call(this, a);
  }

  @Override
  public Pullback1<A, R> pullback(RuleContext context, R y, A a) {
    return rule.pullback(context, y, a);
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
    return f.apply((A) x[0]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule.pullback(context, (R) y, (A) x[0]).applyAll((List<Tangent<R>>) cotangents).stream()
        .map(pulled -> new UntypedRule.Answer(pulled._1, pulled.toSeq().drop(1).asJava()))
        .toList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Tangent<?> push(Object y, Object[] x, List<Tangent<?>> tangents) {
    if (forward == null) return null;
    return forward.pushforward((R) y, (A) x[0]).apply((Tangent<A>) tangents.get(0));
  }
}
