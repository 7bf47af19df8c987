package dev.mixtape.bridge;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What rules made of partials are put together from, and rules that nothing passes.
final class ScalarRule {
  private ScalarRule() {}

  /// The cotangent of argument `argument`, counted from 1.
  static Tangent<Real> pulled(
      RuleContext context, int argument, Tangent<Real> cotangent, Supplier<Real> partial) {
    if (!context.wants(argument)) return new Tangent.NoTangent<>("argument is not wanted");
    return isZero(cotangent) ? cotangent : Tangent.of(partial.get().times(cotangent.natural()));
  }

  /// A partial times the tangent of its argument; null where that does not move.
  static @Nullable Real term(Tangent<Real> tangent, Supplier<Real> partial) {
    return isZero(tangent) ? null : partial.get().times(tangent.natural());
  }

  /// The tangent of the result for the terms of its arguments.
  static Tangent<Real> sum(@Nullable Real... terms) {
    Real sum = null;
    for (Real term : terms) {
      if (term != null) sum = sum == null ? term : sum.plus(term);
    }
    return sum == null ? Tangent.zero(Real.of(0)) : Tangent.of(sum);
  }

  static <P> Tangent<P> constant() {
    return new Tangent.NoTangent<>("the function was declared not differentiable");
  }

  private static boolean isZero(Tangent<Real> tangent) {
    Tangent<Real> forced = tangent.forced();
    return forced instanceof Tangent.ZeroTangent || forced instanceof Tangent.NoTangent;
  }
}
