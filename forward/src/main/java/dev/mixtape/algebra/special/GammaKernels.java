package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.LogGamma;

/// The derivatives of the gamma function's logarithm, and what its asymptotic series misses.
public final class GammaKernels {
  /// From here on the asymptotic series are right to the last digits.
  private static final double ASYMPTOTIC = 10;

  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  /// `B₂ₖ / (2k (2k - 1))`, DLMF 5.11.1.
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400,
    43867.0 / 244188
  };

  /// `B₂ₖ / 2k`, DLMF 5.11.2.
  private static final double[] DIGAMMA = {
    1.0 / 12,
    -1.0 / 120,
    1.0 / 252,
    -1.0 / 240,
    1.0 / 132,
    -691.0 / 32760,
    1.0 / 12,
    -3617.0 / 8160,
    43867.0 / 14364
  };

  /// `B₂ₖ / (2k)!`, DLMF 25.2.9 with 24.2.1.
  private static final double[] EULER_MACLAURIN = {
    0.08333333333333333,
    -0.001388888888888889,
    3.306878306878307e-05,
    -8.267195767195768e-07,
    2.08767569878681e-08,
    -5.284190138687493e-10,
    1.3382536530684679e-11,
    -3.3896802963225827e-13,
    8.586062056277845e-15,
    -2.174868698558062e-16,
    5.5090028283602295e-18,
    -1.3954464685812522e-19
  };

  /// The positive zero of the digamma function, DLMF table 5.4.1, in two parts.
  private static final double ROOT = 1.4616321449683622;

  private static final double ROOT_LOW = 9.549995429965697e-17;

  /// So close to its zero the digamma function is summed as its Taylor series there.
  private static final double NEAR_ROOT = 0.2;

  /// `ψ⁽ᵏ⁾(root) / k!` for k from 1, computed with mpmath.
  private static final double[] AT_ROOT = {
    0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
    0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
    0.022597648232218104, -0.01542476590494896, 0.010538791616612175, -0.007204534386356869,
    0.004926781395729853, -0.003369801655439328, 0.002305126326734928, -0.0015769367714301972,
    0.0010788252019162967, -0.0007380709389960052, 0.000504953265834602, -0.0003454680251063077
  };

  /// `ψ(x)`: infinite at 0, NaN at negative integers.
  ///
  /// Recurrence and asymptotic series, DLMF 5.5.2 and 5.11.2; a Taylor series near the positive
  /// zero; reflection for negative arguments, DLMF 5.5.4.
  public static double digamma(double x) {
    if (x < 0) {
      if (x == Math.rint(x)) return Double.NaN;
      return digamma(1 - x) - Math.PI / tanPi(x);
    }
    double fromRoot = x - ROOT - ROOT_LOW;
    if (Math.abs(fromRoot) < NEAR_ROOT) return fromRoot * polynomial(AT_ROOT, fromRoot);
    double below = 0;
    double y = x;
    for (; y < ASYMPTOTIC; y++) below += 1 / y;
    return Math.log(y) - below + digammaMinusLog(y);
  }

  /// `ψ(x) - ln x` for x from [#ASYMPTOTIC].
  private static double digammaMinusLog(double x) {
    double t = 1 / (x * x);
    return -0.5 / x - t * polynomial(DIGAMMA, t);
  }

  /// `ψ(x) - ln x` for positive x, which does not cancel for large ones.
  static double digammaLessLog(double x) {
    return x < ASYMPTOTIC ? digamma(x) - Math.log(x) : digammaMinusLog(x);
  }

  /// `ψ⁽ⁿ⁾(x + d) - ψ⁽ⁿ⁾(x)` for positive x and x + d, however small d is against x: the difference
  /// is taken term by term in the sums of [#polygamma].
  public static double polygammaRise(int n, double x, double d) {
    if (!(x > 0 && x + d > 0)) return Double.NaN;
    if (d < 0) return -polygammaRise(n, x + d, -d);
    if (n == 0) return digammaRise(x, d);
    double sign = n % 2 == 0 ? -1 : 1;
    double scale = 1 / x;
    for (int k = 1; k <= n; k++) scale *= k / x;
    return scale == 0 ? -sign * 0 : sign * scale * zetaRise(n + 1, x, d);
  }

  private static double digammaRise(double x, double d) {
    if (x == Double.POSITIVE_INFINITY) return d < x ? 0 : Double.NaN;
    if (d == Double.POSITIVE_INFINITY) return d;
    double below = 0;
    double y = x;
    for (; y < ASYMPTOTIC; y++) below += d / y / (y + d);
    double from = 1 / y / y;
    double to = 1 / (y + d) / (y + d);
    double fall = d / y / (y + d);
    double between = polynomialRise(DIGAMMA, from, to) * fall * (1 / y + 1 / (y + d));
    return below + Math.log1p(d / y) + 0.5 * fall + between;
  }

  /// `(t p(t) - u p(u)) / (t - u)` for the polynomial p with these coefficients.
  private static double polynomialRise(double[] coefficients, double t, double u) {
    double sum = 0;
    double rise = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      rise = rise * u + sum;
      sum = sum * t + coefficients[k];
    }
    return rise * u + sum;
  }

  /// `ψ⁽ⁿ⁾(x)`, the derivative of order n of the digamma function; at 0 and negative integers plus
  /// infinity for odd n, NaN for even n (at 0 infinite, as the sign of the zero says).
  ///
  /// The Hurwitz zeta function by its first terms and the Euler-Maclaurin formula, DLMF 25.11.5 and
  /// 25.11.12; reflection for negative arguments, DLMF 5.15.6.
  ///
  /// @param n at least 0
  public static double polygamma(int n, double x) {
    if (n == 0) return digamma(x);
    if (x < 0) return x == Math.rint(x) ? atPole(n) : reflected(n, x);
    double sign = n % 2 == 0 ? -1 : 1;
    if (x == 0) return sign / (n % 2 == 0 ? x : 0);
    if (x == Double.POSITIVE_INFINITY) return sign * 0;
    double scale = 1 / x;
    for (int k = 1; k <= n; k++) scale *= k / x;
    return sign * scale * zeta(n + 1, x);
  }

  private static double atPole(int n) {
    return n % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
  }

  /// `Σ (1 + k / x)⁻ˢ` over k from 0: the Hurwitz zeta function, over its first term.
  private static double zeta(int s, double x) {
    int n = s - 1;
    double sum = 0;
    double y = x;
    for (; y < n + ASYMPTOTIC; y++) {
      double term = inversePower(y / x, s);
      sum += term;
      if (term <= 1e-18 * sum) return sum;
    }
    double factor = 1 + n / (2 * y);
    double rising = 1;
    for (int j = 0; j < EULER_MACLAURIN.length; j++) {
      rising *= (n + 2.0 * j) / y * ((n + 2.0 * j + 1) / y);
      factor += EULER_MACLAURIN[j] * rising;
    }
    return sum + x * inversePower(y / x, n) * factor / n;
  }

  /// The difference of `Σ ((x + k) / x)⁻ˢ` when d is added to every `x + k`.
  private static double zetaRise(int s, double x, double d) {
    int n = s - 1;
    double sum = 0;
    double y = x;
    for (; y < n + ASYMPTOTIC; y++) {
      double term = inversePower(y / x, s) * Math.expm1(-s * Math.log1p(d / y));
      sum += term;
      if (term >= 1e-18 * sum) return sum;
    }
    double rise = Math.log1p(d / y);
    double factor = Math.expm1(-n * rise) + n / (2 * y) * Math.expm1(-s * rise);
    double rising = 1;
    for (int j = 0; j < EULER_MACLAURIN.length; j++) {
      rising *= (n + 2.0 * j) / y * ((n + 2.0 * j + 1) / y);
      factor += EULER_MACLAURIN[j] * rising * Math.expm1(-(n + 2.0 * j + 2) * rise);
    }
    return sum + x * inversePower(y / x, n) * factor / n;
  }

  private static double inversePower(double x, int n) {
    if (n > 8) return Math.pow(x, -n);
    double power = 1;
    for (int k = 0; k < n; k++) power *= x;
    return 1 / power;
  }

  /// `(-1)ⁿ ψ⁽ⁿ⁾(1 - x) - π dⁿ/dxⁿ cot πx`.
  private static double reflected(int n, double x) {
    double mirrored = polygamma(n, 1 - x);
    double cotangents = cotangent(n, 1 / tanPi(x)) * Math.PI;
    for (int k = 1; k <= n; k++) cotangents *= k * Math.PI;
    return (n % 2 == 0 ? mirrored : -mirrored) - cotangents;
  }

  /// The derivative of order n of the cotangent, over n!, where the cotangent is c: a polynomial in
  /// c, from `cot' = -(1 + cot²)`.
  private static double cotangent(int n, double c) {
    double[] p = {0, 1};
    for (int order = 1; order <= n; order++) {
      double[] next = new double[p.length + 1];
      for (int k = 1; k < p.length; k++) {
        double slope = k * p[k] / order;
        next[k - 1] -= slope;
        next[k + 1] -= slope;
      }
      p = next;
    }
    return polynomial(p, c);
  }

  /// `ln Γ(x) - (x - ½) ln x + x - ½ ln 2π` for positive x: what Stirling's formula misses.
  static double stirlingError(double x) {
    if (x < ASYMPTOTIC) return LogGamma.value(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_2PI;
    return polynomial(STIRLING, 1 / (x * x)) / x;
  }

  static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) sum = sum * x + coefficients[k];
    return sum;
  }

  /// `tan πx`, right near its zeros.
  private static double tanPi(double x) {
    return Math.tan(Math.PI * (x - Math.rint(x)));
  }

  private GammaKernels() {}
}
