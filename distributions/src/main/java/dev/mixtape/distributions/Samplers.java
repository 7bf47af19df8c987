package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.require;
import static dev.mixtape.algebra.Algebra.stopGradient;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/// Samples by Apache Commons RNG, from Java's own generators.
///
/// Every sampler reads the plain numbers of the distribution's parameters, needed or not. A
/// recording has none that hold for all elements of a map and gives up: the elements are evaluated
/// one by one then, and each has a sample of its own.
final class Samplers {
  /// What the sampler of counts can do.
  private static final double HIGHEST_RATE = 0.5 * Integer.MAX_VALUE;

  private Samplers() {}

  /// A sample of the exponential distribution of mean 1, by the modified ziggurat of McFarland
  /// (2016).
  static double exponential(RandomGenerator random, Real... parameters) {
    readNumbers(parameters);
    return ZigguratSampler.Exponential.of(provider(random)).sample();
  }

  /// A sample of the standard normal distribution, by the modified ziggurat of McFarland (2016).
  static double normal(RandomGenerator random, Real... parameters) {
    readNumbers(parameters);
    return ZigguratSampler.NormalizedGaussian.of(provider(random)).sample();
  }

  /// A sample of the gamma distribution of scale 1, by Ahrens and Dieter (1974) for shapes below 1
  /// and Marsaglia and Tsang (2000) above; 0 where it is no double.
  static double gamma(RandomGenerator random, Real shape, Real scale) {
    double number = readNumbers(shape, scale)[0];
    return AhrensDieterMarsagliaTsangGammaSampler.of(provider(random), number, 1).sample();
  }

  /// A sample of the beta distribution, by Cheng (1978).
  static double beta(RandomGenerator random, Real alpha, Real beta) {
    double[] numbers = readNumbers(alpha, beta);
    return ChengBetaSampler.of(provider(random), numbers[0], numbers[1]).sample();
  }

  /// A sample of the Poisson distribution, by Kemp (1981) for small rates and Devroye (1981).
  static int poisson(RandomGenerator random, Real rate) {
    double number = constant("Poisson", "rate", rate);
    require(
        number <= HIGHEST_RATE,
        "Poisson: a sample needs a rate of at most " + HIGHEST_RATE + ", but it was %s",
        rate);
    return number == 0 ? 0 : PoissonSampler.of(provider(random), number).sample();
  }

  /// The plain number of a parameter in which a sample has no derivative.
  ///
  /// @throws ActiveValueException when it is being differentiated
  static double constant(String distribution, String name, Real parameter) {
    try {
      return parameter.value();
    } catch (ActiveValueException active) {
      throw new ActiveValueException(
          distribution
              + ": a sample jumps where `"
              + name
              + "` moves, so it has no derivative in it; draw with stopGradient("
              + name
              + "), and for the derivative of an expectation of f(x) add the score: differentiate"
              + " f(x).times(logpdf(x)) with f(x) constant");
    }
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
