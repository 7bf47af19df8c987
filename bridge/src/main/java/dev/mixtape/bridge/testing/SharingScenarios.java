package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule1;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function8;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// Variables used several times, used not at all, and things that several hold at once.
final class SharingScenarios {
  private static final String FAN_OUT = "fan-out";
  private static final String ALIASING = "aliasing";
  private static final String ZEROS = "zeros";

  static final Function2<Real, Real, Real> TIMES = fwddiff((Real a, Real b) -> a.times(b));
  static final Function2<Real, Real, Real> PLUS = fwddiff((Real a, Real b) -> a.plus(b));
  static final Function1<Real, Real> SQUARE = fwddiff((Real a) -> a.square());

  private static final Function2<RealVector, RealVector, RealVector> VECTOR_PLUS =
      fwddiff((RealVector a, RealVector b) -> a.plus(b));

  private static final Function3<Real, Real, Real, Real> PRODUCT =
      fwddiff((Real a, Real b, Real c) -> a.times(b).times(c));
  private static final Function4<Real, Real, Real, Real, Real> MIXED =
      fwddiff((Real a, Real b, Real c, Real d) -> a.times(b.square()).plus(c.times(d)));

  private SharingScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.slopeOfCalls(
            FAN_OUT,
            "x² + x by calls",
            (calls, x) -> calls.call(PLUS, calls.call(SQUARE, x), x),
            3,
            12,
            7),
        Scenario.slopeOfCalls(
            FAN_OUT, "doubled ten times by calls", SharingScenarios::doubled, 3, 3072, 1024),
        Scenario.slope(FAN_OUT, "x² + x", x -> x.square().plus(x), 3, 7),
        Scenario.slope(
            FAN_OUT,
            "a diamond",
            x -> {
              Real y = sin(x);
              return y.times(x).plus(y.square());
            },
            0,
            0),
        Scenario.slope(FAN_OUT, "a branch", x -> x.gt(2) ? x.square() : x, 3, 6),
        Scenario.slopeOfCalls(
            ALIASING, "one variable as both arguments", (c, x) -> c.call(TIMES, x, x), 3, 9, 6),
        Scenario.slope(ALIASING, "x · x", x -> x.times(x), 3, 6),
        Scenario.slopeOfCalls(
            ALIASING,
            "one variable as all three arguments",
            (c, x) -> c.call(PRODUCT, x, x, x),
            3,
            27,
            27),
        Scenario.slopeOfCalls(
            ALIASING,
            "a variable, its double, a constant and the variable again: x (2x)² + 5x",
            (c, x) -> c.call(MIXED, x, c.call(PLUS, x, x), c.constant(real(5)), x),
            3,
            123,
            113),
        eightArguments(),
        oneVectorTwice(),
        twiceInATuple(),
        appliedTwice(),
        otherCotangents(),
        appliedTwiceByCalls(),
        cotangentIsKept(),
        engineKeepsTheCotangent(),
        gradientIsTheCallers(),
        argumentIsKept(),
        Scenario.slopeOfCalls(ZEROS, "the variable itself", (calls, x) -> x, 3, 3, 1),
        Scenario.slopeOfCalls(
            ZEROS, "a constant by calls", (calls, x) -> calls.constant(real(2)), 3, 2, 0),
        Scenario.slope(ZEROS, "a constant", x -> real(2), 3, 0),
        Scenario.slope(ZEROS, "stopGradient", x -> x.times(stopGradient(x)), 3, 3),
        unusedPart(),
        zeroCotangent());
  }

  private static Variable<Real> doubled(Calls calls, Variable<Real> x) {
    Variable<Real> y = x;
    for (int i = 0; i < 10; i++) y = calls.call(PLUS, y, y);
    return y;
  }

  /// `x + 2 x² + 3·1 + 4 x + 5 x² + 6·1 + 7 x + 8 x²`: each argument has a weight of its own.
  private static Scenario eightArguments() {
    Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> weighted =
        fwddiff((Real a, Real b, Real c, Real d, Real e, Real f, Real g, Real h) ->
            dot(vec(a, b, c, d, e, f, g, h), range(1, 9)));
    return Scenario.slopeOfCalls(
        ALIASING,
        "three values as eight arguments",
        (calls, x) -> {
          Variable<Real> square = calls.call(SQUARE, x);
          Variable<Real> one = calls.constant(real(1));
          return calls.call(weighted, x, square, one, x, square, one, x, square);
        },
        3,
        180,
        102);
  }

  private static Scenario oneVectorTwice() {
    Function3<RealVector, Real, RealVector, Real> form =
        fwddiff((RealVector v, Real s, RealVector w) -> dot(v, w).times(s));
    return Scenario.ofCalls(
        ALIASING,
        "one vector as the first and the third argument",
        new double[] {10, 20, -30},
        tape -> {
          Recording<RealVector, Real> recording =
              (calls, v) -> calls.call(form, v, calls.constant(real(5)), v);
          return Slopes.tangent(tape, recording, vec(1, 2, -3)).natural().toArray();
        },
        ARRAYS);
  }

  private static Scenario twiceInATuple() {
    return Scenario.ofEngine(
        ALIASING,
        "one value in both places of a tuple",
        new double[] {5, 3},
        engine -> {
          Real same = real(3);
          return Slopes.tangent(
                  engine,
                  (Tuple2<Real, Real> t) -> t._1.times(t._2).plus(t._1.times(2)),
                  Tuple.of(same, same))
              .vector()
              .toArray();
        },
        STRUCTURES);
  }

  private static Scenario appliedTwice() {
    return Scenario.ofEngine(
        ALIASING,
        "a pullback applied twice",
        new double[] {6, 6},
        engine -> slopes(engine.pullback((Real x) -> x.times(x), real(3)), 1, 1));
  }

  private static Scenario otherCotangents() {
    return Scenario.ofEngine(
        ALIASING,
        "a pullback applied to three cotangents",
        new double[] {6, -12, 0},
        engine -> slopes(engine.pullback((Real x) -> x.times(x), real(3)), 1, -2, 0));
  }

  private static Scenario appliedTwiceByCalls() {
    return Scenario.ofCalls(
        ALIASING,
        "a pullback of calls applied twice",
        new double[] {6, 12},
        tape -> {
          Recording<Real, Real> square = (calls, x) -> calls.call(TIMES, x, x);
          return slopes(tape.pullbackOfCalls(square, real(3)), 1, 2);
        });
  }

  private static double[] slopes(Rrule1<Real, Real> rule, double... cotangents) {
    double[] slopes = new double[cotangents.length];
    for (int i = 0; i < slopes.length; i++)
      slopes[i] = rule.pullback().apply(real(cotangents[i]))._2.natural().value();
    return slopes;
  }

  private static Scenario cotangentIsKept() {
    return Scenario.ofCalls(
        ALIASING,
        "the caller's cotangent is not written to, by calls",
        new double[] {4, 8, 1, 2},
        tape -> {
          Recording<RealVector, RealVector> fourfold =
              (calls, v) -> {
                Variable<RealVector> twice = calls.call(VECTOR_PLUS, v, v);
                return calls.call(VECTOR_PLUS, twice, twice);
              };
          RealVector cotangent = vec(1, 2);
          var rule = tape.pullbackOfCalls(fourfold, vec(5, 6));
          RealVector pulled = rule.pullback().apply(Tangent.of(cotangent))._2.natural();
          return new double[] {
            pulled.get(0).value(),
            pulled.get(1).value(),
            cotangent.get(0).value(),
            cotangent.get(1).value()
          };
        },
        ARRAYS);
  }

  private static Scenario engineKeepsTheCotangent() {
    return Scenario.ofEngine(
        ALIASING,
        "the caller's cotangent is not written to",
        new double[] {1, 2},
        engine -> {
          double[] cotangent = {1, 2};
          engine
              .pullback((RealVector v) -> v.plus(v), vec(5, 6))
              .pullback()
              .apply(RealVector.wrapping(cotangent));
          return cotangent;
        },
        ARRAYS);
  }

  private static Scenario gradientIsTheCallers() {
    return Scenario.ofEngine(
        ALIASING,
        "a gradient does not change when the pullback is applied again",
        new double[] {3, 3, 30, 30},
        engine -> {
          var rule = engine.pullback((RealVector v) -> v.plus(v).plus(v), vec(1, 2));
          RealVector first = rule.pullback().apply(Tangent.of(vec(1, 1)))._2.natural();
          RealVector second = rule.pullback().apply(Tangent.of(vec(10, 10)))._2.natural();
          return new double[] {
            first.get(0).value(), first.get(1).value(), second.get(0).value(), second.get(1).value()
          };
        },
        ARRAYS);
  }

  private static Scenario argumentIsKept() {
    return Scenario.ofEngine(
        ALIASING,
        "arguments are not written to",
        new double[] {1, 2, 3},
        engine -> {
          double[] numbers = {1, 2, 3};
          Slopes.gradient(
              engine, v -> v.plus(v).times(v).sum().plus(v.get(1)), RealVector.wrapping(numbers));
          return numbers;
        },
        ARRAYS);
  }

  private static Scenario unusedPart() {
    return Scenario.ofEngine(
        ZEROS,
        "an argument that is not used",
        new double[] {6, 0},
        engine ->
            Slopes.tangent(
                    engine, (Tuple2<Real, Real> t) -> t._1.square(), Tuple.of(real(3), real(4)))
                .vector()
                .toArray(),
        STRUCTURES);
  }

  private static Scenario zeroCotangent() {
    return Scenario.ofCalls(
        ZEROS,
        "a structural zero as the cotangent",
        new double[] {0},
        tape -> {
          Recording<Real, Real> square = (calls, x) -> calls.call(TIMES, x, x);
          Tangent<Real> zero = Tangent.zero(real(9));
          var rule = tape.pullbackOfCalls(square, real(3));
          return Slopes.numbers(rule.pullback().apply(zero)._2.natural());
        });
  }
}
