package dev.mixtape.distributions;

import static dev.mixtape.distributions.Tolerance.near;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every distribution's functions and statistics, and their first derivatives, against the
/// references.
@ParameterizedClass
@MethodSource("dev.mixtape.distributions.Subject#all")
class EvaluationTests {
  private static final int MINIMUM_OF_POINTS = 8;

  @Parameter Subject subject;

  @Test
  void the_table_of_functions_is_complete() {
    Set<String> reals = new TreeSet<>();
    for (Method method : Distribution.class.getMethods()) {
      if (method.getReturnType() == Real.class) reals.add(method.getName());
    }
    reals.remove("rand");
    assertThat(Words.all()).containsExactlyInAnyOrderElementsOf(reals);
  }

  @Test
  void the_lists_name_it() throws IOException {
    Path table = Path.of("src/main/java/dev/mixtape/distributions/package-info.java");
    assertThat(Files.readString(table)).contains("| [" + subject + "] |");
    assertThat(Files.readAllLines(Path.of("../README.md")))
        .anyMatch(line -> line.startsWith("| `distributions` |") && line.contains(subject.name()));
  }

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#all")
  void there_are_enough_reference_points(String function) {
    assertThat(subject.data().of(function)).hasSizeGreaterThanOrEqualTo(MINIMUM_OF_POINTS);
  }

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#all")
  void values_agree_with_the_references(String function) {
    double tolerance = Tolerance.of(subject).values();
    List<String> failures = new ArrayList<>();
    for (Reference line : subject.data().of(function)) {
      double actual = subject.function(function).apply(vec(line.arguments())).value();
      if (!near(actual, line.value(), tolerance * Math.abs(line.value())))
        failures.add(line.differs("the value", actual, line.value()));
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#all")
  void derivatives_agree_with_the_references_in_every_mode(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : subject.data().of(function)) {
      Modes.GRADIENTS.forEach((mode, gradient) ->
          compare(
              failures,
              line,
              mode,
              gradient.apply(subject.function(function), vec(line.arguments())).toArray()));
    }
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.mixtape.distributions.Words#functions")
  void a_distribution_as_an_argument_has_a_tangent_per_parameter(String function) {
    List<String> failures = new ArrayList<>();
    for (Reference line : subject.data().of(function)) {
      Modes.tangents(subject, function, line.arguments())
          .forEach((mode, actual) -> compare(failures, line, mode, actual));
    }
    assertThat(failures).isEmpty();
  }

  private void compare(List<String> failures, Reference line, String mode, double[] actual) {
    double[] tolerances = subject.slopeTolerances(line);
    for (int i = 0; i < actual.length; i++) {
      double expected = line.slopes()[i];
      boolean agrees =
          Double.isNaN(expected)
              ? !Double.isNaN(actual[i])
              : near(actual[i], expected, tolerances[i]);
      if (!agrees) failures.add(line.differs("slope " + i + " by " + mode, actual[i], expected));
    }
  }

  @Test
  void a_plain_number_does_for_logpdf() {
    for (Reference line : subject.data().of("logpdf")) {
      Distribution d = subject.of(line.parameters());
      double x = line.x().orElseThrow();
      assertThat(d.logpdf(x).value()).isEqualTo(d.logpdf(real(x)).value());
    }
  }

  /// A cdf that is off by some ulps gives `x` back to so many ulps times `cdf / pdf`.
  @Test
  void the_quantile_inverts_the_cdf() {
    double tolerance = Tolerance.of(subject).values();
    List<String> failures = new ArrayList<>();
    for (Reference line : subject.data().of("cdf")) {
      Distribution d = subject.of(line.parameters());
      double x = line.x().orElseThrow();
      double pdf = d.pdf(real(x)).value();
      if (pdf < Double.MIN_NORMAL || line.value() == 1) continue;
      double unsure = (8 * Math.ulp(line.value()) + tolerance * line.value() / 10) / pdf;
      double back = d.quantile(d.cdf(real(x))).value();
      if (!near(back, x, tolerance * Math.abs(x) + unsure))
        failures.add(line.differs("the quantile of the cdf", back, x));
    }
    assertThat(failures).isEmpty();
  }
}
