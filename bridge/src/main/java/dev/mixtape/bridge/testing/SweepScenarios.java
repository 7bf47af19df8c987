package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;
import static dev.mixtape.bridge.testing.SharingScenarios.SQUARE;
import static dev.mixtape.bridge.testing.SharingScenarios.TIMES;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.testing.StructureScenarios.Line;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.List;

/// In which order, and how often, a sweep goes through what was recorded.
///
/// Inputs are not pulled, so the order shows where a computed value is used directly and through
/// another one.
final class SweepScenarios {
  private static final String THEME = "fan-out";

  /// What the order of the sweep has to see to.
  private static final String COMPLETE = ", y = x² pulled once its sum is complete";

  private static final int DIAMONDS = 12;

  private SweepScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.slopeOfCalls(
            THEME,
            "y · y² by calls" + COMPLETE,
            (calls, x) -> {
              Variable<Real> y = calls.call(SQUARE, x);
              return calls.call(TIMES, y, calls.call(SQUARE, y));
            },
            2,
            64,
            192),
        Scenario.slopeOfCalls(
            THEME,
            "y² · y by calls" + COMPLETE,
            (calls, x) -> {
              Variable<Real> y = calls.call(SQUARE, x);
              return calls.call(TIMES, calls.call(SQUARE, y), y);
            },
            2,
            64,
            192),
        Scenario.slopeOfCalls(
            THEME,
            "y · (y²)² by calls" + COMPLETE,
            (calls, x) -> {
              Variable<Real> y = calls.call(SQUARE, x);
              return calls.call(TIMES, y, calls.call(SQUARE, calls.call(SQUARE, y)));
            },
            2,
            1024,
            5120),
        Scenario.slopeOfCalls(
            THEME,
            "(y²)² · y by calls" + COMPLETE,
            (calls, x) -> {
              Variable<Real> y = calls.call(SQUARE, x);
              return calls.call(TIMES, calls.call(SQUARE, calls.call(SQUARE, y)), y);
            },
            2,
            1024,
            5120),
        record(),
        vector(),
        operators("y · y²", y -> y.times(y.square()), 192),
        operators("y² · y", y -> y.square().times(y), 192),
        operators("y · (y²)²", y -> y.times(y.square().square()), 5120),
        operators("(y²)² · y", y -> y.square().square().times(y), 5120),
        meansOfOneValue(),
        meansOfTwoHalves());
  }

  private static Scenario operators(String name, Function1<Real, Real> f, double slope) {
    return Scenario.slope(THEME, name + COMPLETE, x -> f.apply(x.square()), 2, slope);
  }

  /// A line of slope `x` and offset `x²`, whose offset times `x · x²` is `x⁵`.
  private static Scenario record() {
    Function2<Line, Real, Real> offsetTimes =
        fwddiff((Line line, Real factor) -> line.offset().times(factor));
    return Scenario.slopeOfCalls(
        THEME,
        "a record used directly and through a real, pulled once its sum is complete",
        (calls, x) -> {
          Variable<Line> line = calls.call(fwddiff((Real r) -> new Line(r, r.square())), x);
          Variable<Real> product =
              calls.call(fwddiff((Line l) -> l.slope().times(l.offset())), line);
          return calls.call(offsetTimes, line, product);
        },
        2,
        32,
        80,
        STRUCTURES);
  }

  /// The sum of `(2v)³`.
  private static Scenario vector() {
    Function2<RealVector, RealVector, Real> dot =
        fwddiff((RealVector a, RealVector b) -> dot(a, b));
    return Scenario.ofCalls(
        THEME,
        "a vector used directly and through its square, pulled once its sum is complete",
        new double[] {24, 96},
        tape -> {
          Recording<RealVector, Real> cubes =
              (calls, v) -> {
                Variable<RealVector> w = calls.call(fwddiff((RealVector r) -> r.plus(r)), v);
                return calls.call(dot, w, calls.call(fwddiff((RealVector r) -> r.times(r)), w));
              };
          return Slopes.tangent(tape, cubes, vec(1, 2)).natural().toArray();
        },
        ARRAYS);
  }

  private static Scenario meansOfOneValue() {
    return pulledOncePerCall(
        "12 diamonds in a row, each a mean of one value and itself, swept once per call",
        DIAMONDS,
        (calls, counting, x) -> calls.call(counting.mean, x, x));
  }

  private static Scenario meansOfTwoHalves() {
    return pulledOncePerCall(
        "12 diamonds in a row, each a mean of two copies of one value, swept once per call",
        3 * DIAMONDS,
        (calls, counting, x) ->
            calls.call(counting.mean, calls.call(counting.copy, x), calls.call(counting.copy, x)));
  }

  @FunctionalInterface
  private interface Diamond {
    Variable<Real> on(Calls calls, Counting counting, Variable<Real> x);
  }

  private static Scenario pulledOncePerCall(String name, int expected, Diamond diamond) {
    return Scenario.ofCalls(
        THEME,
        name,
        "slope 1.0 by %1$d pullbacks of %1$d calls".formatted(expected),
        tape -> {
          Counting counting = new Counting();
          Recording<Real, Real> row =
              (calls, x) -> {
                Variable<Real> y = x;
                for (int i = 0; i < DIAMONDS; i++) y = diamond.on(calls, counting, y);
                return y;
              };
          double slope = Slopes.tangent(tape, row, real(3)).natural().value();
          return "slope %s by %d pullbacks of %d calls"
              .formatted(slope, counting.pullbacks, expected);
        });
  }

  /// Rules that count how often their pullbacks are asked.
  private static final class Counting {
    int pullbacks;

    final Function1<Real, Real> copy =
        withRule(
            x -> x.times(1),
            (context, y, x) ->
                dy -> {
                  pullbacks++;
                  return Tuple.of(Captures.none(), dy);
                });

    final Function2<Real, Real, Real> mean =
        withRule(
            (a, b) -> a.plus(b).div(2),
            (context, y, a, b) ->
                dy -> {
                  pullbacks++;
                  Tangent<Real> half = Tangent.of(dy.natural().div(2));
                  return Tuple.of(Captures.none(), half, half);
                });
  }
}
