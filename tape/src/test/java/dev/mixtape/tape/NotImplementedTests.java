package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.TangentSum;
import dev.mixtape.bridge.Projection;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A derivative that nobody has written says where and why wherever it is used, and is never zero.
class NotImplementedTests {
  record Pair(Real a, Real b) {}

  private static final Pair PAIR = new Pair(real(1), real(2));
  private static final Tangent<Pair> UNWRITTEN = new Tangent.NotImplemented<>("here", "too hard");
  private static final Tangent<Pair> WAITING = Tangent.thunk(() -> UNWRITTEN);

  /// `a b`, whose derivative in b nobody has written.
  private static final Function2<Real, Real, Real> HALF =
      withRule(
          (a, b) -> real(a.value() * b.value()),
          (context, y, a, b) ->
              dy ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.of(b.times(dy.natural())),
                      new Tangent.NotImplemented<>("here", "too hard")));

  private static final Function1<Real, Real> MAPPED = x -> HALF.apply(real(2), x);

  static Stream<Map.Entry<String, Callable<Object>>> uses() {
    return Stream.of(UNWRITTEN, WAITING)
        .flatMap(tangent ->
            Stream.of(
                Map.entry("plus", () -> tangent.plus(Tangent.of(PAIR))),
                Map.entry("plus, from the left", () -> Tangent.of(PAIR).plus(tangent)),
                Map.entry("minus", () -> tangent.minus(Tangent.of(PAIR))),
                Map.entry("minus, from the left", () -> Tangent.zero(PAIR).minus(tangent)),
                Map.entry("times", () -> tangent.times(2)),
                Map.entry("times zero", () -> tangent.times(0)),
                Map.entry("natural", () -> tangent.natural()),
                Map.entry("leaves", () -> tangent.leaves()),
                Map.entry("vector", () -> tangent.vector()),
                Map.entry("get", () -> tangent.get(Pair::a)),
                Map.entry("part", () -> tangent.part(Pair::b)),
                Map.entry("with", () -> tangent.with(Pair::a, real(1))),
                Map.entry("addTo", () -> tangent.addTo(PAIR)),
                Map.entry("projection", () -> Projection.onto(PAIR).of(tangent).vector()),
                Map.entry(
                    "sum",
                    () -> {
                      TangentSum.of(PAIR).add(tangent);
                      return "added";
                    })));
  }

  static Stream<Map.Entry<String, Callable<Object>>> engines() {
    return Stream.of(
        Map.entry("tape", () -> gradient(MAPPED, 3.0)),
        Map.entry("duals", () -> Forward.derivative(MAPPED, 3.0)),
        Map.entry("tape over tape", () -> gradient((Real x) -> gradient(MAPPED, x), 3.0)),
        Map.entry("hessian", () -> hessian(MAPPED, 3.0)),
        Map.entry("node", () -> gradient(fwddiff(MAPPED), 3.0)),
        Map.entry("map", () -> gradient((RealVector v) -> sum(mapToReal(MAPPED, v)), vec(1, 2))),
        Map.entry(
            "rule",
            () -> rrule(HALF, real(2), real(3)).get().pullback().apply(real(1))._3.natural()),
        Map.entry(
            "pushforward",
            () ->
                frule(HALF, real(2), real(3))
                    .get()
                    .pushforward()
                    .apply(Tangent.of(real(1)), Tangent.of(real(1)))),
        Map.entry(
            "called by a rule",
            () ->
                rruleViaAd(RuleContext.plain(), MAPPED, real(2))
                    .pullback()
                    .apply(real(1))
                    ._2
                    .natural()),
        Map.entry("as a cotangent", () -> ofUnwritten()));
  }

  private static Object ofUnwritten() {
    return rrule(HALF, real(2), real(3))
        .get()
        .pullback()
        .apply(new Tangent.NotImplemented<>("here", "too hard"))
        ._2
        .natural();
  }

  static Stream<Map.Entry<String, Callable<Object>>> all() {
    return Stream.concat(uses(), engines());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyUseSaysWhereAndWhy(Map.Entry<String, Callable<Object>> use) {
    assertThatThrownBy(use.getValue()::call)
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("the derivative of here is not implemented: too hard");
  }

  @Test
  void whereNobodyUsesItItHurtsNobody() {
    assertThat(gradient((Real a) -> HALF.apply(a, real(3)), 2.0)).isEqualTo(3);
    assertThat(Forward.derivative((Real a) -> HALF.apply(a, real(3)), 2.0)).isEqualTo(3);
    assertThat(gradient((Real a) -> gradient((Real x) -> HALF.apply(x, real(3)), a), 2.0)).isZero();
    var pulled = rrule(HALF, real(2), real(3)).get().pullback().apply(real(1));
    assertThat(pulled._2.natural().value()).isEqualTo(3);
    assertThat(pulled._3.forced()).isInstanceOf(Tangent.NotImplemented.class);
    assertThat(Tangent.zero(PAIR).plus(UNWRITTEN)).isSameAs(UNWRITTEN);
    assertThat(UNWRITTEN.plus(Tangent.zero(PAIR))).isSameAs(UNWRITTEN);
  }
}
