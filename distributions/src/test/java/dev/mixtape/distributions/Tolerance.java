package dev.mixtape.distributions;

import java.util.Map;

/// How far a distribution may be off its references: the one place where this is said.
///
/// @param values relative to the number itself, tails included
/// @param slopes relative to the largest slope in units of its argument, see
///   [Subject#slopeTolerances]
/// @param hessians of second derivatives between modes, relative in the same way
record Tolerance(double values, double slopes, double hessians) {
  /// What is promised of every distribution.
  private static final Tolerance PROMISED = new Tolerance(1e-10, 1e-8, 1e-8);

  /// What those are held to whose functions are elementary.
  private static final Tolerance ELEMENTARY = new Tolerance(1e-12, 1e-12, 1e-10);

  private static final Map<Class<?>, Tolerance> BETTER =
      Map.of(Exponential.class, ELEMENTARY, Normal.class, ELEMENTARY);

  static Tolerance of(Subject subject) {
    return BETTER.getOrDefault(subject.type(), PROMISED);
  }

  /// Equal, both NaN included, or within `tolerance`.
  static boolean near(double actual, double expected, double tolerance) {
    return Double.compare(actual, expected) == 0 || Math.abs(actual - expected) <= tolerance;
  }
}
