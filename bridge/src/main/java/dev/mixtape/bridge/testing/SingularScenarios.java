package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.CAPTURES;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// NaN and infinities: they come out where they belong, and nowhere else.
final class SingularScenarios {
  private static final String THEME = "singularities";
  private static final Function1<Real, Real> SQRT = fwddiff((Real r) -> sqrt(r));

  private SingularScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.slope(THEME, "an infinite slope", x -> sqrt(x), 0, POSITIVE_INFINITY),
        Scenario.slope(THEME, "a NaN is not hidden", x -> log(x).times(NaN), 1, NaN),
        Scenario.slope(THEME, "zero times infinity is NaN", x -> sqrt(x).times(0), 0, NaN),
        Scenario.slope(
            THEME,
            "an infinite slope that the result does not use",
            x -> {
              sqrt(x);
              return x.times(3);
            },
            0,
            3),
        Scenario.slope(THEME, "the branch not taken", x -> ifPositive(x, log(x), x.times(2)), 0, 2),
        Scenario.slopeOfCalls(
            THEME,
            "an infinite slope by a call",
            (calls, x) -> calls.call(SQRT, x),
            0,
            0,
            POSITIVE_INFINITY),
        Scenario.slopeOfCalls(
            THEME,
            "an infinite slope that the result does not use, by a call",
            (calls, x) -> {
              calls.call(SQRT, x);
              return calls.call(SharingScenarios.PLUS, x, x);
            },
            0,
            0,
            2),
        pair("√x + y at 0", t -> sqrt(t._1).plus(t._2)),
        pair("√x + y at 0 in a node", t -> SUM_OF_ROOT.apply(t._1, t._2), CAPTURES),
        neighbour(),
        structuralZero());
  }

  private static final Function2<Real, Real, Real> SUM_OF_ROOT =
      fwddiff((Real a, Real b) -> sqrt(a).plus(b));

  private static Scenario pair(
      String name, Function1<Tuple2<Real, Real>, Real> f, Capability... needs) {
    Capability[] all = java.util.Arrays.copyOf(needs, needs.length + 1);
    all[needs.length] = STRUCTURES;
    return Scenario.ofEngine(
        THEME,
        name,
        new double[] {POSITIVE_INFINITY, 1},
        engine -> Slopes.tangent(engine, f, Tuple.of(real(0), real(1))).vector().toArray(),
        all);
  }

  private static Scenario neighbour() {
    return Scenario.ofEngine(
        THEME,
        "entries beside an infinite slope",
        new double[] {0, 0.25},
        engine -> Slopes.gradient(engine, v -> sqrt(v.get(1)), vec(0, 4)).toArray(),
        ARRAYS);
  }

  /// The rule answers a structural zero beside an infinite slope.
  private static Scenario structuralZero() {
    return Scenario.ofEngine(
        THEME,
        "a structural zero as the cotangent of an infinite slope",
        new double[] {0, 1},
        engine -> {
          var rule =
              engine.pullback(
                  (Tuple2<Real, Real> t) -> Tuple.of(sqrt(t._1), t._2), Tuple.of(real(0), real(1)));
          Tangent<Tuple2<Real, Real>> second = Tangent.zero(rule.value()).with(t -> t._2, real(1));
          return rule.pullback().apply(second)._2.vector().toArray();
        },
        STRUCTURES);
  }
}
