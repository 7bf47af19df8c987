package dev.mixtape.bridge.testing;

/// A slope known to within an error: one number, or the range between the slopes on both sides of a
/// kink.
record Slope(double low, double high, double error) {
  /// What an error estimate is multiplied by before it is believed.
  private static final double SAFETY = 10;

  /// An estimate that is off by this much, beside the slope, decides nothing.
  private static final double VAGUE = 1e-3;

  static final Slope UNKNOWN = new Slope(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);

  static Slope exactly(double number) {
    return new Slope(number, number, 0);
  }

  /// The slope of the sum of outputs with these weights.
  static Slope weighted(Slope[] slopes, double[] weights) {
    double low = 0;
    double high = 0;
    double error = 0;
    for (int i = 0; i < slopes.length; i++) {
      double w = weights[i];
      if (w == 0) continue;
      low += w * (w > 0 ? slopes[i].low : slopes[i].high);
      high += w * (w > 0 ? slopes[i].high : slopes[i].low);
      error += Math.abs(w) * slopes[i].error;
    }
    return new Slope(low, high, error);
  }

  boolean isKink() {
    return low < high;
  }

  private double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  private boolean isVague() {
    return !Double.isFinite(low + high) || !(SAFETY * error <= VAGUE * Math.max(1, magnitude()));
  }

  /// Whether `given` is this slope, is not, or cannot be told.
  Verdict judge(double given, Tolerance tolerance) {
    if (given == low && error == 0) return Verdict.PASSED;
    if (isVague()) return Verdict.UNDECIDED;
    double apart = Math.max(0, Math.max(low - given, given - high));
    double allowed = tolerance.of(Math.max(magnitude(), 1)) + SAFETY * error;
    return apart <= allowed ? Verdict.PASSED : Verdict.FAILED;
  }

  /// The number to show.
  double middle() {
    return low + (high - low) / 2;
  }

  /// The slope, and how sure it is unless it is exact.
  @Override
  public String toString() {
    String number =
        isKink()
            ? "between "
                + Numbers.shown(low, error)
                + " and "
                + Numbers.shown(high, error)
                + ", at a kink,"
            : Numbers.shown(low, error);
    if (Double.isNaN(low)) return "they do not settle";
    return error == 0 ? number : number + " ± " + Numbers.rough(error);
  }
}
