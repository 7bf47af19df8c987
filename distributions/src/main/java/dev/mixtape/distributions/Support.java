package dev.mixtape.distributions;

import dev.mixtape.algebra.Real;

/// A closed interval of the reals, possibly unbounded.
public record Support(Real lower, Real upper) {
  /// True for a number inside; false for NaN.
  public boolean contains(Real x) {
    return x.ge(lower) && x.le(upper);
  }
}
