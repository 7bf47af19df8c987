package dev.mixtape.distributions;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// A distribution with a density. All functions are differentiable in their argument and in every
/// parameter.
public interface Continuous extends Distribution {
  /// A sample, differentiable in the parameters along its path: the random numbers drawn are
  /// constants, and the sample `x` moves so that its probability `cdf(x)` stays.
  @Override
  Real rand(RandomGenerator random);
}
