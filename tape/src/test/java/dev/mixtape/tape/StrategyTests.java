package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Pullback2;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rrule2;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How often a node evaluates its function, and on what.
class StrategyTests {
  private final Counter counter = new Counter();
  private final Function1<Real, Real> square = x -> counter.saw(x).square();

  private static List<String> times(int numbers, int duals) {
    return Stream.concat(
            Collections.nCopies(numbers, "number").stream(),
            Collections.nCopies(duals, "dual").stream())
        .toList();
  }

  static Stream<Arguments> evaluations() {
    return Stream.of(
        Arguments.of(Strategy.RECOMPUTE, times(3, 0), times(0, 3)),
        Arguments.of(Strategy.SINGLE_PASS, times(0, 3), times(0, 0)));
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void aBatchOfThreeIsEvaluatedAsItsStrategySays(
      Strategy strategy, List<String> forward, List<String> backward) {
    Rrule1<RealVector, Real> r =
        pullback(v -> sum(map(fwddiff(square, strategy), v)), vec(1, 2, 3));
    assertThat(r.value().value()).isEqualTo(14);
    assertThat(counter.calls()).isEqualTo(forward);
    assertThat(r.pullback().apply(real(1))._2.natural().toArray()).containsExactly(2, 4, 6);
    assertThat(counter.calls()).isEqualTo(backward);
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void aMappingIsEvaluatedAsItsStrategySays(
      Strategy strategy, List<String> forward, List<String> backward) {
    var r = rrule(mapping(fwddiff(square, strategy)), vec(1, 2, 3)).get();
    assertThat(counter.calls()).isEqualTo(forward);
    var pulled = r.pullback().apply(vec(1, 1, 10));
    assertThat(counter.calls()).as("nobody has asked for the tangent").isEmpty();
    assertThat(column(pulled._2, x -> x).toArray()).containsExactly(2, 4, 60);
    assertThat(counter.calls()).isEqualTo(backward);
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void aSingleNodeIsEvaluatedAsItsStrategySays(
      Strategy strategy, List<String> forward, List<String> backward) {
    assertThat(gradient(x -> fwddiff(square, strategy).apply(x), 3.0)).isEqualTo(6);
    assertThat(counter.calls())
        .isEqualTo(Stream.concat(forward.stream().limit(1), backward.stream().limit(1)).toList());
  }

  @Test
  void singlePassIsOnePassAtSecondOrderToo() {
    double second =
        hessian(
            (Real y) ->
                sum(
                    map(
                        fwddiff((Real x) -> counter.saw(x.times(y)).square(), Strategy.SINGLE_PASS),
                        vec(1, 2, 3))),
            5.0);
    assertThat(second).isEqualTo(28);
    counter.calls();
    gradient(
        (Real z) ->
            gradient(
                (Real y) ->
                    sum(
                        map(
                            fwddiff(
                                (Real x) -> counter.saw(x.times(y)).square(), Strategy.SINGLE_PASS),
                            vec(1, 2, 3))),
                z),
        5.0);
    assertThat(counter.calls()).hasSize(3);
  }

  @Test
  void onePassServesThreeArgumentsAndTwoCaptures() {
    var gradient =
        gradient(
            (Real a, Real b, RealVector others) -> {
              Real d = others.get(0);
              Real e = others.get(1);
              Function3<Real, Real, Real, Real> f =
                  (x, y, z) -> counter.saw(x.times(d)).plus(y.times(e)).plus(z.times(x));
              return fwddiff(f, Strategy.SINGLE_PASS).apply(a, b, others.get(2));
            },
            real(2),
            real(3),
            vec(5, 7, 11));
    assertThat(counter.calls()).containsExactly("dual");
    assertThat(gradient._1.value()).isEqualTo(16);
    assertThat(gradient._2.value()).isEqualTo(7);
    assertThat(gradient._3.toArray()).containsExactly(2, 3, 2);
  }

  static Stream<Arguments> widths() {
    return Stream.of(
        Arguments.of(1, 1),
        Arguments.of(8, 1),
        Arguments.of(9, 2),
        Arguments.of(16, 2),
        Arguments.of(17, 3),
        Arguments.of(40, 5));
  }

  @ParameterizedTest(name = "{0} components, {1} passes")
  @MethodSource("widths")
  void wideNodesTakeAPassPerEightComponents(int components, int passes) {
    double[] at = NodeProgram.Data.of(components);
    Function1<RealVector, Real> f = v -> counter.saw(sum(v.times(v)));
    double[] expected = vec(at).times(2).toArray();
    assertThat(gradient((RealVector v) -> fwddiff(f, Strategy.SINGLE_PASS).apply(v), at))
        .containsExactly(expected, within(1e-14));
    assertThat(counter.calls()).isEqualTo(times(0, passes));
    assertThat(gradient((RealVector v) -> fwddiff(f, Strategy.RECOMPUTE).apply(v), at))
        .containsExactly(expected, within(1e-14));
    assertThat(counter.calls()).isEqualTo(times(1, passes));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aHeldArgumentMayLeaveTheAlgebra(Strategy strategy) {
    Function2<Real, Real, Real> f = (x, k) -> x.times(k.value());
    Function2<Real, Real, Real> held = fwddiff(f, strategy, holding(2));
    var both = gradient((x, k) -> held.apply(x, k.times(2)), real(3), real(5));
    assertThat(both._1.value()).isEqualTo(10);
    assertThat(both._2.value()).isZero();
    var mapped = gradient((x, k) -> sum(map(held, x, k)), vec(1, 2), vec(3, 4));
    assertThat(mapped._1.toArray()).containsExactly(3, 4);
    assertThat(mapped._2.toArray()).containsExactly(0, 0);
    var rule = rrule(held, real(3), real(5)).get().pullback().apply(real(1));
    assertThat(rule._2.natural().value()).isEqualTo(5);
    assertThat(rule._3.forced()).isInstanceOf(Tangent.NoTangent.class);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aHeldArgumentMayLeaveTheAlgebraInALongMap(Strategy strategy) {
    Function2<Real, Real, Real> held =
        fwddiff((Real x, Real k) -> x.times(k.value()), strategy, holding(2));
    double[] data = NodeProgram.Data.of(20);
    var mapped = gradient((x, k) -> sum(map(held, x, k)), vec(data), vec(data));
    assertThat(mapped._1.toArray()).containsExactly(data);
    assertThat(mapped._2.toArray()).containsOnly(0);
  }

  @Test
  void aHeldArgumentIsConstantWhereTheNodeIsInlined() {
    RealVector wide = vec(NodeProgram.Data.of(12));
    Function2<RealVector, Real, Real> ofWide =
        fwddiff((RealVector x, Real k) -> x.sum().times(k.value()), holding(2));
    assertThat(gradient(ofWide, wide, real(3))._2.value()).isZero();
    var mapped =
        gradient((x, k) -> sum(map(ofWide, Batch.of(List.of(x, x)), same(k))), wide, real(3));
    assertThat(mapped._1.toArray()).containsOnly(6);
    assertThat(mapped._2.value()).isZero();
    Function2<Real, Real, Real> held = fwddiff((x, k) -> x.times(k), holding(2));
    RealVector many = vec(NodeProgram.Data.of(40));
    var recorded = gradient((x, k) -> sum(map(y -> held.apply(y, k), x)), many, real(3));
    assertThat(recorded._1.toArray()).containsOnly(3);
    assertThat(recorded._2.value()).isZero();
  }

  @Test
  void holdingNamesAnArgumentThatThereIs() {
    assertThatThrownBy(() -> fwddiff((Real x) -> x, holding(2)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("holding(2)")
        .hasMessageContaining("the function has 1");
  }

  @Test
  void workForUnwantedArgumentsIsNotDone() {
    Function2<Real, RealVector, Real> f = (x, v) -> counter.saw(x).times(sum(v));
    Function2<Real, RealVector, Real> node = fwddiff(f, Strategy.SINGLE_PASS);
    RealVector wide = vec(NodeProgram.Data.of(80));
    rrule(node, real(2), wide);
    assertThat(counter.calls()).hasSize(11);
    Rrule2<Real, RealVector, Real> r =
        rrule(RuleContext.plain().without(2), node, real(2), wide).get();
    assertThat(counter.calls()).hasSize(1);
    assertThat(r.pullback().apply(real(1))._2.natural().value())
        .isEqualTo(sum(wide).value(), within(1e-12));
    assertThat(r.pullback().apply(real(1))._3.forced()).isInstanceOf(Tangent.NoTangent.class);
  }

  @Test
  void thunksRunAtMostOnceAndNeverUnasked() {
    Function2<Real, Real, Real> f = (x, y) -> counter.saw(x).times(y);
    Pullback2<Real, Real, Real> pullback =
        rrule(fwddiff(f, Strategy.RECOMPUTE), real(2), real(3)).get().pullback();
    assertThat(counter.calls()).containsExactly("number");
    var tangents = pullback.apply(real(1));
    assertThat(counter.calls()).isEmpty();
    assertThat(tangents._2.natural().value()).isEqualTo(3);
    assertThat(counter.calls()).containsExactly("dual");
    assertThat(tangents._2.natural().value()).isEqualTo(3);
    assertThat(tangents._3.natural().value()).isEqualTo(2);
    assertThat(counter.calls()).isEmpty();
  }

  @Test
  void anEmptyBatchCallsNothing() {
    assertThat(gradient((RealVector v) -> sum(map(fwddiff(square), v)), vec()).size()).isZero();
    assertThat(counter.calls()).isEmpty();
  }
}
