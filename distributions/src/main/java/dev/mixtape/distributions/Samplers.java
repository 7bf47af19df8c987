package dev.mixtape.distributions;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/// Standard samples by Apache Commons RNG, from Java's own generators.
final class Samplers {
  private Samplers() {}

  private static UniformRandomProvider provider(RandomGenerator random) {
    return random::nextLong;
  }

  /// A sample of the exponential distribution of mean 1, by the modified ziggurat of McFarland
  /// (2016).
  static double exponential(RandomGenerator random) {
    return ZigguratSampler.Exponential.of(provider(random)).sample();
  }

  /// A sample of the standard normal distribution, by the modified ziggurat of McFarland (2016).
  static double normal(RandomGenerator random) {
    return ZigguratSampler.NormalizedGaussian.of(provider(random)).sample();
  }
}
