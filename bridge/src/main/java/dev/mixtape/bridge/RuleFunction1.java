package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import java.util.List;

/// A function of 1 argument that brings its rule with it.
final class RuleFunction1<A, R> implements Function1<A, R>, Rule1<A, R>, UntypedRule {
  private final transient Function1<A, R> f;
  private final transient Rule1<A, R> rule;

  RuleFunction1(Function1<A, R> f, Rule1<A, R> rule) {
    this.f = f;
    this.rule = rule;
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
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> pull(RuleContext context, Object y, Object[] x, Tangent<?> cotangent) {
    var pulled = rule.pullback(context, (R) y, (A) x[0]).apply((Tangent<R>) cotangent);
    return pulled.toSeq().drop(1).asJava().stream().<Object>map(t -> t).toList();
  }
}
