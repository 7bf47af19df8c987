package dev.mixtape.algebra.linalg;

/// The memory-bound kernels, written by hand: for these plain loops over row-major arrays beat a
/// library call.
public final class Kernels {
  private Kernels() {}

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  /// `A x` for a row-major `A`.
  public static double[] matvec(int rows, int columns, double[] a, double[] x) {
    double[] y = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      int row = i * columns;
      for (int j = 0; j < columns; j++) sum += a[row + j] * x[j];
      y[i] = sum;
    }
    return y;
  }

  /// `Aᵀ x` for a row-major `A`, row by row.
  public static double[] transposedMatvec(int rows, int columns, double[] a, double[] x) {
    double[] y = new double[columns];
    for (int i = 0; i < rows; i++) {
      int row = i * columns;
      double factor = x[i];
      for (int j = 0; j < columns; j++) y[j] += a[row + j] * factor;
    }
    return y;
  }

  /// `u vᵀ`, row-major.
  public static double[] outer(double[] u, double[] v) {
    double[] a = new double[u.length * v.length];
    for (int i = 0; i < u.length; i++) {
      int row = i * v.length;
      for (int j = 0; j < v.length; j++) a[row + j] = u[i] * v[j];
    }
    return a;
  }

  /// The lower triangle of `Lᵀ M` for the lower triangles of two n × n matrices: a twelfth of the
  /// work of a whole product.
  public static double[] transposedLowerProduct(int n, double[] l, double[] m) {
    double[] product = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i <= k; i++) {
        double factor = l[k * n + i];
        for (int j = 0; j <= i; j++) product[i * n + j] += factor * m[k * n + j];
      }
    }
    return product;
  }

  /// Overwrites the n × m matrix `b` by `T⁻¹ b` for a lower triangular `T`; what is above its
  /// diagonal is not read. Like the three below row by row of both, where EJML walks columns.
  public static void solveLower(int n, double[] t, double[] b, int m) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) subtract(t[i * n + k], b, k * m, i * m, m);
      divide(b, i * m, m, t[i * (n + 1)]);
    }
  }

  /// [#solveLower] with ones for the diagonal, which is not read either.
  static void solveUnitLower(int n, double[] t, double[] b, int m) {
    for (int i = 0; i < n; i++)
      for (int k = 0; k < i; k++) subtract(t[i * n + k], b, k * m, i * m, m);
  }

  /// Overwrites `b` by `T⁻ᵀ b` for a lower triangular `T`.
  public static void solveLowerTransposed(int n, double[] t, double[] b, int m) {
    for (int i = n - 1; i >= 0; i--) {
      divide(b, i * m, m, t[i * (n + 1)]);
      for (int k = 0; k < i; k++) subtract(t[i * n + k], b, i * m, k * m, m);
    }
  }

  /// [#solveLowerTransposed] with ones for the diagonal.
  static void solveUnitLowerTransposed(int n, double[] t, double[] b, int m) {
    for (int i = n - 1; i >= 0; i--)
      for (int k = 0; k < i; k++) subtract(t[i * n + k], b, i * m, k * m, m);
  }

  /// Overwrites `b` by `T⁻¹ b` for an upper triangular `T`; what is below its diagonal is not read.
  public static void solveUpper(int n, double[] t, double[] b, int m) {
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) subtract(t[i * n + k], b, k * m, i * m, m);
      divide(b, i * m, m, t[i * (n + 1)]);
    }
  }

  /// Overwrites `b` by `T⁻ᵀ b` for an upper triangular `T`.
  public static void solveUpperTransposed(int n, double[] t, double[] b, int m) {
    for (int i = 0; i < n; i++) {
      divide(b, i * m, m, t[i * (n + 1)]);
      for (int k = i + 1; k < n; k++) subtract(t[i * n + k], b, i * m, k * m, m);
    }
  }

  private static void subtract(double factor, double[] b, int from, int to, int length) {
    for (int j = 0; j < length; j++) b[to + j] -= factor * b[from + j];
  }

  private static void divide(double[] b, int at, int length, double divisor) {
    for (int j = 0; j < length; j++) b[at + j] /= divisor;
  }

  /// `a + b` entry by entry; an operand of one entry is a scalar.
  public static void plus(double[] a, double[] b, double[] y) {
    if (a.length == b.length) {
      for (int i = 0; i < y.length; i++) y[i] = a[i] + b[i];
    } else if (b.length == 1) {
      double scalar = b[0];
      for (int i = 0; i < y.length; i++) y[i] = a[i] + scalar;
    } else {
      double scalar = a[0];
      for (int i = 0; i < y.length; i++) y[i] = scalar + b[i];
    }
  }

  /// `a - b` entry by entry; an operand of one entry is a scalar.
  public static void minus(double[] a, double[] b, double[] y) {
    if (a.length == b.length) {
      for (int i = 0; i < y.length; i++) y[i] = a[i] - b[i];
    } else if (b.length == 1) {
      double scalar = b[0];
      for (int i = 0; i < y.length; i++) y[i] = a[i] - scalar;
    } else {
      double scalar = a[0];
      for (int i = 0; i < y.length; i++) y[i] = scalar - b[i];
    }
  }

  /// `a * b` entry by entry; an operand of one entry is a scalar.
  public static void times(double[] a, double[] b, double[] y) {
    if (a.length == b.length) {
      for (int i = 0; i < y.length; i++) y[i] = a[i] * b[i];
    } else if (b.length == 1) {
      double scalar = b[0];
      for (int i = 0; i < y.length; i++) y[i] = a[i] * scalar;
    } else {
      double scalar = a[0];
      for (int i = 0; i < y.length; i++) y[i] = scalar * b[i];
    }
  }

  /// `a / b` entry by entry; an operand of one entry is a scalar.
  public static void div(double[] a, double[] b, double[] y) {
    if (a.length == b.length) {
      for (int i = 0; i < y.length; i++) y[i] = a[i] / b[i];
    } else if (b.length == 1) {
      double scalar = b[0];
      for (int i = 0; i < y.length; i++) y[i] = a[i] / scalar;
    } else {
      double scalar = a[0];
      for (int i = 0; i < y.length; i++) y[i] = scalar / b[i];
    }
  }
}
