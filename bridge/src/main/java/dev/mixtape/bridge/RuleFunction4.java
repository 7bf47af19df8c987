package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.Function4;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function of 4 arguments that brings its rule with it.
final class RuleFunction4<A, B, C, D, R>
    implements Function4<A, B, C, D, R>, Rule4<A, B, C, D, R>, UntypedRule {
  private final transient Function4<A, B, C, D, R> f;
  private final transient Rule4<A, B, C, D, R> rule;
  private final transient @Nullable ForwardRule4<A, B, C, D, R> forward;

  RuleFunction4(
      Function4<A, B, C, D, R> f,
      Rule4<A, B, C, D, R> rule,
      @Nullable ForwardRule4<A, B, C, D, R> forward) {
    this.f = f;
    this.rule = rule;
    this.forward = forward;
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
  public Object function() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Object value(Object[] x) {
    return f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UntypedRule.Answer> pull(
      RuleContext context, Object y, Object[] x, List<? extends Tangent<?>> cotangents) {
    return rule
        .pullback(context, (R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3])
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
        .pushforward((R) y, (A) x[0], (B) x[1], (C) x[2], (D) x[3])
        .apply(
            (Tangent<A>) tangents.get(0),
            (Tangent<B>) tangents.get(1),
            (Tangent<C>) tangents.get(2),
            (Tangent<D>) tangents.get(3));
  }
}
