package dev.mixtape.algebra.special;

/// The integral of a log-concave density from a point to one of its ends, and its derivatives in
/// the density's parameters.
///
/// The density is `exp(a T₁(z) + b T₂(z) - K(a, b))` in a coordinate z that is 0 at the point. Its
/// integrals are taken over the density relative to that at the point, with the statistics
/// multiplied in, by Gauss-Legendre quadrature over panels that follow the density's scale. Nearly
/// all terms have one sign, so tails of any size and their derivatives keep their relative
/// precision.
abstract class Tail {
  /// The positive nodes of 24 points, computed with mpmath (DLMF 3.5(v)).
  private static final double[] NODES = {
    0.9951872199970213,
    0.9747285559713095,
    0.9382745520027328,
    0.8864155270044011,
    0.820001985973903,
    0.7401241915785544,
    0.6480936519369755,
    0.5454214713888396,
    0.4337935076260451,
    0.3150426796961634,
    0.1911188674736163,
    0.06405689286260563
  };

  private static final double[] WEIGHTS = {
    0.0123412297999872,
    0.028531388628933663,
    0.04427743881741981,
    0.05929858491543678,
    0.0733464814110803,
    0.08619016153195327,
    0.09761865210411388,
    0.10744427011596563,
    0.1155056680537256,
    0.12167047292780339,
    0.1258374563468283,
    0.12793819534675216
  };

  /// What a panel may span of the exponent, so that the quadrature is right to the last digits.
  private static final double SPAN = 20;

  /// Standard deviations of a bell that one panel may span.
  private static final double BELL = 8;

  /// The longest panel where the density bends.
  private static final double LONG = 7;

  /// The longest panel where the density, or a statistic, only starts to bend.
  private static final double LONGER = 24;

  private static final double BENDS = Math.exp(-LONG);

  /// So far ahead of where the density bends it does not count that it will.
  private static final double FAR = 36;

  private static final double STARTS_TO_BEND = Math.exp(-FAR);
  private static final double UNBOUNDED = 1e300;

  /// The exponent's fall after which nothing counts.
  private static final double DEAD = 38;

  private static final double NEGLIGIBLE = 1e-17;
  private static final int MOST_PANELS = 500;

  private final double direction;

  /// The logarithm of the density relative to that at the point; set by [#moveTo].
  double exponent;

  /// T₁ less that at the point; set by [#moveTo].
  double first;

  /// T₂ less that at the point; set by [#moveTo].
  double second;

  /// The slope of the exponent, and minus its curvature; set by [#measure].
  double slope;

  double curvature;

  /// True where the curvature grows with z; set by [#measure].
  boolean bendsUpwards;

  /// @param direction -1 for the lower tail, 1 for the upper one
  Tail(double direction) {
    this.direction = direction;
  }

  /// Computes the exponent and the statistics at z.
  abstract void moveTo(double z);

  /// Computes slope and curvature at z.
  abstract void measure(double z);

  /// The logarithm of the density at the point.
  abstract double logDensity();

  /// `T₁ - E T₁` at the point, or `T₂ - E T₂`.
  abstract double deviation(boolean ofFirst);

  /// The derivative of `-K` of order m in the first parameter and n in the second, for m + n > 1.
  abstract double cumulant(int m, int n);

  /// The tail over the density at the point.
  final double mass() {
    return integral(() -> 1);
  }

  /// The derivative of the tail of order m in the first parameter and n in the second, over the
  /// density at the point.
  final double derivative(int m, int n) {
    if (m + n == 1) {
      return integral(m == 1 ? () -> first + deviation(true) : () -> second + deviation(false));
    }
    double[][] cumulants = cumulants(m, n);
    double[][] moments = new double[m + 1][n + 1];
    return integral(() -> {
      if (m > 0) cumulants[1][0] = first + deviation(true);
      if (n > 0) cumulants[0][1] = second + deviation(false);
      Series.exp(cumulants, moments);
      return moments[m][n];
    });
  }

