package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every distribution at, and beyond, the ends of its support.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class EdgeTests {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Parameter Subject subject;

  static double[] appended(double[] parameters, double x) {
    return DoubleStream.concat(DoubleStream.of(parameters), DoubleStream.of(x)).toArray();
  }

  /// Numbers outside the support.
  static double[] outside(Distribution d) {
    double lower = d.support().lower().value();
    double upper = d.support().upper().value();
    return DoubleStream.concat(
            Double.isInfinite(lower)
                ? DoubleStream.empty()
                : DoubleStream.of(Math.nextDown(lower), lower - 1, -1e300, -INFINITY),
            Double.isInfinite(upper)
                ? DoubleStream.empty()
                : DoubleStream.of(Math.nextUp(upper), upper + 1, 1e300, INFINITY))
        .toArray();
  }

  /// What the functions answer below and above everything.
  private static Map<String, Double> limits(boolean isBelow) {
    return Map.of(
        "logpdf", -INFINITY,
        "pdf", 0.0,
        "cdf", isBelow ? 0.0 : 1.0,
        "ccdf", isBelow ? 1.0 : 0.0,
        "logcdf", isBelow ? -INFINITY : 0.0,
        "logccdf", isBelow ? 0.0 : -INFINITY);
  }

  @Test
  void outside_the_support_nothing_moves() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      for (double x : outside(d)) {
        assertThat(d.support().contains(real(x))).isFalse();
        limits(x < d.support().lower().value())
            .forEach(
                (function, limit) -> requireStill(subject, function, appended(example, x), limit));
      }
    }
  }

  /// The function has this value and no slope, of any order, in any mode.
  static void requireStill(Subject subject, String function, double[] arguments, double value) {
    Function1<RealVector, Real> f = subject.function(function);
    RealVector v = vec(arguments);
    String where = function + v;
    assertThat(f.apply(v).value()).as(where).isEqualTo(value);
    Modes.GRADIENTS.forEach((mode, gradient) ->
        assertThat(gradient.apply(f, v).toArray()).as(where + mode).containsOnly(0));
    Modes.HESSIANS.forEach((mode, hessian) ->
        assertThat(sum(hessian.apply(f, v)).value()).as(where + mode).isEqualTo(0));
  }

  @Test
  void at_infinity_everything_is_its_limit_and_no_slope_is_nan() {
    for (double[] example : subject.examples()) {
      for (double x : new double[] {-INFINITY, INFINITY}) {
        limits(x < 0)
            .forEach((function, limit) -> {
              double[] arguments = appended(example, x);
              double value = subject.function(function).apply(vec(arguments)).value();
              assertThat(value)
                  .as(function + Arrays.toString(arguments))
                  .isCloseTo(limit, offset(0.0));
              requireNoNan(function, arguments);
            });
      }
    }
  }

  @Test
  void at_the_ends_of_the_support_no_slope_is_nan() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      for (Real end : List.of(d.support().lower(), d.support().upper())) {
        assertThat(d.support().contains(end)).isTrue();
        for (String function : Words.functions()) {
          if (function.equals("quantile")) continue;
          double[] arguments = appended(example, end.value());
          assertThat(subject.function(function).apply(vec(arguments)).value())
              .as(function + Arrays.toString(arguments))
              .isNotNaN();
          requireNoNan(function, arguments);
        }
      }
    }
  }

  private void requireNoNan(String function, double[] arguments) {
    Modes.tangents(subject, function, arguments)
        .forEach((mode, slopes) ->
            assertThat(slopes)
                .as(function + Arrays.toString(arguments) + mode)
                .doesNotContain(Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#functions")
  void nan_gives_nan(String function) {
    for (double[] example : subject.examples()) {
      RealVector v = vec(appended(example, Double.NaN));
      assertThat(subject.function(function).apply(v).value()).isNaN();
    }
  }

  @Test
  void nan_is_in_no_support() {
    Distribution d = subject.of(subject.example());
    assertThat(d.support().contains(real(Double.NaN))).isFalse();
  }

  @Test
  void quantiles_of_0_and_1_are_the_ends_of_the_support() {
    for (double[] example : subject.examples()) {
      Distribution d = subject.of(example);
      assertThat(d.quantile(real(0))).isEqualTo(d.support().lower());
      assertThat(d.quantile(real(1))).isEqualTo(d.support().upper());
      for (double p : new double[] {0, 1}) requireNoNan("quantile", appended(example, p));
    }
  }
}
