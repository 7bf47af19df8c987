package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.CAPTURES;
import static dev.mixtape.bridge.testing.Capability.NESTING;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.ArrayList;
import java.util.List;

/// Derivatives of derivatives, and what must not be confused in them.
final class NestingScenarios {
  private static final String THEME = "nesting";

  private NestingScenarios() {}

  /// The derivative of a function of a real in one of the modes.
  private interface Mode extends Function2<Function1<Real, Real>, Real, Real> {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.addAll(byCalls());
    all.addAll(
        twice("tape over tape", e -> (f, x) -> Slopes.slope(e, f, x), NestingScenarios::tape));
    all.addAll(twice("forward over tape", e -> Forward::derivative, NestingScenarios::tape));
    all.addAll(twice("tape over forward", NestingScenarios::tape, e -> Forward::derivative));
    all.add(third());
    all.add(leaked());
    all.add(inTheCotangent());
    all.add(hessian());
    for (Strategy strategy : Strategy.values()) all.addAll(withNodes(strategy));
    return all;
  }

  private static Mode tape(EngineUnderTest engine) {
    return (f, x) -> Slopes.slope(engine, f, x);
  }

  private static List<Scenario> byCalls() {
    return List.of(
        forwardOverCalls(
            "forward over a tape of calls",
            (calls, x) ->
                calls.call(SharingScenarios.TIMES, x, calls.call(SharingScenarios.SQUARE, x)),
            18),
        forwardOverCalls(
            "forward over a tape of a rule", (calls, x) -> calls.call(RuleScenarios.CUBE, x), 18),
        capturedByCalls(),
        Scenario.ofCalls(
            THEME,
            "the value of a tape of calls in an enclosing derivative",
            new double[] {6},
            tape -> {
              Recording<Real, Real> square = (calls, x) -> calls.call(SharingScenarios.SQUARE, x);
              return Slopes.numbers(
                  Forward.derivative((Real x) -> tape.pullbackOfCalls(square, x).value(), real(3)));
            },
            NESTING));
  }

  private static Scenario capturedByCalls() {
    return Scenario.ofCalls(
        THEME,
        "forward over a tape of a node that captured the outer variable",
        new double[] {4},
        tape ->
            Slopes.numbers(
                Forward.derivative(
                    (Real x) -> {
                      Recording<Real, Real> times =
                          (calls, y) -> calls.call(fwddiff((Real r) -> r.square().times(x)), y);
                      return Slopes.tangent(tape, times, real(2)).natural();
                    },
                    real(3))),
        NESTING,
        CAPTURES);
  }

  private static Scenario forwardOverCalls(
      String name, Recording<Real, Real> recording, double second) {
    return Scenario.ofCalls(
        THEME,
        name,
        new double[] {second},
        tape ->
            Slopes.numbers(
                Forward.derivative(
                    (Real x) -> Slopes.tangent(tape, recording, x).natural(), real(3))),
        NESTING);
  }

  private static Scenario number(
      String name, double expected, Function1<EngineUnderTest, Real> of, Capability... needs) {
    return Scenario.ofEngine(
        THEME, name, new double[] {expected}, engine -> Slopes.numbers(of.apply(engine)), needs);
  }

  private static List<Scenario> twice(
      String name, Function1<EngineUnderTest, Mode> outer, Function1<EngineUnderTest, Mode> inner) {
    return List.of(
        number(
            "the second derivative, " + name,
            12,
            e -> outer.apply(e).apply(x -> inner.apply(e).apply(y -> pow(y, 3), x), real(2)),
            NESTING),
        number(
            "x · d/dy (x + y), " + name,
            1,
            e ->
                outer
                    .apply(e)
                    .apply(x -> x.times(inner.apply(e).apply(y -> x.plus(y), real(1))), real(1)),
            NESTING),
        number(
            "x · d/dy (x y), " + name,
            6,
            e ->
                outer
                    .apply(e)
                    .apply(x -> x.times(inner.apply(e).apply(y -> x.times(y), real(2))), real(3)),
            NESTING),
        number(
            "an outer variable that the inner function answers, " + name,
            0,
            e -> outer.apply(e).apply(x -> inner.apply(e).apply(y -> x.square(), x), real(3)),
            NESTING));
  }

  private static Scenario third() {
    return number(
        "the third derivative",
        24,
        e ->
            Slopes.slope(
                e, x -> Slopes.slope(e, y -> Slopes.slope(e, z -> pow(z, 4), y), x), real(1)),
        NESTING);
  }

