package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.LogGamma;

/// The inverse of the regularised incomplete gamma functions.
///
/// Newton's method on the logarithm of the smaller tail over `ln x`, where it is concave, so that
/// the method converges from everywhere and keeps its relative precision in both tails. It starts
/// from Wilson and Hilferty's cube (1931) or from the leading term at 0 (DLMF 8.7.1).
public final class GammaQuantile {
  private static final double LEAST = Math.log(Double.MIN_VALUE);
  private static final double MOST = Math.log(Double.MAX_VALUE);

  /// From this shape on the cube is the root.
  private static final double LARGEST_SHAPE = 1e16;

  /// Down here, at the end of the search, the root is not distinguished from 0.
  private static final double UNDERFLOW = 20 * Double.MIN_VALUE;

  /// The x with `P(a, x) = p` for the lower tail, with `Q(a, x) = p` for the upper one.
  public static double of(boolean lower, double a, double p) {
    if (!(a > 0 && p >= 0 && p <= 1)) return Double.NaN;
    if (p == 0 || p == 1) return lower == (p == 0) ? 0 : Double.POSITIVE_INFINITY;
    if (Double.isInfinite(a)) return Double.POSITIVE_INFINITY;
    return p <= 0.5 ? root(lower, a, p) : root(!lower, a, 1 - p);
  }

  private static double root(boolean lower, double a, double p) {
    if (a > LARGEST_SHAPE) return cube(lower, a, p);
    double logP = Math.log(p);
    double u = Root.of(v -> step(lower, a, Math.exp(v), logP), start(lower, a, p), LEAST, MOST);
    double x = Math.exp(u);
    return x > UNDERFLOW ? x * Math.exp(step(lower, a, x, logP)) : 0;
  }

  /// Newton's step in `ln x`.
  private static double step(boolean lower, double a, double x, double logP) {
    double miss = IncompleteGamma.log(lower, a, x) - logP;
    double step = miss / (x * IncompleteGamma.hazard(lower, a, x));
    return lower ? -step : step;
  }

  private static double start(boolean lower, double a, double p) {
    double cube = a > 1 ? cube(lower, a, p) : 0;
    if (cube > 0) return Math.log(cube);
    return lower ? (Math.log(p) + LogGamma.value(a + 1)) / a : Math.log(-Math.log(p));
  }

  private static double cube(boolean lower, double a, double p) {
    double z = (lower ? -1 : 1) * Math.sqrt(2) * InverseErfc.value(2 * p);
    double root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
    return a * root * root * root;
  }

  private GammaQuantile() {}
}
