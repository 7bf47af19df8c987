package dev.mixtape.algebra.special;

/// Elementary functions less their first terms, without cancellation.
final class Elementary {
  private static final double SMALL = 0.4;

  /// `ln(1 + x) - x`.
  ///
  /// Near 0 by `ln(1 + x) = 2 artanh(r)` at `r = x / (2 + x)`, DLMF 4.6.4 (Loader 2000, Fast and
  /// Accurate Computation of Binomial Probabilities, sums the same series).
  static double log1pLessX(double x) {
    if (Math.abs(x) > SMALL) return Math.log1p(x) - x;
    double r = x / (2 + x);
    double t = r * r;
    double sum = 0;
    for (int k = 27; k >= 3; k -= 2) sum = sum * t + 1.0 / k;
    return r * (2 * t * sum - x);
  }

  /// `eˣ - 1 - x`, near 0 by its series.
  static double expm1LessX(double x) {
    if (Math.abs(x) > SMALL) return Math.expm1(x) - x;
    double sum = 1;
    for (int k = 14; k > 2; k--) sum = 1 + sum * x / k;
    return sum * x * x / 2;
  }

  private Elementary() {}
}
