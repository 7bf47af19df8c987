package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.stopGradient;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What only discrete distributions do: step, and refuse to move a sample.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#discrete")
class DiscreteTests {
  private static final List<String> STEPS = List.of("cdf", "ccdf", "logcdf", "logccdf");
  private static final double[] PROBABILITIES = {1e-200, 1e-3, 0.2, 0.5, 0.77, 0.999, 1 - 1e-15};
  private static final int SAMPLES = 20_000;
  private static final long SEED = 20260705;

  @Parameter Subject subject;

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#functions")
  void a_count_and_a_probability_do_not_move_anything(String function) {
    for (Reference line : subject.data().of(function)) {
      Modes.GRADIENTS.forEach((mode, gradient) -> {
        RealVector slopes = gradient.apply(subject.function(function), vec(line.arguments()));
        assertThat(slopes.get(subject.size()).value()).as(mode + line).isEqualTo(0);
      });
    }
  }

  @Test
  void between_counts_a_distribution_function_is_that_of_the_count_below() {
    for (String function : STEPS) {
      Function1<RealVector, Real> f = subject.function(function);
      for (Reference line : subject.data().of(function)) {
        double[] at = line.arguments();
        double[] between = at.clone();
        between[subject.size()] += 0.5;
        assertThat(f.apply(vec(between))).isEqualTo(f.apply(vec(at)));
        Modes.GRADIENTS.forEach((mode, gradient) ->
            assertThat(gradient.apply(f, vec(between)).toArray())
                .as(mode + line)
                .isEqualTo(gradient.apply(f, vec(at)).toArray()));
      }
    }
  }

  @Test
  void between_counts_there_is_no_probability_and_nothing_moves() {
    for (Reference line : subject.data().of("logpdf")) {
      double[] between = line.arguments();
      between[subject.size()] += 0.5;
      EdgeTests.requireStill(subject, "logpdf", between, Double.NEGATIVE_INFINITY);
      EdgeTests.requireStill(subject, "pdf", between, 0);
    }
  }

  @Test
  void a_quantile_is_the_smallest_count_whose_cdf_reaches_the_probability() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      for (double p : PROBABILITIES) {
        Real k = d.quantile(real(p));
        assertThat(d.cdf(k).value()).as(d + " at " + p).isGreaterThanOrEqualTo(p);
        assertThat(d.cdf(k.minus(1)).value()).as(d + " at " + p).isLessThan(p);
      }
    }
  }

  @Test
  void a_sample_of_a_moving_parameter_is_an_error_with_the_way_out() {
    double[] example = subject.example();
    Function1<RealVector, Real> sample = v -> subject.of(v).rand(new SplittableRandom(SEED));
    Modes.GRADIENTS.forEach((mode, gradient) ->
        assertThatThrownBy(() -> gradient.apply(sample, vec(example)))
            .as(mode)
            .isInstanceOf(ActiveValueException.class)
            .hasMessageStartingWith(subject + ": a sample jumps where `" + subject.parameter(0))
            .hasMessageContaining("stopGradient(" + subject.parameter(0) + ")")
            .hasMessageContaining("logpdf(x)"));
    assertThat(sample.apply(stopGradient(vec(example))).value()).isNotNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void in_a_map_the_error_names_the_element(int size) {
    SplittableRandom random = new SplittableRandom(SEED);
    RealVector[] vectors =
        BatchTests.vectors(BatchTests.columns(Collections.nCopies(size, subject.example())));
    assertThatThrownBy(() ->
            gradient(
                v -> {
                  vectors[0] = v;
                  return sum(map(d -> d.rand(random), subject.batch(vectors)));
                },
                vectors[0]))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining(subject + ": a sample jumps")
        .hasMessageEndingWith("(element 0)");
  }

  /// What the error proposes: the slope of the mean is the mean of the count times the score.
  @Test
  void the_score_gives_the_derivative_of_an_expectation() {
    Reference mean = subject.data().at("mean", subject.example());
    SplittableRandom random = new SplittableRandom(SEED);
    Distribution d = subject.of(mean.parameters());
    double[] samples = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) samples[i] = d.rand(random).value();
    double[] parameters = new double[SAMPLES];
    Arrays.fill(parameters, mean.parameters()[0]);
    Function2<Real, Real, Real> weighted = (p, k) -> subject.of(p).logpdf(k).times(k);
    double[] slopes = gradient((RealVector v) -> sum(map(weighted, v, vec(samples))), parameters);
    double estimate = Arrays.stream(slopes).average().orElseThrow();
    double squares = Arrays.stream(slopes).map(s -> (s - estimate) * (s - estimate)).sum();
    double error = Math.sqrt(squares) / SAMPLES;
    assertThat(estimate).isCloseTo(mean.slopes()[0], offset(5 * error));
  }
}
