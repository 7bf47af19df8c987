package dev.mixtape.algebra.special;

/// Roots of a tail's logarithm in a coordinate where it is concave.
final class Root {
  private static final int MOST_STEPS = 200;

  /// Newton's method is quadratic: the step after one of this size is below rounding.
  private static final double LAST_STEP = 1e-9;

  /// Newton's step at a point.
  @FunctionalInterface
  interface Step {
    /// The step.
    double from(double u);
  }

  /// The root by Newton's method from `start`, with bisection where a step leaves what is known.
  static double of(Step newton, double start, double low, double high) {
    double lo = low;
    double hi = high;
    double u = Math.max(lo, Math.min(hi, start));
    for (int k = 0; k < MOST_STEPS; k++) {
      double step = newton.from(u);
      if (Math.abs(step) <= LAST_STEP) return u + step;
      if (step > 0) lo = u;
      else hi = u;
      double next = u + step;
      u = next > lo && next < hi ? next : (lo + hi) / 2;
      if (lo >= hi || u == lo || u == hi) return u;
    }
    return Double.NaN;
  }

  private Root() {}
}
