package dev.mixtape.algebra.linalg;

import java.util.Arrays;

/// `A = U Σ Vᵀ` for an n × n matrix.
///
/// @param values the singular values, largest first
/// @param sign the determinant of `U V`, which is 1 or -1
@SuppressWarnings("ArrayRecordComponent")
public record Svd(int n, double[] u, double[] values, double[] v, double sign) {
  static Svd ofNaN(int n) {
    double[] vectors = new double[n * n];
    double[] values = new double[n];
    Arrays.fill(vectors, Double.NaN);
    Arrays.fill(values, Double.NaN);
    return new Svd(n, vectors, values, vectors, Double.NaN);
  }

  /// The number of singular values that are more than rounding errors of the largest.
  public int rank() {
    int rank = 0;
    while (rank < n && values[rank] > n * Math.ulp(values[0])) rank++;
    return rank;
  }

  /// The matrix of cofactors, `∂ det A / ∂ A`, right for any rank: in the singular bases that of a
  /// diagonal matrix, whose cofactors are the products of the other singular values.
  ///
  /// Source: G. W. Stewart, "On the adjugate matrix", Linear Algebra and its Applications 283
  /// (1998).
  public double[] cofactors() {
    double[] scaled = u.clone();
    for (int j = 0; j < n; j++) {
      double others = sign;
      for (int k = 0; k < n; k++) if (k != j) others *= values[k];
      for (int i = 0; i < n; i++) scaled[i * n + j] *= others;
    }
    return Matrices.multiplyTransposedSecond(n, n, n, scaled, v);
  }
}
