package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Pullbacks of nodes applied again and late, functions that are not pure, and the cases that once
/// broke plausible engines.
class PullbackTests {
  /// A program with its right answer, worked out by hand.
  record Known(String name, Nodes nodes, Supplier<Real> program, double expected) {}

  static Stream<Arguments> known() {
    return Nodes.all().flatMap(PullbackTests::known).map(k -> Arguments.of(k.name, k.nodes, k));
  }

  private static Stream<Known> known(Nodes n) {
    return Stream.of(
        new Known(
            "gradient of the square of an inner derivative",
            n,
            () ->
                gradient(
                    (Real x) -> gradient((Real z) -> n.call(real(2), r -> r.times(z)).square(), x),
                    real(3)),
            8),
        new Known(
            "capture of the outer level on a branch of the inner",
            n,
            () ->
                gradient(
                    (Real x) ->
                        gradient(
                            (Real z) -> n.call(real(2), r -> z.gt(0) ? r.times(x) : r).times(z),
                            real(1)),
                    real(3)),
            2),
        new Known(
            "captures of a map and around it",
            n,
            () ->
                gradient(
                    (Real a) -> sum(map(t -> n.call(real(2), r -> r.times(t).times(a)), vec(1, 3))),
                    real(5)),
            8),
        new Known(
            "capture in the inner of two nodes",
            n,
            () ->
                gradient(
                    (Real b) ->
                        n.call(real(1), q -> q.times(n.call(real(2), r -> r.times(b.times(b))))),
                    real(3)),
            12),
        new Known(
            "second derivative",
            n,
            () -> hessian((Real z) -> z.times(n.call(real(2), r -> r.plus(z))), real(1.5)),
            2),
        new Known(
            "mixed derivative of a map in a map",
            n,
            () ->
                gradient(
                    (Real a) ->
                        gradient(
                            (Real b) ->
                                n.sumOf(
                                    vec(1).times(a),
                                    q -> n.sumOf(vec(1), r -> r.times(q.square()).times(b))),
                            real(1)),
                    real(2)),
            4),
        new Known(
            "third mixed derivative of three nodes",
            n,
            () ->
                gradient(
                    (Real a) ->
                        gradient(
                            (Real b) ->
                                gradient(
                                    (Real c) ->
                                        n.call(
                                            real(1),
                                            t ->
                                                t.times(
                                                    n.call(
                                                        t,
                                                        u ->
                                                            n.call(
                                                                u.times(c),
                                                                w -> w.times(a).times(b))))),
                                    real(1)),
                            real(1)),
                    real(1)),
            1));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("known")
  void casesThatBrokePlausibleEngines(String name, Nodes nodes, Known known) {
    assertThat(known.program.get().value()).isEqualTo(known.expected);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aPullbackMayBeAppliedLateAndAgain(Strategy strategy) {
    Function1<Real, Real> f =
        x ->
            fwddiff((Real r) -> gradient((Real z) -> z.square().times(r), x), strategy)
                .apply(x.square());
    Pullback1<Real, Real> pullback = pullback(f, real(3)).pullback();
    gradient(x -> fwddiff(Real::square, strategy).apply(x), 2.0);
    for (int i = 0; i < 2; i++)
      assertThat(pullback.apply(real(1))._2.natural().value()).isEqualTo(6 * 9);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aPullbackMadeInsideMayBeAppliedOutside(Strategy strategy) {
    Deque<Pullback1<Real, Real>> kept = new ArrayDeque<>();
    Function1<Real, Real> cube = fwddiff(r -> r.square().times(r), strategy);
    gradient(
        (Real x) -> {
          kept.push(rrule(cube, real(2)).get().pullback());
          return x;
        },
        real(1));
    assertThat(kept.pop().apply(real(1))._2.natural().value()).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void thePullbackOfANodeIsDifferentiatedAgain(Strategy strategy) {
    Function1<Real, Real> cube = fwddiff(r -> r.square().times(r), strategy);
    Function1<Real, Real> slope = x -> rrule(cube, x).get().pullback().apply(x)._2.natural();
    assertThat(slope.apply(real(2)).value()).isEqualTo(24);
    assertThat(gradient(slope, real(2)).value()).isEqualTo(36);
    assertThat(hessian(slope, real(2)).value()).isEqualTo(36);
  }

  /// A function that does something else each time, and what the error says about it.
  record Impure(String name, String complaint, Function1<Real, Function1<Real, Object>> maker) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Function1<Real, Object> alternating(
      Function1<Real, Object> first, Function1<Real, Object> then) {
    Deque<Function1<Real, Object>> left = new ArrayDeque<>(List.of(first));
    return x -> (left.isEmpty() ? then : left.pop()).apply(x);
  }

  static Stream<Impure> impure() {
    return Stream.of(
        new Impure(
            "another result",
            "the result was 4.0",
            _ -> alternating(Real::square, x -> x.square().plus(1))),
        new Impure(
            "another structure", "Tuple", _ -> alternating(Real::square, x -> Tuple.of(x, x))),
        new Impure(
            "one capture more",
            "0 captured values the first time and more",
            c -> alternating(Real::square, x -> x.square().plus(c).minus(c))),
        new Impure(
            "one capture less",
            "1 captured values the first time and 0",
            c -> alternating(x -> x.square().plus(c), x -> x.square().plus(3))),
        new Impure(
            "a captured value of another size",
            "vector(2) the first time and a vector(3)",
            c ->
                alternating(
                    x -> sum(vec(1, 2).times(c).times(x)),
                    x -> sum(vec(1, 2, 0).times(c).times(x)))),
        new Impure(
            "another captured value",
            "a captured value was",
            c -> alternating(x -> x.plus(c), x -> x.plus(c.times(2)).minus(3))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impure")
  void aFunctionThatIsNotPureIsFoundOut(Impure impure) {
    assertThatThrownBy(() ->
            gradient(
                (Real c) -> {
                  Object y = fwddiff(impure.maker.apply(c), Strategy.RECOMPUTE).apply(c.minus(1));
                  return (Real) y;
                },
                real(3)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("not pure")
        .hasMessageContaining("do the same again");
  }

  @Test
  void aShortBatchIsRerunAndFoundOutToo() {
    Deque<Double> answers = new ArrayDeque<>(List.of(1.0, 1.0, 1.0));
    Function1<Real, Real> f = x -> x.plus(answers.isEmpty() ? 2.0 : answers.pop());
    assertThatThrownBy(() ->
            gradient((RealVector v) -> sum(map(fwddiff(f, Strategy.RECOMPUTE), v)), vec(1, 2, 3)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("not pure");
  }
}
