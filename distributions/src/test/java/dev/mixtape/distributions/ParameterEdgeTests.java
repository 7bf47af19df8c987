package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.real;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values and slopes where a parameter or a point is at the end of its domain, by hand.
class ParameterEdgeTests {
  private static Subject subject(String name) {
    return Subject.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /// A certainty, and what cannot happen.
  @ParameterizedTest
  @CsvSource({
    "Bernoulli, logpdf, 0, 0, 0, -1",
    "Bernoulli, logpdf, 0, 1, -Infinity, Infinity",
    "Bernoulli, logpdf, 1, 0, -Infinity, -Infinity",
    "Bernoulli, logpdf, 1, 1, 0, 1",
    "Bernoulli, pdf, 0, 1, 0, 1",
    "Bernoulli, pdf, 1, 0, 0, -1",
    "Bernoulli, cdf, 0, 0, 1, -1",
    "Bernoulli, ccdf, 0, 0, 0, 1",
    "Bernoulli, logccdf, 0, 0, -Infinity, Infinity",
    "Bernoulli, quantile, 0, 1, 0, 0",
    "Bernoulli, quantile, 1, 0.5, 1, 0",
    "Poisson, logpdf, 0, 0, 0, -1",
    "Poisson, logpdf, 0, 1, -Infinity, Infinity",
    "Poisson, pdf, 0, 0, 1, -1",
    "Poisson, pdf, 0, 1, 0, 1",
    "Poisson, pdf, 0, 2, 0, 0",
    "Poisson, cdf, 0, 0, 1, -1",
    "Poisson, cdf, 0, 1, 1, 0",
    "Poisson, ccdf, 0, 0, 0, 1",
    "Poisson, logcdf, 0, 0, 0, -1",
    "Poisson, logccdf, 0, 0, -Infinity, Infinity",
    "Poisson, quantile, 0, 1, 0, 0"
  })
  void a_parameter_at_its_end_has_the_limit_and_the_slope_there(
      String name, String function, double parameter, double x, double value, double slope) {
    Subject subject = subject(name);
    double[] at = {parameter, x};
    assertThat(subject.function(function).apply(RealVector.of(at)).value()).isEqualTo(value);
    assertThat(gradient(subject.function(function), at)[0]).isEqualTo(slope);
  }

  @ParameterizedTest
  @CsvSource({
    "Bernoulli, entropy, 0, 0, Infinity",
    "Bernoulli, entropy, 1, 0, -Infinity",
    "Bernoulli, variance, 0, 0, 1",
    "Bernoulli, std, 0, 0, Infinity",
    "Poisson, entropy, 0, 0, Infinity",
    "Poisson, mode, 0, 0, 0",
    "Poisson, skewness, 0, Infinity, -Infinity",
    "Poisson, kurtosis, 0, Infinity, -Infinity"
  })
  void so_have_the_statistics(
      String name, String statistic, double parameter, double value, double slope) {
    Subject subject = subject(name);
    double[] at = {parameter};
    assertThat(subject.function(statistic).apply(RealVector.of(at)).value()).isEqualTo(value);
    assertThat(gradient(subject.function(statistic), at)[0]).isEqualTo(slope);
  }

  /// Where the density is 0 or infinite at an end, and the slope in x there, from inside.
  @ParameterizedTest
  @CsvSource({
    "Gamma, 0.5, 2, 0, Infinity, -Infinity",
    "Gamma, 1, 2, 0, 0.5, -0.25",
    "Gamma, 1.5, 2, 0, 0, Infinity",
    "Gamma, 2, 2, 0, 0, 0.25",
    "Gamma, 3, 2, 0, 0, 0",
    "Gamma, 1000, 2, 0, 0, 0",
    "Weibull, 0.5, 2, 0, Infinity, -Infinity",
    "Weibull, 1, 2, 0, 0.5, -0.25",
    "Weibull, 2, 2, 0, 0, 0.5",
    "Weibull, 1000, 2, 0, 0, 0",
    "Beta, 0.5, 2, 0, Infinity, -Infinity",
    "Beta, 1, 3, 0, 3, -6",
    "Beta, 2, 1, 0, 0, 2",
    "Beta, 3, 1, 0, 0, 0",
    "Beta, 2, 0.5, 1, Infinity, Infinity",
    "Beta, 3, 1, 1, 3, 6",
    "Beta, 1, 2, 1, 0, -2"
  })
  void the_density_at_an_end_of_the_support(
      String name, double first, double second, double x, double value, double slope) {
    Subject subject = subject(name);
    double[] at = {first, second, x};
    assertThat(subject.function("pdf").apply(RealVector.of(at)).value())
        .isCloseTo(value, within(1e-14));
    assertThat(gradient(subject.function("pdf"), at)[2]).isCloseTo(slope, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, NaN",
    "1, 1, NaN",
    "0.5, 1, 0",
    "1, 0.5, 1",
    "1, 2, 0",
    "0.2, 5, 0",
    "2, 1, 1",
    "5, 0.2, 1",
    "3, 2, 0.6666666666666666"
  })
  void the_mode_of_a_beta_distribution_is_one_place_or_none(
      double alpha, double beta, double mode) {
    assertThat(Beta.of(alpha, beta).mode().value()).isEqualTo(Double.valueOf(mode));
  }

  @Test
  void where_two_are_as_likely_the_smaller_or_the_larger_is_the_mode() {
    assertThat(Bernoulli.of(0.5).mode()).isEqualTo(real(0));
    assertThat(Poisson.of(3).mode()).isEqualTo(real(3));
    assertThat(Gamma.of(1, 2).mode()).isEqualTo(real(0));
  }
}
