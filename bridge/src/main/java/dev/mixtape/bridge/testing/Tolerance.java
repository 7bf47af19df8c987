package dev.mixtape.bridge.testing;

/// How far two numbers may be apart.
record Tolerance(double relative, double absolute) {
  /// For answers of one rule that differ by rounding at most.
  static final Tolerance ROUNDING = new Tolerance(1e-10, 1e-12);

  /// Are the numbers equal, or both NaN, or close beside `scale`?
  boolean same(double a, double b, double scale) {
    if (Double.isNaN(a) || Double.isNaN(b)) return Double.isNaN(a) && Double.isNaN(b);
    return a == b || Math.abs(a - b) <= of(scale);
  }

  /// Are all numbers close, beside the largest of them?
  boolean same(double[] a, double[] b) {
    return firstApart(a, b) < 0;
  }

  /// The first entry that is not close, or -1.
  int firstApart(double[] a, double[] b) {
    double scale = 0;
    for (int i = 0; i < a.length; i++) {
      if (Double.isFinite(a[i])) scale = Math.max(scale, Math.abs(a[i]));
      if (Double.isFinite(b[i])) scale = Math.max(scale, Math.abs(b[i]));
    }
    for (int i = 0; i < a.length; i++) if (!same(a[i], b[i], scale)) return i;
    return -1;
  }

  double of(double magnitude) {
    return absolute + relative * Math.abs(magnitude);
  }
}
