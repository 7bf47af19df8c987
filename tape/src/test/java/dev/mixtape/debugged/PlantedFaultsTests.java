package dev.mixtape.debugged;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.DebugException;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults that debugging finds, each with what it says. The tests are in a package that is not the
/// library's, so that they are the user whose lines are named.
class PlantedFaultsTests {
  private static final RealVector AT = vec(1, 2, 3);

  /// @param kind of error
  /// @param parts of the message, in order
  @SuppressWarnings("ArrayRecordComponent")
  record Fault(
      String name, Runnable program, Class<? extends MixtapeException> kind, String... parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Fault nan(String name, Runnable program, String... parts) {
    return new Fault(name, program, DebugException.class, parts);
  }

  /// A vector function of a vector, twice its argument, and a rule.
  private static Function1<RealVector, RealVector> ruled(
      Function<double[], double[]> value, Function<RealVector, Tangent<RealVector>> pull) {
    Rule1<RealVector, RealVector> rule =
        (context, y, x) -> dy -> Tuple.of(Captures.none(), pull.apply(dy.natural()));
    return withRule(x -> RealVector.wrapping(value.apply(x.toArray())), rule);
  }

  private static double[] twice(double[] x) {
    return Arrays.stream(x).map(e -> 2 * e).toArray();
  }

  private static Tangent<RealVector> pulled(RealVector cotangent) {
    return Tangent.of(cotangent.times(2));
  }

  private static void differentiate(Function1<RealVector, RealVector> f) {
    gradient((RealVector x) -> sum(f.apply(x)), AT);
  }

  private static RealVector roots(int size, int zero) {
    return vec(size, i -> real(i == zero ? 0 : i + 1));
  }

  static Stream<Fault> faults() {
    return Stream.of(nans(), nansInNodes(), rules()).flatMap(Function.identity());
  }

  static Stream<Fault> nans() {
    return Stream.of(
        nan(
            "in a value of plain numbers",
            () -> log(real(-1)),
            "the first NaN in a value: log(-1.0) = NaN, called at dev.mixtape.debugged."
                + "PlantedFaultsTests.nans(PlantedFaultsTests.java:",
            "log is defined for x >= 0",
            "leave out DebugCheck.NAN"),
        nan("in one entry", () -> log(vec(1, -2, 3)), "log(-2.0) = NaN (entry 1 of 3), called at"),
        nan(
            "in a value on the tape",
            () -> gradient(x -> log(x.minus(2)).plus(1), 1.0),
            "log(-1.0) = NaN, called at"),
        nan(
            "in a value, in a scope",
            () -> gradient(x -> scope("likelihood", () -> log(x.minus(2))), 1.0),
            "in node `likelihood`: the first NaN in a value: log(-1.0)"),
        nan(
            "in the sweep",
            () -> gradient(x -> sqrt(x).times(0), 0.0),
            "the first NaN in a cotangent: pulled back through sqrt(0.0) = 0.0, from the cotangent"
                + " 0.0, called at dev.mixtape.debugged.PlantedFaultsTests.nans("),
        nan(
            "in the sweep, in a scope",
            () -> gradient(x -> scope("outer", () -> scope("root", () -> sqrt(x))).times(0), 0.0),
            "in node `outer`: in node `root`: the first NaN in a cotangent"),
        nan(
            "in the sweep over vectors",
            () -> gradient((RealVector x) -> sum(sqrt(x).times(0)), vec(1, 0)),
            "pulled back through sqrt(0.0) = 0.0, from the cotangent 0.0 (entry 1 of 2)",
            "inside, the first NaN in a value: times(Infinity, 0.0) = NaN (entry 1 of 2), in the"
                + " pullback of sqrt"),
        nan(
            "in a sum of cotangents",
            () -> gradient(x -> sqrt(x).minus(sqrt(x)), 0.0),
            "in a cotangent: -Infinity and Infinity reached the same value and were added"),
        nan(
            "in forward mode",
            () -> Forward.derivative(x -> sqrt(x).times(0), real(0)),
            "the first NaN in a tangent: pushed through times(0.0, 0.0) = 0.0, from the tangents"
                + " Infinity, none, called at"),
        nan(
            "in forward mode over vectors",
            () -> Forward.gradient(x -> sum(sqrt(x).times(0)), vec(0, 1)),
            "from the tangents Infinity, none (entry 0 of 2), called at"),
        nan(
            "at second order only, forward over tape",
            () -> hessian(x -> pow(x, real(1.5)).times(x), 0.0),
            "pulled back through pow(0.0, 1.5) = 0.0 to operand 1, from the cotangent 0.0, in its"
                + " derivative, called at",
            "inside, the first NaN in a tangent: pushed through times(0.0, 0.0)"),
        nan(
            "at second order only, tape over tape",
            () ->
                gradient((Real x) -> gradient((Real z) -> pow(z, real(1.5)).times(z), x), real(0)),
            "the first NaN in a cotangent: pulled back through",
            "in the pullback of pow, called at dev.mixtape.debugged"));
  }

  static Stream<Fault> nansInNodes() {
    return Arrays.stream(Strategy.values())
        .flatMap(s ->
            Stream.of(
                nan(
                    "in element 37 of a long map, " + s,
                    () ->
                        gradient(
                            (RealVector v) ->
                                sum(mapToReal(fwddiff((Real x) -> log(x.minus(1)), s), v)),
                            roots(100, 37)),
                    "log(-1.0) = NaN (element 37), called at dev.mixtape.debugged.Planted"),
                nan(
                    "in element 37 of a branch of a long map, " + s,
                    () ->
                        map(
                            fwddiff((Real x) -> x.gt(20) ? x : log(x.minus(1)), s),
                            vec(100, i -> real(i == 37 ? 0 : i + 2))),
                    "log(-1.0) = NaN (element 37), called at"),
                nan(
                    "in element 2 of a short map, " + s,
                    () -> map(fwddiff((Real x) -> log(x.minus(1)), s), roots(3, 2)),
                    "log(-1.0) = NaN, called at",
                    "(element 2)"),
                nan(
                    "in the sweep, element 37 of a long map, " + s,
                    () ->
                        gradient(
                            (RealVector v) ->
                                sum(mapToReal(fwddiff((Real x) -> sqrt(x), s), v).times(0)),
                            roots(100, 37)),
                    "the first NaN in a cotangent: pulled back through",
                    "(element 37), called at dev.mixtape.debugged.Planted"),
                nan(
                    "inside a node, " + s,
                    () ->
                        gradient(
                            (Real x) -> node("model", fwddiff((Real z) -> sqrt(z).times(0), s), x),
                            real(0)),
                    "in node `model`: ",
                    "pushed through times(0.0, 0.0) = 0.0, from the tangents Infinity, none")));
  }

  static Stream<Fault> rules() {
    double[] kept = new double[3];
    AtomicInteger calls = new AtomicInteger();
    return Stream.of(
        new Fault(
            "wrong shape",
            () -> differentiate(ruled(PlantedFaultsTests::twice, dy -> Tangent.of(vec(1, 2)))),
            ShapeException.class,
            "answered a tangent of shape vector(2) for argument 1, whose shape is vector(3)",
            ", called at dev.mixtape.debugged.PlantedFaultsTests.differentiate("),
        new Fault(
            "no tangent",
            () -> differentiate(ruled(PlantedFaultsTests::twice, dy -> null)),
            FunctionException.class,
            "answered too few tangents",
            ", called at dev.mixtape.debugged.PlantedFaultsTests.differentiate("),
        nan(
            "NaN in a rule's value",
            () -> differentiate(ruled(x -> new double[] {1, Double.NaN, 3}, dy -> pulled(dy))),
            "the first NaN in a value: rule in PlantedFaultsTests([1.0, 2.0, 3.0]) = [1.0, NaN,"
                + " 3.0] (entry 1 of 3), called at"),
        nan(
            "NaN in a rule's pullback",
            () ->
                differentiate(
                    ruled(
                        PlantedFaultsTests::twice,
                        dy -> Tangent.of(dy.times(vec(1, 2, Double.NaN))))),
            "the first NaN in a cotangent: pulled back through rule in PlantedFaultsTests(",
            "from the cotangent [1.0, 1.0, 1.0] (entry 2 of 3), called at"),
        nan(
            "a function that writes to its argument",
            () -> {
              double[] own = {1, 2, 3};
              Function1<RealVector, RealVector> f =
                  withRule(
                      x -> {
                        own[1] = 7;
                        return x.times(2);
                      },
                      (context, y, x) -> dy -> Tuple.of(Captures.none(), pulled(dy.natural())));
              gradient((RealVector x) -> sum(f.apply(x)), RealVector.wrapping(own));
            },
            "the value of rule in PlantedFaultsTests changed what it was given: entry 1 was 2.0 and"
                + " is 7.0; it must copy first, called at"),
        nan(
            "a pullback that writes to its argument",
            () -> {
              double[] own = {1, 2, 3};
              Function1<RealVector, RealVector> f =
                  ruled(
                      PlantedFaultsTests::twice,
                      dy -> {
                        own[0]++;
                        return pulled(dy);
                      });
              gradient((RealVector x) -> sum(f.apply(x)), RealVector.wrapping(own));
            },
            "the pullback of rule in PlantedFaultsTests changed what it was given: array 1, entry 0"
                + " was 1.0 and is 2.0"),
        nan(
            "a value that differs the second time",
            () ->
                differentiate(
                    ruled(x -> new double[] {1, 2, calls.incrementAndGet()}, dy -> pulled(dy))),
            "the value of rule in PlantedFaultsTests answered differently when it was asked again:"
                + " entry 2 was "),
        nan(
            "a pullback that differs the second time",
            () ->
                differentiate(
                    ruled(
                        PlantedFaultsTests::twice,
                        dy -> Tangent.of(dy.times(calls.incrementAndGet())))),
            "the pullback of rule in PlantedFaultsTests answered differently when it was asked"
                + " again: entry 0 was "),
        nan(
            "a shape that differs the second time",
            () -> ruled(x -> new double[calls.incrementAndGet()], dy -> pulled(dy)).apply(AT),
            "answered differently when it was asked again: a vector("),
        nan(
            "a pushforward that differs the second time",
            () -> {
              Function1<RealVector, RealVector> f =
                  withRule(
                      x -> RealVector.of(twice(x.toArray())),
                      (context, y, x) -> dy -> Tuple.of(Captures.none(), pulled(dy.natural())),
                      (y, x) -> dx -> Tangent.of(dx.natural().times(calls.incrementAndGet())));
              Forward.gradient(x -> sum(f.apply(x)), AT);
            },
            "the pushforward of rule in PlantedFaultsTests answered differently when it was asked"
                + " again"),
        nan(
            "a function that refills its answer",
            () -> {
              Function1<RealVector, RealVector> f =
                  ruled(
                      x -> {
                        System.arraycopy(twice(x), 0, kept, 0, 3);
                        return kept;
                      },
                      dy -> pulled(dy));
              gradient((RealVector x) -> sum(f.apply(x).times(f.apply(x.plus(1)))), AT);
            },
            "the value of rule in PlantedFaultsTests has been written to since: entry 0 was 2.0 and"
                + " is 4.0; the function must answer a new array each time, called at"),
        nan(
            "a pullback that refills its answer",
            () ->
                differentiate(
                    ruled(
                        PlantedFaultsTests::twice,
                        dy -> {
                          System.arraycopy(dy.toArray(), 0, kept, 0, 3);
                          return Tangent.of(RealVector.wrapping(kept));
                        })),
            "the pullback of rule in PlantedFaultsTests wrote to what it had answered before: entry"
                + " 0 was 1.0 and is 3.0; it must answer a new array each time, called at"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void isFoundAndNamed(Fault fault) {
    assertThatThrownBy(() ->
            debugging(() -> {
              fault.program.run();
              return true;
            }))
        .isInstanceOf(fault.kind)
        .satisfies(e -> assertThat(e.getMessage()).containsSubsequence(fault.parts));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"nans", "nansInNodes"})
  void aNanIsNoErrorWithoutDebugging(Fault fault) {
    assertThatCode(fault.program::run).doesNotThrowAnyException();
  }
}
