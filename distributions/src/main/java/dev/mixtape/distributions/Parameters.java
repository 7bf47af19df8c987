package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.require;

import dev.mixtape.algebra.Real;

/// Checks of parameters and arguments, worded alike.
final class Parameters {
  /// Below it the exponential is 0, and so are its derivatives: asked of the rows, they would be 0
  /// times what may be infinite.
  static final double UNDERFLOW = -746;

  /// A power of 0 above it has no derivative but 0 of any order that is asked for.
  static final double STEEP = 30;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private Parameters() {}

  static void requirePositive(String distribution, String name, Real value) {
    require(value.gt(0), distribution + ": " + name + " must be positive, but was %s", value);
    require(value.lt(INFINITY), distribution + ": " + name + " must be finite, but was %s", value);
  }

  static void requireNotNegative(String distribution, String name, Real value) {
    require(value.ge(0), distribution + ": " + name + " must be at least 0, but was %s", value);
    require(value.lt(INFINITY), distribution + ": " + name + " must be finite, but was %s", value);
  }

  static void requireBetween0And1(String distribution, String name, Real value) {
    boolean isProbability = value.ge(0) && value.le(1);
    require(isProbability, distribution + ": " + name + " must be in [0, 1], but was %s", value);
  }

  static void requireFinite(String distribution, String name, Real value) {
    boolean isFinite = value.gt(-INFINITY) && value.lt(INFINITY);
    require(isFinite, distribution + ": " + name + " must be finite, but was %s", value);
  }

  static void requireProbability(String distribution, Real p) {
    require(
        !(p.lt(0) || p.gt(1)),
        distribution + ": quantile needs a probability in [0, 1], but was given %s",
        p);
  }
}
