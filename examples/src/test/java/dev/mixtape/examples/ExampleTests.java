package dev.mixtape.examples;

import static dev.mixtape.bridge.testing.CheckRule.at;
import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The output of the short programs. Where numbers are those of the announcement, they are copied
/// from there.
class ExampleTests {
  private static final Path SOURCES = Path.of("src/main/java/dev/mixtape/examples");

  private static List<Double> numbers(String text) {
    return Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(Double::valueOf)
        .toList();
  }

  private static String line(String text, String start) {
    return text.lines().filter(l -> l.strip().startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void the_announcement_has_the_same_gradients_in_every_mode() {
    String printed = Printed.by(Announcement::run);

    assertThat(printed).startsWith("log-likelihood of 1000 observations: ");
    for (String mode : List.of("plain map", "tape only", "element by element")) {
      assertThat(numbers(line(printed, mode)))
          .hasSize(2)
          .allSatisfy(apart -> assertThat(apart).isBetween(0.0, 1e-12));
    }
  }

  @Test
  void a_foreign_tape_has_our_gradients() {
    String printed = Printed.by(ForeignTape::run);

    assertThat(line(printed, "log-likelihood"))
        .isEqualTo(
            line(Printed.by(Announcement::run), "log-likelihood")
                .replace("of 1000 observations", "on the foreign tape"));
    assertThat(numbers(line(printed, "in the scales"))).allMatch(apart -> apart < 1e-12);
    assertThat(numbers(line(printed, "in the data"))).allMatch(apart -> apart < 1e-12);
  }

  @Test
  void the_foreign_tape_has_at_most_60_lines_and_knows_the_protocol_alone() throws IOException {
    List<String> lines = Files.readAllLines(SOURCES.resolve("SmallTape.java"));

    assertThat(lines).hasSizeLessThanOrEqualTo(60);
    assertThat(lines).noneMatch(line -> line.contains("dev.mixtape.tape"));
  }

  @Test
  void recompute_evaluates_three_times_and_three_again_and_single_pass_three_times() {
    assertThat(Printed.by(StoreOrRecompute::run))
        .isEqualTo(
            """
            number(x) is a plain number inside a node, dual(x) carries its derivative along
            RECOMPUTE, value:
              x = number(1.0)
              x = number(2.0)
              x = number(3.0)
              = 14.0
            RECOMPUTE, pullback:
              x = dual(1.0)
              x = dual(2.0)
              x = dual(3.0)
              = [2.0, 4.0, 6.0]
            SINGLE_PASS, value:
              x = dual(1.0)
              x = dual(2.0)
              x = dual(3.0)
              = 14.0
            SINGLE_PASS, pullback:
              = [2.0, 4.0, 6.0]
            """);
  }

  @Test
  void a_captured_value_has_its_gradient() {
    assertThat(Printed.by(Closures::run))
        .isEqualTo("in xs: [0.125, 0.25, 0.375]\nin y:  -0.4375\n");
  }

  @Test
  void a_series_is_smoothed_with_the_weight_that_a_search_without_derivatives_finds() {
    // Bisection of central differences, in another language; the windows by hand.
    assertThat(Printed.by(Smoothing::run))
        .isEqualTo(
            """
            best weight: 0.817341
            last level: 27.352871
            means of neighbours: [12.75, 12.75, 15.0, 17.75, 19.25, 20.75, 22.25, 24.5, 25.75, 25.75]
            their sum, in the kernel: [184.0, 196.0, 210.0]
            """);
  }

  @Test
  void a_constructor_and_a_tuple_are_differentiated_forwards() {
    // d logpdf / d scale = x / scale² - 1 / scale and d logpdf / d x = -1 / scale, by hand.
    assertThat(Printed.by(Constructors::run))
        .isEqualTo(
            """
            in the scales: [2.0, 0.25, -0.1875]
            in the data:   [-1.0, -0.5, -0.25]
            the constructor made Exponential[scale=2.0]
            and pulls 7 back to 7.0
            """);
  }

  @Test
  void a_held_argument_is_a_plain_number_and_without_holding_it_the_message_says_what_to_do() {
    // d logpmf / d rate = count / rate - 1, by hand.
    assertThat(Printed.by(HeldConstant::run))
        .startsWith("in the rates:  [2.0, 0.0, -0.75]\nin the counts: [0.0, 0.0, 0.0]\n")
        .contains(
            "without holding(2): ", "stopGradient", "hold the argument: fwddiff(f, holding(2))");
  }

  @ParameterizedTest
  @EnumSource
  void every_strategy_refuses_a_plain_number_with_the_same_advice(Strategy strategy) {
    var asked = fwddiff((Real x) -> real(x.value()), strategy);

    assertThatThrownBy(() -> gradient(asked, real(2))).hasMessageContaining("holding(1)");
    for (int size : new int[] {3, 20}) {
      RealVector xs = vec(new double[size]);
      assertThatThrownBy(() -> gradient(v -> sum(map(asked, v)), xs))
          .hasMessageContaining("holding(1)");
    }
  }

  /// Least squares by hand: the estimates, the residuals' deviation, and the standard errors of a
  /// maximum likelihood estimate.
  @Test
  void the_first_fit_is_least_squares() {
    String printed = Printed.by(FirstFit::run);

    assertThat(printed)
        .contains("step 7: log-likelihood  -4.342956")
        .contains("intercept  12.4626, standard error 0.1461")
        .contains("slope      -0.5461, standard error 0.0165")
        .contains("logSd      -1.0570, standard error 0.2041")
        .contains("gradient in slope      -51.3539, finite difference  -51.3539");
  }

  /// By a bisection and its finite differences, in another language.
  @Test
  void the_yield_of_a_bond_has_the_slopes_of_the_implicit_function_theorem() {
    String printed = Printed.by(BondYield::run);

    assertThat(printed)
        .contains("yield                  0.050313")
        .contains("slopes in the payments 0.00216720 … 0.00177214")
        .contains("slope in the price     -0.00227903")
        .contains("by the pushforward   -0.00227903")
        .contains("second in the price    0.00002513");
  }

  @Test
  void the_rule_of_the_yield_passes_its_check() {
    checkRule(
            BondYield.YIELD,
            vec(4, 4, 4, 4, 104),
            real(95),
            at(vec(4, 4, 4, 4, 104), real(130)),
            at(vec(0, 0, 1), real(0.5)),
            at(vec(7), real(7)))
        .assertPassed();
  }
}
