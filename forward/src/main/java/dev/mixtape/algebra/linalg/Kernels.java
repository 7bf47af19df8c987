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
