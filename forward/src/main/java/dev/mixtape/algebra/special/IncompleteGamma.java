package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/// The regularised incomplete gamma functions, their logarithms and derivatives in the shape.
public final class IncompleteGamma {
  /// Below this a tail is computed by its logarithm.
  private static final double SMALL = 1e-290;

  /// From this shape on Commons Numbers loses digits in the tails: 3e-12 at 6e4.
  private static final double LARGE = 1000;

  /// `P(a, x)`, the lower tail.
  public static double lower(double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return x > a ? 1 : 0;
    return a < LARGE ? RegularizedGamma.P.value(a, x) : ofLargeShape(true, a, x);
  }

  /// `Q(a, x)`, the upper tail.
  public static double upper(double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return x > a ? 0 : 1;
    return a < LARGE ? RegularizedGamma.Q.value(a, x) : ofLargeShape(false, a, x);
  }

  private static double ofLargeShape(boolean lower, double a, double x) {
    boolean low = isLow(a, x);
    GammaTail tail = new GammaTail(a, x, low);
    double smaller = Math.exp(tail.logDensity()) * tail.mass();
    return low == lower ? smaller : 1 - smaller;
  }

  /// `xᵃ⁻¹ e⁻ˣ / Γ(a)`.
  public static double density(double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (x == 0) return a < 1 ? Double.POSITIVE_INFINITY : a == 1 ? 1 : 0;
    if (isAtEnd(a, x)) return 0;
    return Math.exp(GammaTail.logDensity(a, x)) / x;
  }

  /// The derivative of [#lower] of order n, at least 1, in the shape.
  public static double lowerInShape(int n, double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return 0;
    boolean lower = isLow(a, x);
    GammaTail tail = new GammaTail(a, x, lower);
    double derivative = Math.exp(tail.logDensity()) * tail.derivative(n, 0);
    return lower ? derivative : -derivative;
  }

  /// [#lowerInShape] over [#density], neither of which need be a number of double precision.
  public static double lowerInShapeOverDensity(int n, double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return lowerInShape(n, a, x) / density(a, x);
    boolean lower = isLow(a, x);
    double derivative = x * new GammaTail(a, x, lower).derivative(n, 0);
    return lower ? derivative : -derivative;
  }

  /// `ln P(a, x)` or `ln Q(a, x)`, also where the tail itself underflows.
  public static double log(boolean lower, double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return x > a == lower ? 0 : Double.NEGATIVE_INFINITY;
    if (isLow(a, x) != lower) return Math.log1p(-tail(!lower, a, x));
    double plain = tail(lower, a, x);
    if (plain > SMALL) return Math.log(plain);
    GammaTail tail = new GammaTail(a, x, lower);
    return tail.logDensity() + Math.log(tail.mass());
  }

  /// The derivative of [#log] of order n, at least 1, in the shape.
  public static double logInShape(boolean lower, int n, double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (isAtEnd(a, x)) return edge(lower, n, a, x);
    if (isLow(a, x) == lower) return new GammaTail(a, x, lower).logDerivative(n, 0);
    double sign = lower ? 1 : -1;
    double tail = tail(lower, a, x);
    double[][] ratios = new double[n + 1][1];
    for (int k = 1; k <= n; k++) ratios[k][0] = sign * lowerInShape(k, a, x) / tail;
    return Series.log(ratios)[n][0];
  }

  /// The density over the lower or the upper tail: the slope of the tail's logarithm in x, or minus
  /// it.
  public static double hazard(boolean lower, double a, double x) {
    if (!isInside(a, x)) return Double.NaN;
    if (x == 0 && lower) return Double.POSITIVE_INFINITY;
    if (isAtEnd(a, x)) return lower == x > a ? 0 : 1;
    double tail = tail(lower, a, x);
    if (tail > SMALL) return density(a, x) / tail;
    return 1 / (x * new GammaTail(a, x, lower).mass());
  }

  private static double edge(boolean lower, int n, double a, double x) {
    if (lower == x > a) return 0;
    if (x > 0 || n > 1) return n == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    return Double.NEGATIVE_INFINITY;
  }

  private static double tail(boolean lower, double a, double x) {
    return lower ? lower(a, x) : upper(a, x);
  }

  private static boolean isInside(double a, double x) {
    return a > 0 && x >= 0 && (a < Double.POSITIVE_INFINITY || x < Double.POSITIVE_INFINITY);
  }

  /// At the ends the tails are 0 and 1.
  private static boolean isAtEnd(double a, double x) {
    return x == 0 || Double.isInfinite(x) || Double.isInfinite(a);
  }

  /// True where x is below the mean of the logarithm: from there downwards the derivative of the
  /// lower tail in the shape has one sign under the integral, from there upwards that of the upper.
  private static boolean isLow(double a, double x) {
    return GammaTail.deviation(a, x) < 0;
  }

  private IncompleteGamma() {}
}
