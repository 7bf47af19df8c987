package dev.mixtape.algebra.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Products of matrices and factorisations, by EJML, over row-major arrays that are neither copied
/// on the way in nor written to.
public final class Matrices {
  private Matrices() {}

  /// `A B` for an m × k and a k × n matrix.
  public static double[] multiply(int m, int k, int n, double[] a, double[] b) {
    if (m == 0 || k == 0 || n == 0) return new double[m * n];
    DMatrixRMaj product = new DMatrixRMaj(m, n);
    return CommonOps_DDRM.mult(wrap(m, k, a), wrap(k, n, b), product).data;
  }

  /// `Aᵀ B` for a k × m and a k × n matrix.
  public static double[] multiplyTransposedFirst(int m, int k, int n, double[] a, double[] b) {
    if (m == 0 || k == 0 || n == 0) return new double[m * n];
    DMatrixRMaj product = new DMatrixRMaj(m, n);
    return CommonOps_DDRM.multTransA(wrap(k, m, a), wrap(k, n, b), product).data;
  }

  /// `A Bᵀ` for an m × k and an n × k matrix. B is transposed first: `multTransB` of 200 × 200
  /// matrices, a dot product per entry, takes six times as long as `mult`.
  public static double[] multiplyTransposedSecond(int m, int k, int n, double[] a, double[] b) {
    if (m == 0 || k == 0 || n == 0) return new double[m * n];
    return multiply(m, k, n, a, CommonOps_DDRM.transpose(wrap(n, k, b), null).data);
  }

  private static DMatrixRMaj wrap(int rows, int columns, double[] numbers) {
    return DMatrixRMaj.wrap(rows, columns, numbers);
  }

  /// The n × n identity.
  public static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) identity[i * (n + 1)] = 1;
    return identity;
  }

  /// The LU factorisation of an n × n matrix with row exchanges. A singular matrix has one, with a
  /// pivot that is 0; of a matrix with a NaN in it all factors are NaN.
  public static Lu lu(int n, double[] a) {
    if (n == 0 || hasNaN(a)) return Lu.ofNaN(n);
    LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
    lu.decompose(wrap(n, n, a));
    int exchanges = 0;
    for (int j = 0; j < n; j++) if (lu.getIndx()[j] != j) exchanges++;
    return new Lu(n, lu.getLU().data, lu.getPivot().clone(), exchanges % 2 == 0 ? 1 : -1);
  }

  private static boolean isFinite(double[] numbers) {
    for (double number : numbers) if (!Double.isFinite(number)) return false;
    return true;
  }

  private static boolean hasNaN(double[] numbers) {
    for (double number : numbers) if (Double.isNaN(number)) return true;
    return false;
  }

  /// The lower triangular L with `L Lᵀ = A` for a symmetric n × n matrix.
  ///
  /// @throws NotPositiveException when a leading minor is not positive
  public static double[] cholesky(int n, double[] a) throws NotPositiveException {
    if (n == 0) return new double[0];
    CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
    double[] t = a.clone();
    if (!cholesky.decompose(wrap(n, n, t))) throw notPositive(n, a, t);
    for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) t[i * n + j] = 0;
    return t;
  }

  /// Looks up where a factorisation stopped, of which `t` has the columns up to there.
  private static NotPositiveException notPositive(int n, double[] a, double[] t) {
    for (int i = 0; ; i++) {
      double pivot = a[i * (n + 1)];
      for (int k = 0; k < i; k++) pivot -= t[i * n + k] * t[i * n + k];
      if (pivot <= 0 || i == n - 1) return new NotPositiveException(i + 1, pivot);
    }
  }

  /// A matrix that is not positive definite: the order of the first leading minor that is not
  /// positive, and its pivot.
  public static final class NotPositiveException extends Exception {
    private static final long serialVersionUID = 1L;

    public final int minor;
    public final double pivot;

    private NotPositiveException(int minor, double pivot) {
      this.minor = minor;
      this.pivot = pivot;
    }
  }

  /// The singular value decomposition of an n × n matrix; all NaN where an entry is not finite.
  public static Svd svd(int n, double[] a) {
    if (!isFinite(a)) return Svd.ofNaN(n);
    var svd = DecompositionFactory_DDRM.svd(n, n, true, true, false);
    if (!svd.decompose(wrap(n, n, a.clone()))) {
      throw new ArithmeticException("the singular value decomposition did not converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj w = svd.getW(null);
    DMatrixRMaj v = svd.getV(null, false);
    SingularOps_DDRM.descendingOrder(u, false, w, v, false);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) values[i] = w.get(i, i);
    return new Svd(n, u.data, values, v.data, lu(n, u.data).sign() * lu(n, v.data).sign());
  }
}
