package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Samples of every continuous distribution move with the parameters so that their probability
/// stays: by differences of the quantile at the sample's cdf, and of the slopes there.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#continuous")
class PathwiseTests {
  private static final int SAMPLES = 5;
  private static final long SEED = 20260705;
  private static final double STEP = 1e-5;
  private static final double PRECISION = 1e-5;
  private static final double BETWEEN_MODES = 1e-8;

  /// Samples below it have no second derivatives, see [Pathwise].
  private static final double TOO_SMALL_TWICE = 1e-150;

  @Parameter Subject subject;

  private interface Check {
    /// @param sample a sample as a function of the parameters
    /// @param u its probability
    /// @param units how far each parameter moves before something changes
    void of(Function1<RealVector, Real> sample, double[] parameters, double u, double[] units);
  }

  private void eachSample(Check check) {
    for (Reference mean : subject.data().of("mean")) {
      double[] parameters = mean.parameters();
      for (long seed = SEED; seed < SEED + SAMPLES; seed++) {
        long own = seed;
        Function1<RealVector, Real> sample = v -> subject.of(v).rand(new SplittableRandom(own));
        Real x = sample.apply(vec(parameters));
        double u = subject.of(parameters).cdf(x).value();
        check.of(sample, parameters, u, subject.units(mean));
      }
    }
  }

  private double quantile(double u, double[] parameters) {
    return subject.of(parameters).quantile(real(u)).value();
  }

  private static double[] moved(double[] parameters, int i, double by) {
    double[] moved = parameters.clone();
    moved[i] += by;
    return moved;
  }

  private double difference(double u, double[] parameters, int i, double h) {
    double rise = quantile(u, moved(parameters, i, h)) - quantile(u, moved(parameters, i, -h));
    return rise / (2 * h);
  }

  @Test
  void a_sample_moves_as_its_quantile_in_every_mode() {
    eachSample((sample, parameters, u, units) -> {
      double[] expected = new double[parameters.length];
      for (int i = 0; i < expected.length; i++) {
        double h = STEP * units[i];
        expected[i] =
            (4 * difference(u, parameters, i, h) - difference(u, parameters, i, 2 * h)) / 3;
      }
      double x = sample.apply(vec(parameters)).value();
      double[] first = gradient(sample, parameters);
      Modes.GRADIENTS.forEach((mode, gradient) -> {
        double[] actual = gradient.apply(sample, vec(parameters)).toArray();
        for (int i = 0; i < actual.length; i++) {
          String where = mode + " at " + vec(parameters) + ", sample " + x + ", slope " + i;
          double size = Math.max(Math.abs(expected[i]), Math.abs(x / units[i]));
          assertThat(actual[i]).as(where).isCloseTo(expected[i], offset(PRECISION * size));
          assertThat(actual[i]).as(where).isCloseTo(first[i], offset(BETWEEN_MODES * size));
        }
      });
    });
  }

  /// The slopes of a sample at `x` with the probability `u`, by the implicit function theorem.
  private double[] slopes(double u, double[] parameters) {
    double[] at = EdgeTests.appended(parameters, quantile(u, parameters));
    double[] ofCdf = gradient(subject.function("cdf"), at);
    double[] slopes = new double[parameters.length];
    for (int i = 0; i < slopes.length; i++) slopes[i] = -ofCdf[i] / ofCdf[slopes.length];
    return slopes;
  }

  @Test
  void second_derivatives_of_a_sample_agree_with_differences_of_its_slopes() {
    eachSample((sample, parameters, u, units) -> {
      double x = sample.apply(vec(parameters)).value();
      if (Math.abs(x) < TOO_SMALL_TWICE) return;
      double[][] expected = new double[parameters.length][parameters.length];
      for (int i = 0; i < expected.length; i++) {
        double h = STEP * units[i];
        double[] up = slopes(u, moved(parameters, i, h));
        double[] down = slopes(u, moved(parameters, i, -h));
        for (int j = 0; j < up.length; j++) expected[i][j] = (up[j] - down[j]) / (2 * h);
      }
      Modes.HESSIANS.forEach((mode, hessian) -> {
        RealMatrix actual = hessian.apply(sample, vec(parameters));
        for (int i = 0; i < expected.length; i++) {
          for (int j = 0; j < expected.length; j++) {
            String where = mode + " at " + vec(parameters) + ", sample " + x + ", " + i + "," + j;
            double size = Math.max(Math.abs(expected[i][j]), Math.abs(x / units[i] / units[j]));
            assertThat(actual.get(i, j).value())
                .as(where)
                .isCloseTo(expected[i][j], offset(PRECISION * size));
          }
        }
      });
    });
  }
}
