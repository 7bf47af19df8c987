package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.LogBeta;

/// A tail of the beta distribution with shapes a and b, in the coordinate `z = logit t - logit x`.
final class BetaTail extends Tail {
  private static final double NEAR = 0.4;

  /// From these shapes on the density is computed from its saddle point.
  private static final double SADDLE = 10;

  /// The largest argument of an exponential here.
  private static final double LARGEST = 700;

  private final double a;
  private final double b;
  private final double x;
  private final double y;
  private final double deviationA;
  private final double deviationB;

  /// @param y `1 - x`, both of them precise
  BetaTail(double a, double b, double x, double y, boolean lower) {
    super(lower ? -1 : 1);
    this.a = a;
    this.b = b;
    this.x = x;
    this.y = y;
    this.deviationA = deviation(a, b, x, y);
    this.deviationB = deviation(b, a, y, x);
  }

  /// `ln x - ψ(a) + ψ(a + b)`, negative where x is below the logarithm's mean.
  static double deviation(double a, double b, double x, double y) {
    return log(x, y) + GammaKernels.polygammaRise(0, a, b);
  }

  /// `ln x`, where y is `1 - x`.
  private static double log(double x, double y) {
    return x < 0.5 ? Math.log(x) : Math.log1p(-y);
  }

  /// `ln(xᵃ yᵇ / B(a, b))`; for large shapes from the saddle point, as Loader (2000) does.
  static double logDensity(double a, double b, double x, double y) {
    if (Math.min(a, b) < SADDLE) return a * log(x, y) + b * log(y, x) - LogBeta.value(a, b);
    double n = a + b;
    double off = b * x - a * y;
    return deviance(a, off / a, x / a * n)
        + deviance(b, -off / b, y / b * n)
        + 0.5 * (Math.log(a / n) + Math.log(b / (2 * Math.PI)))
        + GammaKernels.stirlingError(n)
        - GammaKernels.stirlingError(a)
        - GammaKernels.stirlingError(b);
  }

  private static double deviance(double a, double d, double ratio) {
    return a * (Math.abs(d) < NEAR ? Elementary.log1pLessX(d) : Math.log(ratio) - d);
  }

  @Override
  double logDensity() {
    return logDensity(a, b, x, y);
  }

  @Override
  double deviation(boolean ofFirst) {
    return ofFirst ? deviationA : deviationB;
  }

  @Override
  void moveTo(double z) {
    if (x <= y) {
      double rise = rise(x, z);
      exponent = exponent(a, x, b * x - a * y, z, rise);
      first = z - rise;
      second = -rise;
    } else {
      double rise = rise(y, -z);
      exponent = exponent(b, y, a * y - b * x, -z, rise);
      first = -rise;
      second = -z - rise;
    }
  }

  /// `ln(1 + x (eᶻ - 1))`, by which `ln(1 - t)` falls.
  private static double rise(double x, double z) {
    return z < LARGEST ? Math.log1p(x * Math.expm1(z)) : z + Math.log(x);
  }

  /// `a z - (a + b) rise`, where `off = (a + b) x - a`.
  private double exponent(double shape, double w, double off, double z, double rise) {
    double n = a + b;
    if (Math.abs(z) > NEAR) return shape * z - n * rise;
    double bend = Elementary.log1pLessX(w * Math.expm1(z)) + w * Elementary.expm1LessX(z);
    return -off * z - n * bend;
  }

  @Override
  void measure(double z) {
    double odds = x / y * Math.exp(z);
    double t = odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
    double rest = 1 / (1 + odds);
    slope = a * rest - b * t;
    curvature = Math.max(1, a + b) * t * rest;
    bendsUpwards = odds < 1;
  }

  @Override
  double cumulant(int m, int n) {
    if (n == 0) return GammaKernels.polygammaRise(m - 1, a, b);
    if (m == 0) return GammaKernels.polygammaRise(n - 1, b, a);
    return GammaKernels.polygamma(m + n - 1, a + b);
  }
}