  /// The inner derivative means nothing any more in what leaked from it; the outer one does.
  private static Scenario leaked() {
    return number(
        "a value that leaked from an inner derivative",
        2,
        e ->
            Slopes.slope(
                e,
                x -> {
                  List<Real> kept = new ArrayList<>();
                  Slopes.slope(
                      e,
                      y -> {
                        kept.add(y.times(x));
                        return y;
                      },
                      real(2));
                  return kept.get(0);
                },
                real(3)),
        NESTING);
  }

  private static Scenario inTheCotangent() {
    return number(
        "the pullback in its cotangent",
        6,
        e ->
            Forward.derivative(
                (Real c) ->
                    e.pullback((Real x) -> x.square(), real(3)).pullback().apply(c)._2.natural(),
                real(1)),
        NESTING);
  }

  private static Scenario hessian() {
    return Scenario.ofEngine(
        THEME,
        "the Hessian of x² y + z³",
        new double[] {4, 2, 0, 2, 0, 0, 0, 0, 18},
        engine -> {
          Function1<RealVector, Real> f =
              v -> v.get(0).square().times(v.get(1)).plus(pow(v.get(2), 3));
          double[] all = new double[9];
          for (int i = 0; i < 3; i++) {
            int entry = i;
            RealVector row =
                Slopes.gradient(
                    engine, v -> Slopes.gradient(engine, f, v).get(entry), vec(1, 2, 3));
            System.arraycopy(row.toArray(), 0, all, 3 * i, 3);
          }
          return all;
        },
        ARRAYS,
        NESTING);
  }

  /// Programs that plausible engines got wrong.
  private static List<Scenario> withNodes(Strategy s) {
    String suffix = ", " + s;
    return List.of(
        nodes(
            "a node that captured the inner variable" + suffix,
            8,
            e ->
                Slopes.slope(
                    e,
                    x ->
                        Slopes.slope(
                            e, z -> fwddiff((Real r) -> r.times(z), s).apply(real(2)).square(), x),
                    real(3))),
        nodes(
            "a node that captured both and branched on one" + suffix,
            2,
            e ->
                Slopes.slope(
                    e,
                    x ->
                        Slopes.slope(
                            e,
                            z ->
                                fwddiff((Real r) -> z.gt(0) ? r.times(x) : r, s)
                                    .apply(real(2))
                                    .times(z),
                            real(1)),
                    real(3))),
        nodes(
            "a node in a map" + suffix,
            8,
            e ->
                Slopes.slope(
                    e,
                    a ->
                        sum(
                            map(
                                (Real t) ->
                                    fwddiff((Real r) -> r.times(t).times(a), s).apply(real(2)),
                                vec(1, 3))),
                    real(5))),
        nodes(
            "a node in a node" + suffix,
            12,
            e ->
                Slopes.slope(
                    e,
                    b ->
                        fwddiff(
                                (Real q) ->
                                    q.times(
                                        fwddiff((Real r) -> r.times(b.times(b))).apply(real(2))),
                                s)
                            .apply(real(1)),
                    real(3))),
        nodes(
            "the second derivative through a captured variable" + suffix,
            2,
            e ->
                Slopes.slope(
                    e,
                    x ->
                        Slopes.slope(
                            e, z -> z.times(fwddiff((Real r) -> r.plus(z), s).apply(real(2))), x),
                    real(3))),
        nodes("a map in a map, mixed" + suffix, 4, e -> mapInMap(e, s)),
        nodes("three nodes, three variables" + suffix, 1, e -> threeNodes(e, s)));
  }

  private static Scenario nodes(String name, double expected, Function1<EngineUnderTest, Real> of) {
    return number(name, expected, of, NESTING, CAPTURES);
  }

  private static Real mapInMap(EngineUnderTest e, Strategy s) {
    return Slopes.slope(
        e,
        b ->
            Slopes.slope(
                e,
                a ->
                    sum(
                        map(
                            fwddiff(
                                (Real q) ->
                                    sum(map((Real r) -> r.times(q.square()).times(b), vec(1))),
                                s),
                            vec(1).times(a))),
                real(2)),
        real(3));
  }

  private static Real threeNodes(EngineUnderTest e, Strategy s) {
    return Slopes.slope(
        e,
        c -> Slopes.slope(e, b -> Slopes.slope(e, a -> product(a, b, c, s), real(2)), real(3)),
        real(4));
  }

  private static Real product(Real a, Real b, Real c, Strategy s) {
    return fwddiff(
            (Real t) ->
                t.times(
                    fwddiff(
                            (Real u) ->
                                fwddiff((Real w) -> w.times(a).times(b), s).apply(u.times(c)),
                            s)
                        .apply(t)),
            s)
        .apply(real(1));
  }
}
