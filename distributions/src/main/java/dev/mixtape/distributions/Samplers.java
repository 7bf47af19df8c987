package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.stopGradient;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/// Samples by Apache Commons RNG, from Java's own generators.
///
/// Every sampler reads the plain numbers of the distribution's parameters, needed or not. A
/// recording has none that hold for all elements of a map and gives up: the elements are evaluated
/// one by one then, and each has a sample of its own.
final class Samplers {
  private Samplers() {}

  /// A sample of the exponential distribution of mean 1, by the modified ziggurat of McFarland
  /// (2016).
  static double exponential(RandomGenerator random, Real scale) {
    readNumbers(scale);
    return ZigguratSampler.Exponential.of(provider(random)).sample();
  }

  /// A sample of the standard normal distribution, by the modified ziggurat of McFarland (2016).
  static double normal(RandomGenerator random, Real mu, Real sigma) {
    readNumbers(mu, sigma);
    return ZigguratSampler.NormalizedGaussian.of(provider(random)).sample();
  }

  private static UniformRandomProvider provider(RandomGenerator random) {
    return random::nextLong;
  }

  private static double[] readNumbers(Real... parameters) {
    double[] numbers = new double[parameters.length];
    for (int i = 0; i < numbers.length; i++) numbers[i] = stopGradient(parameters[i]).value();
    return numbers;
  }
}