  /// The derivative of the tail's logarithm: a mean, or a cumulant from moments about the means.
  final double logDerivative(int m, int n) {
    if (m + n == 1) return derivative(m, n) / mass();
    return relativeLogDerivative(m, n) + cumulant(m, n);
  }

  /// The derivative of the logarithm of [#mass], which does not cancel where the tail is a power of
  /// its argument.
  final double relativeLogDerivative(int m, int n) {
    double mass = mass();
    double meanFirst = m > 0 ? integral(() -> first) / mass : 0;
    double meanSecond = n > 0 ? integral(() -> second) / mass : 0;
    if (m + n == 1) return meanFirst + meanSecond;
    double[][] moments = new double[m + 1][n + 1];
    for (int i = 0; i <= m; i++) {
      for (int j = 0; j <= n; j++) {
        int p = i;
        int q = j;
        moments[i][j] =
            i + j < 2
                ? 1 - i - j
                : integral(() -> power(first - meanFirst, p) * power(second - meanSecond, q))
                    / mass;
      }
    }
    return Series.log(moments)[m][n];
  }

  private double[][] cumulants(int m, int n) {
    double[][] cumulants = new double[m + 1][n + 1];
    for (int i = 0; i <= m; i++) {
      for (int j = 0; j <= n; j++) if (i + j > 1) cumulants[i][j] = cumulant(i, j);
    }
    return cumulants;
  }

  static double power(double x, int n) {
    double power = 1;
    for (int k = 0; k < n; k++) power *= x;
    return power;
  }

  /// A factor of the integrand, at where [#moveTo] has been.
  @FunctionalInterface
  private interface Factor {
    double value();
  }

  private double integral(Factor factor) {
    double sum = 0;
    double from = 0;
    for (int panel = 0; panel < MOST_PANELS; panel++) {
      measure(direction * from);
      double width = from < 2 * LONGER ? Math.min(LONGER, width()) : width();
      sum += panel(from, width, factor);
      from += width;
      moveTo(direction * from);
      measure(direction * from);
      double rest = Math.exp(exponent) * Math.abs(factor.value());
      boolean falls = slope * direction < 0;
      if ((falls && rest <= NEGLIGIBLE * Math.abs(sum * slope)) || Double.isNaN(rest)) return sum;
    }
    return Double.NaN;
  }

  private double panel(double from, double width, Factor factor) {
    double half = width / 2;
    double middle = from + half;
    double sum = 0;
    for (int k = 0; k < NODES.length; k++) {
      double offset = half * NODES[k];
      sum += WEIGHTS[k] * (at(middle - offset, factor) + at(middle + offset, factor));
    }
    return sum * half;
  }

  private double at(double distance, Factor factor) {
    moveTo(direction * distance);
    return Math.exp(exponent) * factor.value();
  }

  /// A panel's width from where [#measure] has been.
  private double width() {
    double bySlope = SPAN / Math.abs(slope);
    return Math.min(bySlope, byCurvature(bendsUpwards == direction > 0));
  }

  private double byCurvature(boolean bendsAhead) {
    double ahead = Math.log(1 / curvature);
    if (curvature < STARTS_TO_BEND) return bendsAhead ? Math.max(LONGER, ahead - FAR) : UNBOUNDED;
    if (curvature < BENDS) return bendsAhead ? Math.min(LONGER, Math.max(ahead - LONG, 1)) : LONGER;
    double bell = Math.min(BELL / Math.sqrt(curvature), LONG);
    if (!bendsAhead) return bell;
    return curvature < 0.5 ? ahead : Math.min(bell, untilDead(bell));
  }

  /// How far it is until the exponent has fallen by [#DEAD] when the curvature grows like eˢ: a few
  /// steps of a fixed point iteration.
  private double untilDead(double start) {
    double s = start;
    double down = curvature + slope * direction;
    for (int k = 0; k < 3; k++) s = Math.log1p((DEAD + down * s) / curvature);
    return s > 0 ? s : start;
  }
}
