package dev.mixtape.algebra.special;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/// The regularised incomplete beta function, its logarithm and derivatives in the shapes. The
/// argument comes as the pair x and `y = 1 - x`, so that both ends are precise and the complement
/// is the function with both pairs exchanged.
public final class IncompleteBeta {
  /// Below this a tail is computed by its logarithm.
  private static final double SMALL = 1e-290;

  /// From this sum of shapes on Commons Numbers loses digits in the tails.
  private static final double LARGE = 1000;

  /// `I_x(a, b)`, the lower tail.
  public static double lower(double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (isAtEnd(x, y)) return x > y ? 1 : 0;
    if (isInfinite(a, b)) return Double.isInfinite(a) ? 0 : 1;
    if (a + b >= LARGE) return ofLargeShapes(a, b, x, y);
    return x <= y ? RegularizedBeta.value(x, a, b) : RegularizedBeta.complement(y, b, a);
  }

  private static double ofLargeShapes(double a, double b, double x, double y) {
    boolean lower = b * x < a * y;
    BetaTail tail = new BetaTail(a, b, x, y, lower);
    double smaller = Math.exp(tail.logDensity()) * tail.mass();
    return lower ? smaller : 1 - smaller;
  }

  /// `xᵃ⁻¹ yᵇ⁻¹ / B(a, b)`.
  public static double density(double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (x == 0) return a < 1 ? Double.POSITIVE_INFINITY : a == 1 ? b : 0;
    if (y == 0) return b < 1 ? Double.POSITIVE_INFINITY : b == 1 ? a : 0;
    if (isInfinite(a, b)) return 0;
    return Math.exp(BetaTail.logDensity(a, b, x, y)) / x / y;
  }

  /// The derivative of [#lower] of order m in a and n in b, together at least 1.
  public static double lowerInShapes(int m, int n, double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (isAtEnd(x, y) || isInfinite(a, b)) return 0;
    return Math.exp(BetaTail.logDensity(a, b, x, y)) * lowerOverLogitDensity(m, n, a, b, x, y);
  }

  /// The same over the density of the logit.
  private static double lowerOverLogitDensity(
      int m, int n, double a, double b, double x, double y) {
    boolean lower = m > 0 ? isLow(a, b, x, y) : !isLow(b, a, y, x);
    double derivative = new BetaTail(a, b, x, y, lower).derivative(m, n);
    return lower ? derivative : -derivative;
  }

  /// [#lowerInShapes] over [#density], neither of which need be a number of double precision.
  public static double lowerInShapesOverDensity(
      int m, int n, double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (isAtEnd(x, y) || isInfinite(a, b)) return 0 / density(a, b, x, y);
    return x * y * lowerOverLogitDensity(m, n, a, b, x, y);
  }

  /// `ln I_x(a, b)`, also where the tail itself underflows.
  public static double log(double a, double b, double x, double y) {
    double plain = lower(a, b, x, y);
    if (!(plain <= SMALL) || isAtEnd(x, y) || isInfinite(a, b))
      return logOfLarge(plain, a, b, x, y);
    BetaTail tail = new BetaTail(a, b, x, y, true);
    return tail.logDensity() + Math.log(tail.mass());
  }

  private static double logOfLarge(double plain, double a, double b, double x, double y) {
    return plain > 0.5 ? Math.log1p(-lower(b, a, y, x)) : Math.log(plain);
  }

  /// The derivative of [#log] of order m in a and n in b, together at least 1.
  public static double logInShapes(int m, int n, double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (isAtEnd(x, y) || isInfinite(a, b)) return edge(m, n, b, x);
    double tail = lower(a, b, x, y);
    if (tail <= 0.5) return new BetaTail(a, b, x, y, true).logDerivative(m, n);
    double[][] ratios = new double[m + 1][n + 1];
    for (int i = 0; i <= m; i++) {
      for (int j = 0; j <= n; j++) {
        if (i + j > 0) ratios[i][j] = lowerInShapes(i, j, a, b, x, y) / tail;
      }
    }
    ratios[0][0] = 1;
    return Series.log(ratios)[m][n];
  }

  /// The slope of [#log] in x: the density over the lower tail.
  public static double hazard(double a, double b, double x, double y) {
    if (!isInside(a, b, x)) return Double.NaN;
    if (x == 0) return Double.POSITIVE_INFINITY;
    if (isInfinite(a, b)) return Double.isInfinite(a) ? Double.POSITIVE_INFINITY : 0;
    double tail = lower(a, b, x, y);
    if (tail > SMALL) return density(a, b, x, y) / tail;
    return 1 / (x * y * new BetaTail(a, b, x, y, true).mass());
  }

  /// The derivative of the logarithm of [#hazard] of order m in a and n in b, together at least 1.
  public static double logHazardInShapes(int m, int n, double a, double b, double x, double y) {
    boolean isInner = !isAtEnd(x, y) && !isInfinite(a, b);
    if (isInner && (b * x <= a * y || lower(a, b, x, y) <= 0.5))
      return -new BetaTail(a, b, x, y, true).relativeLogDerivative(m, n);
    BetaTail point = new BetaTail(a, b, x, y, true);
    double density = m + n == 1 ? point.deviation(m == 1) : point.cumulant(m, n);
    return density - logInShapes(m, n, a, b, x, y);
  }

  /// Where the tail is 1 nothing moves; where it is 0 only the orders of a power of x do.
  private static double edge(int m, int n, double b, double x) {
    if (x == 1 || (Double.isInfinite(b) && x > 0)) return 0;
    if (x > 0) return Double.NaN;
    return m == 1 && n == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
  }

  private static boolean isInside(double a, double b, double x) {
    return a > 0 && b > 0 && x >= 0 && x <= 1 && (a < Double.POSITIVE_INFINITY || b < a);
  }

  /// At the ends the tails are 0 and 1.
  private static boolean isAtEnd(double x, double y) {
    return x == 0 || y == 0;
  }

  private static boolean isInfinite(double a, double b) {
    return Double.isInfinite(a) || Double.isInfinite(b);
  }

  private static boolean isLow(double a, double b, double x, double y) {
    return BetaTail.deviation(a, b, x, y) < 0;
  }

  private IncompleteBeta() {}
}
