package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Nodes of different strategies in each other, narrow and wide, under every way to a Hessian;
/// expected are finite differences of a gradient without nodes.
class HigherOrderTests {
  /// A function whose outer and inner nodes are wrapped in the given ways.
  interface Nested extends Function2<Nodes, Nodes, Function1<RealVector, Real>> {}

  private static Real wave(RealVector v) {
    Real sum = real(0);
    for (int i = 0; i < v.size(); i++)
      sum = sum.plus(sin(v.get(i).times(v.get((i + 1) % v.size()))).times(1 + i % 2));
    return sum;
  }

  private static final Map<String, Nested> FUNCTIONS =
      Map.of(
          "a node of a node",
          (outer, inner) -> outer.node(inner.node(HigherOrderTests::wave)),
          "a node in a node, with captures of both",
          (outer, inner) ->
              v ->
                  outer.call(
                      v.sum(),
                      s ->
                          s.square()
                              .times(inner.call(v.get(0), x -> exp(x.times(s)).times(v.get(1))))),
          "a map in a node",
          (outer, inner) ->
              outer.node(v ->
                  inner.sumOf(v, x -> x.square().times(v.get(0)).plus(sin(x.times(v.get(1)))))),
          "a node in a map",
          (outer, inner) ->
              v ->
                  outer.sumOf(
                      v.times(v.get(0)), x -> inner.call(x, v.get(1), (a, b) -> tanh(a.times(b)))),
          "a gradient in a node",
          (outer, inner) ->
              outer.node(
                  v -> sum(gradient(u -> inner.node(HigherOrderTests::wave).apply(u), v).square())),
          "a forward gradient in a node",
          (outer, inner) ->
              outer.node(
                  v -> sum(Forward.gradient(inner.node(HigherOrderTests::wave), v).times(v))));

  static Stream<Arguments> functions() {
    return FUNCTIONS.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(3, 11).map(size -> Arguments.of(name, size)));
  }

  private static Map<String, RealMatrix> hessians(Function1<RealVector, Real> f, RealVector at) {
    Map<String, RealMatrix> all = new LinkedHashMap<>();
    all.put("hessian", hessian(f, at));
    all.put("forward over forward", Forward.hessian(f, at));
    all.put("forward over tape", Forward.jacobian(v -> gradient(f, v), at));
    all.put("tape over forward", jacobian(v -> Forward.gradient(f, v), at));
    all.put("tape over tape", jacobian(v -> gradient(f, v), at));
    return all;
  }

  @ParameterizedTest(name = "{0}, {1} components")
  @MethodSource("functions")
  void everyWayToAHessianIsTheSame(String name, int size) {
    Nested nested = Objects.requireNonNull(FUNCTIONS.get(name));
    RealVector at = vec(NodeProgram.Data.of(size));
    Function1<RealVector, Real> plain = nested.apply(Nodes.NONE, Nodes.NONE);
    double[][] expected = Derivatives.differences(x -> Forward.gradient(plain, x), at.toArray());
    double largest =
        Stream.of(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().getAsDouble();
    for (Strategy outer : Strategy.values()) {
      for (Strategy inner : Strategy.values()) {
        Function1<RealVector, Real> f =
            nested.apply(Nodes.valueOf(outer.name()), Nodes.valueOf(inner.name()));
        hessians(f, at)
            .forEach((way, hessian) -> {
              for (int i = 0; i < size; i++)
                assertThat(hessian.toArray()[i])
                    .as("%s, %s in %s, row %s", way, inner, outer, i)
                    .containsExactly(expected[i], within(1e-8 * Math.max(10, largest)));
            });
      }
    }
  }

  /// `fwddiff(fwddiff(f))` three deep, and derivatives to the fourth order of `sin(2x)`.
  @ParameterizedTest
  @MethodSource("strategies")
  void nodesOfNodesToTheFourthOrder(Strategy a, Strategy b) {
    Function1<Real, Real> f =
        fwddiff(fwddiff(fwddiff((Real x) -> sin(x.times(2)), a), b), Strategy.AUTO);
    double x = 0.3;
    double[] expected = {
      Math.sin(2 * x),
      2 * Math.cos(2 * x),
      -4 * Math.sin(2 * x),
      -8 * Math.cos(2 * x),
      16 * Math.sin(2 * x)
    };
    for (int order = 0; order < expected.length; order++) {
      for (var modes : Derivatives.nestings(order)) {
        Real actual =
            Derivatives.nested(
                modes, steps -> f.apply(steps.stream().reduce(real(x), Real::plus)), List.of());
        assertThat(actual.value()).as("%s", modes).isCloseTo(expected[order], within(1e-12));
      }
    }
  }

  static Stream<Arguments> strategies() {
    return Stream.of(Strategy.values())
        .flatMap(a -> Stream.of(Strategy.values()).map(b -> Arguments.of(a, b)));
  }
}
