package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// Comparisons of many numbers, reported together.
final class Misses {
  private final String of;
  private final List<String> misses = new ArrayList<>();

  Misses(String of) {
    this.of = of;
  }

  /// Notes a miss unless `actual` is `expected` up to a relative tolerance; NaN is NaN, a zero and
  /// an infinity are exact.
  void check(String what, Object at, double actual, double expected, double tolerance) {
    if (Double.isNaN(actual) && Double.isNaN(expected)) return;
    if (actual == expected) return;
    double off = Math.abs(actual - expected);
    if (Double.isFinite(off) && off <= tolerance * Math.abs(expected)) return;
    misses.add(
        "%s at %s: expected %s but was %s, off by %.1e relative"
            .formatted(what, at, expected, actual, off / Math.abs(expected)));
  }

  void check(String what, Object at, boolean holds) {
    if (!holds) misses.add(what + " at " + at);
  }

  void assertNone() {
    assertThat(misses).as("misses of %s", of).isEmpty();
  }
}
