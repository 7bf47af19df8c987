package dev.mixtape.bridge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Slopes by finite differences, and whether they know how sure they are.
class FiniteDifferencesTests {
  private static final Tolerance USUAL = new Tolerance(1e-6, 1e-8);

  /// A function, a point, and its slope by hand.
  record Smooth(String name, DoubleUnaryOperator f, double at, double slope, double reached) {
    @Override
    public String toString() {
      return name + " at " + at;
    }
  }

  static Stream<Smooth> smooth() {
    return Stream.of(
        new Smooth("exp", Math::exp, 1, Math.E, 1e-11),
        new Smooth("sin", Math::sin, 2, Math.cos(2), 1e-11),
        new Smooth("sin, far", Math::sin, 1e6, Math.cos(1e6), 1e-8),
        new Smooth("tan, beside a pole", Math::tan, 1.57, 1 / Math.pow(Math.cos(1.57), 2), 1e-3),
        new Smooth("log, beside its border", Math::log, 1e-6, 1e6, 1e-2),
        new Smooth("log of the tiny", Math::log, 1e-150, 1e150, 1e142),
        new Smooth("1/x of the tiny", x -> 1 / x, 1e-100, -1e200, 1e192),
        new Smooth("sqrt of the huge", Math::sqrt, 1e100, 5e-51, 1e-14),
        new Smooth("linear", x -> 3 * x - 1, 0.3, 3, 1e-11),
        new Smooth("constant", _ -> 5, 0.3, 0, 1e-11),
        new Smooth("square at 0", x -> x * x, 0, 0, 1e-11),
        new Smooth("kink nearby", Math::abs, 1e-3, 1, 1e-9),
        new Smooth("beside a kink at 1e-7", Math::abs, 1e-7, 1, 1e-9),
        new Smooth("fast", x -> Math.sin(1000 * x), 0.1, 1000 * Math.cos(100), 1e-6),
        new Smooth("border of the domain", x -> x < 0 ? Double.NaN : x * x + x, 0, 1, 1e-8));
  }

  private static Slope slope(DoubleUnaryOperator f, double x) {
    return FiniteDifferences.slopes(
        at -> new double[] {f.applyAsDouble(at[0])}, new double[] {x}, 0)[0];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smooth")
  void theErrorIsKnown(Smooth smooth) {
    Slope slope = slope(smooth.f, smooth.at);
    assertThat(slope.isKink()).isFalse();
    assertThat(slope.error()).isLessThan(smooth.reached);
    assertThat(Math.abs(slope.low() - smooth.slope))
        .isLessThanOrEqualTo(10 * slope.error() + 2 * Math.ulp(smooth.slope));
    assertThat(slope.judge(smooth.slope, USUAL)).isEqualTo(Verdict.PASSED);
    assertThat(slope.judge(smooth.slope * 1.01 + 0.01, USUAL)).isEqualTo(Verdict.FAILED);
    assertThat(slope.judge(Double.NaN, USUAL)).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aKinkIsTheRangeBetweenItsSides() {
    Slope slope = slope(x -> Math.max(3 * x, -x), 0);
    assertThat(slope.isKink()).isTrue();
    assertThat(slope.toString()).startsWith("between -1.0 and 3.0, at a kink");
    for (double inside : new double[] {-1, 0, 3})
      assertThat(slope.judge(inside, USUAL)).isEqualTo(Verdict.PASSED);
    for (double outside : new double[] {-1.01, 3.01})
      assertThat(slope.judge(outside, USUAL)).isEqualTo(Verdict.FAILED);
  }

  static Stream<DoubleUnaryOperator> rough() {
    AtomicInteger calls = new AtomicInteger();
    return Stream.of(
        x -> x < 0 ? 0 : 1,
        Math::cbrt,
        Math::sqrt,
        x -> Math.sin(1 / (x + 1e-300)),
        _ -> Math.sin(calls.incrementAndGet()),
        x -> x == 0 ? 1 : Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("rough")
  void whereThereIsNoSlopeNothingIsDecided(DoubleUnaryOperator f) {
    Slope slope = slope(f, 0);
    assertThat(slope.judge(0, USUAL)).isEqualTo(Verdict.UNDECIDED);
    assertThat(slope.judge(1, USUAL)).isEqualTo(Verdict.UNDECIDED);
  }

  /// The root of `x + eˣ = a`, to within a width: a staircase.
  static double bisected(double a, double width) {
    double low = -50;
    double high = 50;
    while (high - low > width) {
      double middle = (low + high) / 2;
      if (middle + Math.exp(middle) < a) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  static Stream<Arguments> staircases() {
    return DoubleStream.of(2, 0.3, 7.7, 1.1, 3.3, 5)
        .boxed()
        .flatMap(a -> Stream.of(1e-3, 1e-6, 1e-9, 1e-11, 1e-13).map(w -> Arguments.of(a, w)));
  }

  @ParameterizedTest
  @MethodSource("staircases")
  void aPlateauOfAStaircaseIsNoSlopeOfZero(double a, double width) {
    double slope = 1 / (1 + Math.exp(bisected(a, 1e-14)));
    Slope found = slope(x -> bisected(x, width), a);
    assertThat(found.judge(slope, USUAL))
        .as("%s for %s", found, slope)
        .isNotEqualTo(Verdict.FAILED);
    assertThat(found.judge(0, USUAL)).as(found.toString()).isNotEqualTo(Verdict.PASSED);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, -1e-4, -1e-7})
  void aFunctionMayBeFlatBesideAKink(double at) {
    Slope slope = slope(x -> Math.max(x, 0), at);
    assertThat(slope.judge(0, USUAL)).isEqualTo(Verdict.PASSED);
    assertThat(slope.judge(0.5, USUAL)).isEqualTo(Verdict.FAILED);
  }

  /// Steps that rounding hides are no stairs, although the other output needs them.
  @Test
  void aSlopeThatSmallStepsDoNotShow() {
    Slope[] slopes =
        FiniteDifferences.slopes(
            x -> new double[] {1 + 1e-6 * x[0], Math.sqrt(x[0])}, new double[] {0}, 0);
    assertThat(slopes[0].judge(1e-6, new Tolerance(0, 1e-9))).isEqualTo(Verdict.PASSED);
  }
}
