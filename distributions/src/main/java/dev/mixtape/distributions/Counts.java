package dev.mixtape.distributions;

import java.util.function.DoublePredicate;

/// Searches among counts.
final class Counts {
  private Counts() {}

  /// The smallest count for which `holds`, which holds for every larger one too: by doubling steps
  /// away from `guess`, then by bisection.
  static double smallest(DoublePredicate holds, double guess) {
    double high = Math.max(0, Math.floor(guess));
    double step = 1;
    while (!holds.test(high)) {
      high += step;
      step *= 2;
    }
    double low = high - 1;
    step = 1;
    while (low >= 0 && holds.test(low)) {
      high = low;
      low = Math.max(-1, low - step);
      step *= 2;
    }
    while (high - low > 1) {
      double middle = Math.floor((low + high) / 2);
      if (holds.test(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
}
