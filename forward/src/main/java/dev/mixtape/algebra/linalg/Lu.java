package dev.mixtape.algebra.linalg;

import java.util.Arrays;

/// `P A = L U`: the factors of a square matrix, which nobody writes to once they are made.
public final class Lu {
  private final int n;
  private final double[] factors;
  private final int[] rows;
  private final double exchanges;

  /// @param factors L below the diagonal, where it is 1, and U from there on
  /// @param rows the row of A that each row of `P A` is
  /// @param exchanges 1 for an even number of row exchanges, -1 for an odd one
  Lu(int n, double[] factors, int[] rows, double exchanges) {
    this.n = n;
    this.factors = factors;
    this.rows = rows;
    this.exchanges = exchanges;
  }

  static Lu ofNaN(int n) {
    double[] factors = new double[n * n];
    Arrays.fill(factors, Double.NaN);
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return new Lu(n, factors, rows, 1);
  }

  /// Pivot `i`, counted from 0.
  public double pivot(int i) {
    return factors[i * (n + 1)];
  }

  /// The first pivot that is 0, -1 when there is none.
  public int zeroPivot() {
    for (int i = 0; i < n; i++) if (pivot(i) == 0) return i;
    return -1;
  }

  /// True when a pivot is no more than rounding errors of what it is the difference of. Scaling
  /// rows or columns does not change the answer.
  public boolean isNumericallySingular() {
    for (int i = 0; i < n; i++) {
      double magnitude = Math.abs(pivot(i));
      for (int k = 0; k < i; k++) magnitude += Math.abs(factors[i * n + k] * factors[k * n + i]);
      if (Math.abs(pivot(i)) <= n * Math.ulp(1.0) * magnitude) return Double.isFinite(magnitude);
    }
    return false;
  }

  /// The determinant.
  public double det() {
    double det = exchanges;
    for (int i = 0; i < n; i++) det *= pivot(i);
    return det;
  }

  /// The logarithm of the determinant's absolute value.
  public double logabsdet() {
    double sum = 0;
    for (int i = 0; i < n; i++) sum += Math.log(Math.abs(pivot(i)));
    return sum;
  }

  /// The sign of the determinant: 1, 0, -1 or NaN.
  public double sign() {
    double sign = exchanges;
    for (int i = 0; i < n; i++) sign *= Math.signum(pivot(i));
    return sign;
  }

  /// `A⁻¹ B` for an n × m matrix.
  public double[] solve(double[] b, int m) {
    double[] x = new double[n * m];
    for (int i = 0; i < n; i++) System.arraycopy(b, rows[i] * m, x, i * m, m);
    Kernels.solveUnitLower(n, factors, x, m);
    Kernels.solveUpper(n, factors, x, m);
    return x;
  }

  /// `A⁻ᵀ B` for an n × m matrix.
  public double[] solveTransposed(double[] b, int m) {
    double[] y = b.clone();
    Kernels.solveUpperTransposed(n, factors, y, m);
    Kernels.solveUnitLowerTransposed(n, factors, y, m);
    double[] x = new double[n * m];
    for (int i = 0; i < n; i++) System.arraycopy(y, i * m, x, rows[i] * m, m);
    return x;
  }
}
