package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.CheckRule.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.ForwardOption;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function8;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What reports say when nothing is wrong, when nothing can be told, and with options.
class RuleReportTests {
  private static final Function2<Real, Real, Real> PRODUCT = fwddiff((a, b) -> a.times(b));

  @Test
  void aReportOfAGoodRuleSaysHowSureItIs() {
    RuleReport report = checkRule(PRODUCT, real(2), real(3));
    assertThat(report.isPassed()).as("%s", report).isTrue();
    assertThat(report.with(Verdict.PASSED)).hasSize(Check.values().length - 1);
    assertThat(report.of(Check.SUMS).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(report.points()).isGreaterThan(5);
    assertThat(report.toString())
        .startsWith("rule made by fwddiff, (real, real) -> real: passed\n")
        .contains("slopes, each known to");
    report.assertPassed();
  }

  @Test
  void aReportIsRepeatable() {
    for (long seed : new long[] {1, 7})
      assertThat(checkRule(PRODUCT, real(2), real(3), seed(seed)).toString())
          .isEqualTo(checkRule(PRODUCT, real(2), real(3), seed(seed)).toString());
  }

  @Test
  void everyNumberOfArgumentsHasItsCheck() {
    Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> f =
        fwddiff((a, b, c, d, e, u, v, w) ->
            a.times(b).plus(c.times(d)).plus(e.times(u)).plus(v.times(w)));
    Real x = real(1.5);
    checkRule(f, x, x, x, x, x, x, x, real(-2)).assertPassed();
  }

  /// A jump: no difference tells what the slope is.
  @Test
  void whatCannotBeToldIsNotPassed() {
    Function1<Real, Real> floor =
        withRule(
            x -> real(Math.floor(x.value())),
            (_, _, x) -> _ -> Tuple.of(Captures.none(), Tangent.zero(x)));
    RuleReport report = checkRule(floor, real(2));
    assertThat(report.of(Check.FINITE_DIFFERENCES).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.toString()).contains("argument 1, at (2.0): finite differences cannot tell");
    assertThatThrownBy(report::assertPassed).hasMessage(report.toString());
    checkRule(floor, real(2), skipping(Check.FINITE_DIFFERENCES, "2 is a jump")).assertPassed();
    checkRule(floor, real(2.5)).assertPassed();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1e-6", "2, 1e-9", "2, 1e-13",
    "0.3, 1e-6", "0.3, 1e-9", "0.3, 1e-13",
    "7.7, 1e-6", "7.7, 1e-9", "7.7, 1e-13"
  })
  void aRightRuleOfABisectionIsNotCalledWrong(double a, double width) {
    Function1<Real, Real> root =
        withRule(
            x -> real(FiniteDifferencesTests.bisected(x.value(), width)),
            (_, y, _) ->
                dy -> Tuple.of(Captures.none(), Tangent.of(dy.natural().div(exp(y).plus(1)))));
    RuleReport report = checkRule(root, real(a));
    assertThat(report.with(Verdict.FAILED)).as("%s", report).isEmpty();
  }

  @Test
  void aSkippedCheckHasItsReasonInTheReport() {
    RuleReport report =
        checkRule(PRODUCT, real(2), real(3), skipping(Check.DUALS, "it is made of duals"));
    assertThat(report.of(Check.DUALS).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(report.toString()).contains("SKIPPED", "it is made of duals");
  }

  @Test
  void whatIsNotImplementedIsToldAndNotWrong() {
    Function2<Real, Real, Real> f =
        withRule(
            (a, b) -> real(a.value() * Math.cosh(b.value())),
            (_, y, a, _) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.of(y.div(a).times(dy.natural())),
                        new Tangent.NotImplemented<>("f", "nobody needed it")));
    RuleReport report =
        checkRule(
            f,
            real(2),
            real(3),
            skipping(Check.EDGE_POINTS, "y / a is none at 0"),
            skipping(Check.SECOND_ORDER, "y depends on what is not implemented"),
            skipping(Check.LINEAR_PUSHFORWARD, "needs every tangent"),
            skipping(Check.PURITY, "needs every tangent"));
    assertThat(report.toString()).contains("argument 2 is not implemented: f: nobody needed it");
    report.assertPassed();
  }

  @Test
  void anArgumentThatIsHeldOnPurposeIsNotCompared() {
    ForwardOption constant = holding(2);
    Function2<Real, Real, Real> f = fwddiff((x, k) -> x.times(k.value()), constant);
    assertThat(checkRule(f, real(2), real(3)).toString())
        .contains("held constant", "heldConstant(2)");
    checkRule(f, real(2), real(3), heldConstant(2)).assertPassed();
  }

  /// Values are never written to, so a tangent may be the cotangent itself.
  @Test
  void aRuleMayAnswerItsCotangent() {
    Function2<RealVector, RealVector, RealVector> sum =
        withRule(
            (a, b) -> RealVector.of(a.plus(b).toArray()),
            (_, _, _, _) -> dy -> Tuple.of(Captures.none(), dy, dy));
    checkRule(sum, vec(1, 2), vec(3, 4)).assertPassed();
  }

  @Test
  void aPointNeedsAsManyArguments() {
    assertThatThrownBy(() -> checkRule(PRODUCT, real(2), real(3), at(real(1))))
        .isInstanceOf(FunctionException.class)
        .hasMessageContainingAll("at(…)", "2", "1");
  }

  @Test
  void tolerancesAreTheAuthors() {
    Function1<Real, Real> rough =
        withRule(
            x -> real(Math.sin(x.value())),
            (_, _, x) ->
                dy ->
                    Tuple.of(
                        Captures.none(), Tangent.of(cos(x).times(dy.natural()).times(1.0001))));
    assertThat(checkRule(rough, real(1)).isPassed()).isFalse();
    checkRule(rough, real(1), within(1e-3, 0)).assertPassed();
  }
}
