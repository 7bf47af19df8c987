package dev.mixtape.distributions;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// A probability distribution on the reals. A statistic that does not exist is NaN, one that
/// diverges infinite.
public interface Distribution {
  /// The smallest interval outside of which nothing happens.
  Support support();

  /// The mean.
  Real mean();

  /// The variance.
  Real variance();

  /// The standard deviation, `√variance`.
  default Real std() {
    return Algebra.sqrt(variance());
  }

  /// The most likely value.
  Real mode();

  /// The entropy in nats.
  Real entropy();

  /// The third standardised moment.
  Real skewness();

  /// The excess kurtosis, which is 0 for the normal distribution.
  Real kurtosis();

  /// A sample, differentiable in the parameters along its path: the random numbers drawn are
  /// constants.
  Real rand(RandomGenerator random);
}
