package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;

/// From the derivatives of a function's logarithm to those of the function, in the algebra.
final class Cumulants {
  /// The derivatives of a logarithm.
  @FunctionalInterface
  interface Of {
    /// The derivative of order m in the first variable and n in the second; not both are 0.
    Value order(int m, int n);
  }

  /// The derivative of `exp g` of order m and n over `exp g`, for a `g` with these derivatives: by
  /// Leibniz' rule for `g′ exp g`.
  static Value moment(Of cumulants, int m, int n) {
    if (m + n == 0) return Scalar.ONE;
    if (m == 0) return moment((j, i) -> cumulants.order(i, j), n, 0);
    Value sum = Scalar.ZERO;
    double across = 1;
    for (int i = 0; i < m; i++) {
      double choose = across;
      for (int j = 0; j <= n; j++) {
        Value term = cumulants.order(i + 1, j).times(moment(cumulants, m - 1 - i, n - j));
        sum = sum.plus(term.times(choose));
        choose = choose * (n - j) / (j + 1);
      }
      across = across * (m - 1 - i) / (i + 1);
    }
    return sum;
  }

  private Cumulants() {}
}
