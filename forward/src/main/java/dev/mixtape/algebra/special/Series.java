package dev.mixtape.algebra.special;

/// Derivatives at 0 of `exp g` and `ln f` for functions of two variables: from cumulants to moments
/// and back. An entry `[m][n]` is the derivative of order m in the first variable and n in the
/// second.
final class Series {
  /// The derivatives of `exp g` where `g` is 0, written to `f`.
  ///
  /// @param g not modified; its first entry is not read
  /// @param f modified
  static void exp(double[][] g, double[][] f) {
    for (int m = 0; m < f.length; m++) {
      for (int n = 0; n < f[m].length; n++) f[m][n] = m + n == 0 ? 1 : product(g, f, m, n, m + n);
    }
  }

  /// The derivatives of `ln f` where `f` is 1, but for the first entry.
  static double[][] log(double[][] f) {
    double[][] g = new double[f.length][f[0].length];
    for (int m = 0; m < f.length; m++) {
      for (int n = 0; n < f[m].length; n++) {
        if (m + n > 0) g[m][n] = f[m][n] - product(g, f, m, n, m + n - 1);
      }
    }
    return g;
  }

  /// The derivative of order (m, n) of `exp g`, by Leibniz' rule for `g′ exp g`, as far as it comes
  /// from derivatives of g of at most this total order.
  private static double product(double[][] g, double[][] f, int m, int n, int order) {
    boolean inFirst = m > 0;
    int rows = inFirst ? m - 1 : 0;
    int columns = inFirst ? n : n - 1;
    double sum = 0;
    double across = 1;
    for (int i = 0; i <= rows; i++) {
      double choose = across;
      for (int j = 0; j <= columns; j++) {
        int gm = inFirst ? i + 1 : i;
        int gn = inFirst ? j : j + 1;
        if (gm + gn <= order) sum += choose * g[gm][gn] * f[m - gm][n - gn];
        choose = choose * (columns - j) / (j + 1);
      }
      across = across * (rows - i) / (i + 1);
    }
    return sum;
  }

  private Series() {}
}
