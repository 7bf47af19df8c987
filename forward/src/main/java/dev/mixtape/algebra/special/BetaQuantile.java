package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.LogBeta;

/// The inverse of the regularised incomplete beta function.
///
/// Newton's method on the logarithm of the smaller tail over `logit x`, where it is concave, so
/// that the method converges from everywhere and keeps its relative precision at both ends. It
/// starts from a normal distribution of the logit or from the leading term at 0 (DLMF 8.17.7).
public final class BetaQuantile {
  private static final double LEAST = Math.log(Double.MIN_VALUE);
  private static final double MOST = Math.log(Double.MAX_VALUE / 2);

  /// Down here, at the end of the search, the root is not distinguished from 0.
  private static final double UNDERFLOW = 20 * Double.MIN_VALUE;

  /// The x with `I_x(a, b) = p`.
  public static double of(double a, double b, double p) {
    if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return Double.NaN;
    if (p == 0 || p == 1) return p;
    if (Double.isInfinite(a)) return Double.isInfinite(b) ? Double.NaN : 1;
    if (Double.isInfinite(b)) return 0;
    return p <= 0.5 ? lower(a, b, p) : 1 / (1 + odds(b, a, 1 - p));
  }

  private static double lower(double a, double b, double p) {
    double odds = odds(a, b, p);
    return odds / (1 + odds);
  }

  /// `x / (1 - x)` at the x with `I_x(a, b) = p`.
  private static double odds(double a, double b, double p) {
    double logP = Math.log(p);
    double u = Root.of(v -> step(a, b, Math.exp(v), logP), start(a, b, p), LEAST, MOST);
    double odds = Math.exp(u);
    return odds > UNDERFLOW ? odds * Math.exp(step(a, b, odds, logP)) : 0;
  }

  /// Newton's step in the logit.
  private static double step(double a, double b, double odds, double logP) {
    double x = odds / (1 + odds);
    double y = 1 / (1 + odds);
    double miss = IncompleteBeta.log(a, b, x, y) - logP;
    return -miss / (x * y * IncompleteBeta.hazard(a, b, x, y));
  }

  private static double start(double a, double b, double p) {
    if (a < 1) return (Math.log(p) + Math.log(a) + LogBeta.value(a, b)) / a;
    double mean = GammaKernels.digamma(a) - GammaKernels.digamma(b);
    double variance = GammaKernels.polygamma(1, a) + GammaKernels.polygamma(1, b);
    return mean - Math.sqrt(2 * variance) * InverseErfc.value(2 * p);
  }

  private BetaQuantile() {}
}
