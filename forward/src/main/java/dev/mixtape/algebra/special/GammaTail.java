package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.LogGamma;

/// A tail of the gamma distribution with shape a, in the coordinate `z = ln(t / x)`.
final class GammaTail extends Tail {
  private static final double NEAR = 0.4;

  /// From this shape on the density is computed from its saddle point.
  private static final double SADDLE = 10;

  private final double a;
  private final double x;
  private final double deviation;

  GammaTail(double a, double x, boolean lower) {
    super(lower ? -1 : 1);
    this.a = a;
    this.x = x;
    this.deviation = deviation(a, x);
  }

  /// `ln x - ψ(a)`, negative where x is below the logarithm's mean.
  static double deviation(double a, double x) {
    double d = (x - a) / a;
    double ratio = Math.abs(d) < NEAR ? Math.log1p(d) : Math.log(x) - Math.log(a);
    return ratio - GammaKernels.digammaLessLog(a);
  }

  /// `ln(xᵃ e⁻ˣ / Γ(a))`; for large shapes from the saddle point, as Loader (2000) does.
  static double logDensity(double a, double x) {
    if (a < SADDLE) return a * Math.log(x) - x - LogGamma.value(a);
    double d = (x - a) / a;
    double deviance = Math.abs(d) < NEAR ? Elementary.log1pLessX(d) : Math.log(x / a) - d;
    return a * deviance + 0.5 * Math.log(a / (2 * Math.PI)) - GammaKernels.stirlingError(a);
  }

  @Override
  double logDensity() {
    return logDensity(a, x);
  }

  @Override
  double deviation(boolean ofFirst) {
    return deviation;
  }

  @Override
  void moveTo(double z) {
    exponent =
        Math.abs(z) < NEAR ? (a - x) * z - x * Elementary.expm1LessX(z) : a * z - x * Math.expm1(z);
    first = z;
  }

  @Override
  void measure(double z) {
    curvature = x * Math.exp(z);
    slope = a - curvature;
    bendsUpwards = true;
  }

  @Override
  double cumulant(int m, int n) {
    return -GammaKernels.polygamma(m - 1, a);
  }
}
