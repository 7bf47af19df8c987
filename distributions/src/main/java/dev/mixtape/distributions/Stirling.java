package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.log1p;

import dev.mixtape.algebra.Real;

/// What Stirling's formula misses, for densities whose terms would cancel: from large shapes and
/// counts the large terms are taken out by hand.
final class Stirling {
  /// From here on the series are right to the last digits.
  static final double LEAST = 10;

  /// `B₂ₖ / (2k (2k - 1))`, DLMF 5.11.1.
  private static final double[] SERIES = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  private Stirling() {}

  /// `ln Γ(a) - ((a - 1/2) ln a - a + ln √(2π))` for `a` of at least [#LEAST].
  static Real error(Real a) {
    Real t = a.square().recip();
    Real sum = Real.of(0);
    for (int k = SERIES.length; k-- > 0; ) sum = sum.times(t).plus(SERIES[k]);
    return sum.div(a);
  }

  /// The derivative of [#error]: `ψ(a) - (ln a - 1 / (2a))`.
  static Real slope(Real a) {
    Real t = a.square().recip();
    Real sum = Real.of(0);
    for (int k = SERIES.length; k-- > 0; ) sum = sum.times(t).plus(-(2 * k + 1) * SERIES[k]);
    return sum.times(t);
  }

  /// `n (ln u - u + 1)` at `u = 1 + d`: how unlikely it is that `n` events happen where `n u` are
  /// expected, apart from what is left of Stirling's formula.
  static Real deviance(Real n, Real d) {
    return log1p(d).minus(d).times(n);
  }

  /// True where [#deviance] is precise and a sum of large terms is not: near `u = 1`.
  static boolean isNear(Real d) {
    return d.gt(-0.5) && d.lt(0.5);
  }
}
