package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Function3;
import java.util.List;

/// A function of 3 arguments that brings its rule with it.
final class RuleFunction3<A, B, C, R>
    implements Function3<A, B, C, R>, Rule3<A, B, C, R>, UntypedRule {
  private final transient Function3<A, B, C, R> f;
  private final transient Rule3<A, B, C, R> rule;

  RuleFunction3(Function3<A, B, C, R> f, Rule3<A, B, C, R> rule) {
    this.f = f;
    this.rule = rule;
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
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0], (B) x[1], (C) x[2]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Object> pull(RuleContext context, Object y, Object[] x, Tangent<?> cotangent) {
    var pulled =
        rule.pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2]).apply((Tangent<R>) cotangent);
    return pulled.toSeq().drop(1).asJava().stream().<Object>map(t -> t).toList();
  }
}
