package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.List;

/// Errors that pass through a tape, and values that leave it.
final class ScopeScenarios {
  private static final String ERRORS = "errors";
  private static final String SCOPE = "scope";

  private ScopeScenarios() {}

  static List<Scenario> all() {
    return List.of(
        functionThrows(),
        calledFunctionThrows(),
        ruleThrows(),
        shapesDiffer(),
        asksForItsNumber(),
        leftItsScope(),
        computesAfterwards(),
        stoppedAfterwards());
  }

  private static String thrown(Runnable body) {
    try {
      body.run();
      return "nothing was thrown";
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private static Scenario functionThrows() {
    return Scenario.ofEngine(
        ERRORS,
        "an exception of the function, and the engine afterwards",
        "IllegalStateException: stop, then 6.0",
        engine ->
            thrown(() ->
                engine.pullback(
                    (Real x) -> {
                      x.square();
                      throw new IllegalStateException("stop");
                    },
                    real(3)))
                + ", then "
                + Slopes.slope(engine, x -> x.square(), real(3)));
  }

  private static Scenario calledFunctionThrows() {
    Function1<Real, Real> stops =
        fwddiff((Real x) -> {
          throw new IllegalStateException("stop");
        });
    return Scenario.ofCalls(
        ERRORS,
        "an exception of a called function, and the tape afterwards",
        "IllegalStateException: stop, then 6.0",
        tape ->
            thrown(() -> Slopes.valueAndSlope(tape, (calls, x) -> calls.call(stops, x), 3))
                + ", then "
                + Slopes.valueAndSlope(
                    tape, (calls, x) -> calls.call(SharingScenarios.SQUARE, x), 3)[1]);
  }

  private static Scenario ruleThrows() {
    return Scenario.ofCalls(
        ERRORS,
        "an exception of a rule, and the same pullback afterwards",
        "IllegalStateException: not yet, then 6.0",
        tape -> {
          boolean[] ready = {false};
          Function1<Real, Real> square =
              withRule(
                  x -> x.square(),
                  (context, y, x) ->
                      dy -> {
                        if (!ready[0]) throw new IllegalStateException("not yet");
                        return Tuple.of(
                            Captures.none(), Tangent.of(x.times(2).times(dy.natural())));
                      });
          Recording<Real, Real> recording =
              (calls, x) ->
                  calls.call(SharingScenarios.PLUS, calls.call(square, x), calls.constant(real(1)));
          var rule = tape.pullbackOfCalls(recording, real(3));
          String first = thrown(() -> Slopes.tangent(rule).natural());
          ready[0] = true;
          return first + ", then " + Slopes.tangent(rule).natural();
        });
  }

  private static Scenario shapesDiffer() {
    return Scenario.ofEngine(
        ERRORS,
        "shapes that differ",
        "ShapeException",
        engine -> {
          try {
            engine.pullback((RealVector v) -> sum(v.plus(vec(1, 2))), vec(1, 2, 3));
            return "nothing was thrown";
          } catch (ShapeException e) {
            return e.getClass().getSimpleName();
          }
        },
        ARRAYS);
  }

  private static Scenario asksForItsNumber() {
    return Scenario.ofEngine(
        SCOPE,
        "an active value asked for its number",
        "refused",
        engine -> {
          List<String> answers = new ArrayList<>();
          engine.pullback(
              (Real x) -> {
                answers.add(number(x));
                return x;
              },
              real(3));
          return answers.get(0);
        });
  }

  private static String number(Real x) {
    try {
      return "it answered " + x.value();
    } catch (ActiveValueException e) {
      return "refused";
    } catch (MixtapeException e) {
      return "refused, as " + e.getClass().getSimpleName();
    }
  }

  private static Real kept(EngineUnderTest engine) {
    List<Real> kept = new ArrayList<>();
    engine.pullback(
        (Real x) -> {
          kept.add(x.times(2));
          return x;
        },
        real(3));
    return kept.get(0);
  }

  private static Scenario leftItsScope() {
    return Scenario.ofEngine(
        SCOPE,
        "a value that left its scope asked for its number",
        "refused",
        engine -> {
          String answer = number(kept(engine));
          return answer.startsWith("refused") ? "refused" : answer;
        });
  }

  private static Scenario computesAfterwards() {
    return Scenario.ofEngine(
        SCOPE,
        "computing with a value that left its scope changes no pullback",
        new double[] {4, 4, 1},
        engine -> {
          List<Real> kept = new ArrayList<>();
          var rule =
              engine.pullback(
                  (Real x) -> {
                    kept.add(x);
                    return x.square();
                  },
                  real(2));
          double before = Slopes.tangent(rule).natural().value();
          boolean greater = kept.get(0).square().plus(1).gt(4.5);
          double after = Slopes.tangent(rule).natural().value();
          return new double[] {before, after, greater ? 1 : 0};
        });
  }

  private static Scenario stoppedAfterwards() {
    return Scenario.ofEngine(
        SCOPE,
        "a value that left its scope, as a constant",
        new double[] {6},
        engine -> {
          Real kept = kept(engine);
          return Slopes.numbers(Slopes.slope(engine, y -> y.times(stopGradient(kept)), real(1)));
        });
  }
}
