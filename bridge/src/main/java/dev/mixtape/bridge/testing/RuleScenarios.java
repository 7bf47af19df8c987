package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;
import static dev.mixtape.bridge.testing.Capability.WANTED;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.testing.StructureScenarios.Line;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Rules written by hand, and what a tape tells and leaves to them.
final class RuleScenarios {
  private static final String RULES = "rules";
  private static final String UNWANTED = "unwanted";

  /// Opaque: it asks for plain numbers.
  static final Function1<Real, Real> CUBE =
      withRule(
          x -> real(Math.pow(x.value(), 3)),
          (context, y, x) ->
              dy -> Tuple.of(Captures.none(), Tangent.of(x.square().times(3).times(dy.natural()))));

  private RuleScenarios() {}

  static List<Scenario> all() {
    return List.of(
        Scenario.slopeOfCalls(RULES, "opaque code", (calls, x) -> calls.call(CUBE, x), 2, 8, 12),
        Scenario.slopeOfCalls(
            RULES,
            "rule after rule",
            (calls, x) -> calls.call(CUBE, calls.call(CUBE, x)),
            1.5,
            Math.pow(1.5, 9),
            9 * Math.pow(1.5, 8)),
        Scenario.slope(RULES, "among operators", x -> CUBE.apply(x).times(x), 2, 32),
        thunks(),
        answersZero(),
        vectorRule(),
        recordRule(),
        unwanted(
            "a constant's cotangent is not asked for", false, "argument 2 is not wanted", WANTED),
        unwanted("a variable's cotangent is", true, "argument 2 is wanted"),
        twoOfThreeUnwanted(),
        notImplementedUnused(),
        notImplementedUsed());
  }

  private static Scenario thunks() {
    Function1<Real, Real> square =
        withRule(
            x -> x.square(),
            (context, y, x) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.thunk(() -> Tangent.of(x.times(2).times(dy.natural())))));
    return Scenario.slopeOfCalls(
        RULES, "a rule that answers thunks", (calls, x) -> calls.call(square, x), 3, 9, 6);
  }

  private static Scenario answersZero() {
    Function2<Real, Real, Real> first =
        withRule(
            (a, b) -> a.times(2),
            (context, y, a, b) ->
                dy ->
                    Tuple.of(Captures.none(), Tangent.of(dy.natural().times(2)), Tangent.zero(b)));
    return Scenario.slopeOfCalls(
        RULES, "a rule that answers zero", (calls, x) -> calls.call(first, x, x), 3, 6, 2);
  }

  private static Scenario vectorRule() {
    Function2<RealVector, Real, Real> scaled =
        withRule(
            (v, x) -> sum(v).times(x),
            (context, y, v, x) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.of(v.times(0).plus(x.times(dy.natural()))),
                        Tangent.of(sum(v).times(dy.natural()))));
    return Scenario.ofCalls(
        RULES,
        "a rule of a vector and a real",
        new double[] {5, 5, 5},
        tape -> {
          Recording<RealVector, Real> recording =
              (calls, v) -> calls.call(scaled, v, calls.constant(real(5)));
          return Slopes.tangent(tape, recording, vec(1, 2, 3)).natural().toArray();
        },
        ARRAYS);
  }

  private static Scenario recordRule() {
    Function1<Line, Real> product =
        withRule(
            line -> line.slope().times(line.offset()),
            (context, y, line) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.zero(line)
                            .with(Line::slope, line.offset().times(dy.natural()))
                            .with(Line::offset, line.slope().times(dy.natural()))));
    return Scenario.ofCalls(
        RULES,
        "a rule of a record",
        new double[] {3, 2},
        tape -> {
          Recording<Line, Real> recording = (calls, line) -> calls.call(product, line);
          Tangent<Line> t = Slopes.tangent(tape, recording, new Line(real(2), real(3)));
          return Slopes.numbers(t.get(Line::slope), t.get(Line::offset));
        },
        STRUCTURES);
  }

  private static Scenario unwanted(
      String name, boolean varies, String expected, Capability... needs) {
    return Scenario.ofCalls(
        UNWANTED,
        name,
        expected,
        tape -> {
          List<RuleContext> contexts = new ArrayList<>();
          Function2<Real, Real, Real> times =
              withRule(
                  (a, b) -> a.times(b),
                  (context, y, a, b) -> {
                    contexts.add(context);
                    return dy ->
                        Tuple.of(
                            Captures.none(),
                            Tangent.of(b.times(dy.natural())),
                            Tangent.of(a.times(dy.natural())));
                  });
          Slopes.valueAndSlope(
              tape, (calls, x) -> calls.call(times, x, varies ? x : calls.constant(real(5))), 3);
          return contexts.get(0).wants(2) ? "argument 2 is wanted" : "argument 2 is not wanted";
        },
        needs);
  }

  /// The rule answers nothing but what it is asked for.
  private static Scenario twoOfThreeUnwanted() {
    return Scenario.ofCalls(
        UNWANTED,
        "two constants among three arguments",
        "wanted: [2], slope 10.0",
        tape -> {
          Set<Integer> wanted = new TreeSet<>();
          Function3<Real, Real, Real, Real> product =
              withRule(
                  (a, b, c) -> a.times(b).times(c),
                  (context, y, a, b, c) -> {
                    for (int i = 1; i <= 3; i++) if (context.wants(i)) wanted.add(i);
                    return dy ->
                        Tuple.of(
                            Captures.none(),
                            new Tangent.NotImplemented<>("product in a", "nobody needed it"),
                            Tangent.of(a.times(c).times(dy.natural())),
                            new Tangent.NotImplemented<>("product in c", "nobody needed it"));
                  });
          double slope =
              Slopes.valueAndSlope(
                  tape,
                  (calls, x) ->
                      calls.call(product, calls.constant(real(2)), x, calls.constant(real(5))),
                  3)[1];
          return "wanted: " + wanted + ", slope " + slope;
        },
        WANTED);
  }

  private static final Function2<Real, Real, Real> HALF_WRITTEN =
      withRule(
          (a, b) -> a.times(b),
          (context, y, a, b) ->
              dy ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.of(b.times(dy.natural())),
                      new Tangent.NotImplemented<>("HALF_WRITTEN in b", "nobody needed it")));

  private static Scenario notImplementedUnused() {
    return Scenario.slopeOfCalls(
        UNWANTED,
        "a derivative nobody has written, not asked for",
        (calls, x) -> calls.call(HALF_WRITTEN, x, calls.constant(real(5))),
        3,
        15,
        5,
        WANTED);
  }

  private static Scenario notImplementedUsed() {
    return Scenario.ofCalls(
        UNWANTED,
        "a derivative nobody has written, asked for",
        "refused: not implemented",
        tape -> {
          try {
            double slope =
                Slopes.valueAndSlope(tape, (calls, x) -> calls.call(HALF_WRITTEN, x, x), 3)[1];
            return "a slope of " + slope;
          } catch (FunctionException e) {
            boolean named = e.toString().contains("HALF_WRITTEN");
            return named ? "refused: not implemented" : e.toString();
          }
        });
  }
}
