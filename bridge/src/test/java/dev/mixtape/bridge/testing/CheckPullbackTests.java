package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.CheckRule.checkPullback;
import static dev.mixtape.bridge.testing.CheckRule.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.testing.FlawedTape.Flaw;
import io.vavr.Function1;
import io.vavr.Function8;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The pullbacks of engines, good ones and flawed ones.
class CheckPullbackTests {
  private static final Function1<Real, Real> F = x -> sin(x).times(x).plus(x.square());

  @Test
  void aTapeWithoutAFlawPasses() {
    RuleReport report =
        checkPullback(F, x -> new FlawedTape().pullback(F, x), real(0.7), named("x sin x + x²"));
    report.assertPassed();
    assertThat(report.toString()).startsWith("rule x sin x + x², (real) -> real: passed\n");
    assertThat(report.with(Verdict.NOT_APPLICABLE).stream().map(Finding::check))
        .containsExactly(
            Check.LINEAR_PUSHFORWARD, Check.ADJOINTNESS, Check.UNWANTED_ARGUMENTS, Check.SUMS);
    assertThat(report.of(Check.ADJOINTNESS).details())
        .containsExactly("there is a pullback and no pushforward");
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of(Flaw.FORGETS_FAN_OUT, Check.FINITE_DIFFERENCES),
        Arguments.of(Flaw.FORGETS_FAN_OUT, Check.DUALS),
        Arguments.of(Flaw.NUMBERS_IN_THE_SWEEP, Check.SECOND_ORDER),
        Arguments.of(Flaw.STALE_ADJOINTS, Check.REPEATED_CALLS),
        Arguments.of(Flaw.STALE_ADJOINTS, Check.LINEAR_PULLBACK),
        Arguments.of(Flaw.STALE_ADJOINTS, Check.CONCURRENT_CALLS),
        Arguments.of(Flaw.SHARES_NODES, Check.REPEATED_CALLS));
  }

  @ParameterizedTest
  @MethodSource
  void flaws(Flaw flaw, Check check) {
    Function1<RealVector, Real> onVector = v -> F.apply(v.get(0)).times(v.get(1));
    RuleReport report =
        checkPullback(onVector, v -> new FlawedTape(flaw).pullback(onVector, v), vec(0.7, -2));
    assertThat(report.of(check).verdict()).as("%s", report).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aTapeThatWritesIntoTheCotangentIsNotPure() {
    Function1<RealVector, RealVector> fourfold = v -> v.plus(v).plus(v.plus(v));
    RuleReport report =
        checkPullback(
            fourfold,
            v -> new FlawedTape(Flaw.WRITES_INTO_COTANGENTS).pullback(fourfold, v),
            vec(1, 2));
    assertThat(report.of(Check.PURITY).verdict()).as("%s", report).isEqualTo(Verdict.FAILED);
    assertThat(report.toString()).contains("writes into the cotangent it is given");
  }

  @Test
  void theCotangentOfACapturedValueIsMissing() {
    Function1<Real, Real> captures = x -> fwddiff((Real y) -> y.times(x)).apply(x.times(2));
    RuleReport report =
        checkPullback(
            captures,
            x -> new FlawedTape(Flaw.FIRST_SLOT_OF_A_NODE_ONLY).pullback(captures, x),
            real(3));
    assertThat(report.of(Check.FINITE_DIFFERENCES).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.toString()).contains("expected  12.0", "given     6.0");
  }

  @Test
  void ofEightArguments() {
    Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> f =
        (a, b, c, d, e, u, v, w) -> a.times(b).plus(c.times(d)).plus(e.times(u)).plus(v.times(w));
    Real x = real(1.5);
    checkPullback(
            f,
            (a, b, c, d, e, u, v, w) -> rrule(fwddiff(f), a, b, c, d, e, u, v, w).get(),
            x,
            x,
            x,
            x,
            x,
            x,
            x,
            real(-2))
        .assertPassed();
  }
}
