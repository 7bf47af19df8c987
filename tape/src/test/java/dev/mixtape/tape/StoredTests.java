package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a pullback keeps alive, and where a node's value comes from.
class StoredTests {
  private final List<WeakReference<Value>> watched = new ArrayList<>();

  /// Watches the numbers of `x`, as long as somebody keeps them.
  private <T extends Differentiable<T>> T watched(T x) {
    watched.add(new WeakReference<>(Value.of(x).numbers()));
    return x;
  }

  /// How many of the watched arrays are still kept.
  private long kept() {
    for (int i = 0; i < 20 && alive() > 0; i++) System.gc();
    return alive();
  }

  private long alive() {
    return watched.stream().filter(reference -> reference.get() != null).count();
  }

  private RealVector steps(RealVector v) {
    RealVector x = v;
    for (int i = 0; i < 5; i++) x = watched(sin(x).times(2));
    return x;
  }

  /// A pullback of a hundred numbers, and a gradient that tells that it still works.
  private static void requirePullsBack(Rrule1<RealVector, Real> rule, RealVector expected) {
    assertThat(rule.pullback().apply(real(1))._2.natural().toArray())
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(expected.toArray());
  }

  private static final RealVector AT = linspace(0.1, 0.9, 20);

  private RealVector expected() {
    RealVector expected = gradient((RealVector v) -> sum(steps(v)), AT);
    watched.clear();
    return expected;
  }

  @Test
  void reverseModeKeepsEveryArrayOnTheWay() {
    Rrule1<RealVector, Real> rule = pullback(v -> sum(steps(v)), AT);
    assertThat(kept()).isEqualTo(5);
    requirePullsBack(rule, expected());
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"RECOMPUTE", "SINGLE_PASS"})
  void aForwardNodeKeepsNoArrayOnTheWay(Strategy strategy) {
    RealVector expected = expected();
    Rrule1<RealVector, Real> rule =
        pullback(v -> fwddiff((RealVector w) -> sum(steps(w)), strategy).apply(v), AT);
    assertThat(watched).isNotEmpty();
    assertThat(kept()).isZero();
    requirePullsBack(rule, expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"RECOMPUTE", "SINGLE_PASS"})
  void aRuleKeepsNoArrayOnTheWay(Strategy strategy) {
    RealVector expected = expected();
    var rule = rrule(fwddiff((RealVector w) -> sum(steps(w)), strategy), AT).get();
    assertThat(watched).isNotEmpty();
    assertThat(kept()).isZero();
    requirePullsBack(rule, expected);
  }

  /// A node in the middle: what it is given, and what it answers.
  private RealVector middle(RealVector v, Strategy strategy) {
    return watched(fwddiff((RealVector w) -> sin(w).times(2), strategy).apply(watched(v.times(1))));
  }

  /// A chain of nodes keeps what goes from one to the next; one node of the whole chain does not.
  @Test
  void oneRecomputedNodeAroundAChainKeepsItsInputOnly() {
    RealVector at = vec(0.1, 0.2, 0.3);
    Function1<RealVector, Real> chain =
        v -> sum(middle(middle(v, Strategy.RECOMPUTE), Strategy.RECOMPUTE));
    RealVector expected = gradient(chain, at);
    watched.clear();
    Rrule1<RealVector, Real> nodes = pullback(chain, at);
    assertThat(kept()).isEqualTo(4);
    requirePullsBack(nodes, expected);
    watched.clear();
    Rrule1<RealVector, Real> one = pullback(v -> fwddiff(chain, Strategy.RECOMPUTE).apply(v), at);
    assertThat(watched).hasSize(4);
    assertThat(kept()).isZero();
    requirePullsBack(one, expected);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aNodeWithNothingActiveKeepsNothing(Strategy strategy) {
    Rrule1<RealVector, Real> rule =
        pullback(
            v -> {
              RealVector data = watched(vec(20, i -> real(i)));
              Real norm =
                  fwddiff((RealVector d) -> sum(watched(sin(watched(d.times(1))))), strategy)
                      .apply(data);
              RealVector mapped =
                  watched((RealVector) map(fwddiff((Real d) -> d.square(), strategy), data));
              return sum(v).times(stopGradient(norm.plus(mapped.get(0))));
            },
            AT);
    assertThat(watched).hasSize(4);
    assertThat(kept()).isZero();
    assertThat(rule.value().value()).isNotZero();
  }

  /// Twenty operations over columns, of which forward mode keeps a partial and a result, and
  /// recomputing the input and the result; the tape keeps them all.
  @ParameterizedTest
  @EnumSource(
      value = Nodes.class,
      names = {"SINGLE_PASS", "RECOMPUTE", "REVERSE"})
  void bytesOfALongMap(Nodes nodes) {
    int size = 100_000;
    RealVector xs = linspace(0, 1, size);
    Function1<Real, Real> f =
        x -> {
          Real y = x;
          for (int i = 0; i < 20; i++) y = sin(y.plus(0.1));
          return y;
        };
    pullback(v -> nodes.sumOf(v, f), xs);
    long before = used();
    Rrule1<RealVector, Real> rule = pullback(v -> nodes.sumOf(v, f), xs);
    long arrays = Math.round((used() - before) / (8.0 * size));
    if (nodes == Nodes.REVERSE) {
      assertThat(arrays).isGreaterThanOrEqualTo(20);
    } else {
      assertThat(arrays).isLessThanOrEqualTo(2);
    }
    assertThat(rule.pullback().apply(real(1))._2.natural().size()).isEqualTo(size);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  static Stream<Row> rows() {
    return TableTests.rows();
  }

  /// Reusing the primal of the dual pass changes no bit of it, so that a strategy which stores
  /// partials and takes the primal from a plain call would only add the call.
  @ParameterizedTest
  @MethodSource("rows")
  void theValueIsThatOfAPlainCallToTheLastBit(Row row) throws IOException {
    for (TableTests.Point point : TableTests.points(row)) {
      RealVector at = vec(point.at());
      for (Strategy strategy : Strategy.values()) {
        Real value = withGradient(v -> fwddiff(point::apply, strategy).apply(v), at)._1;
        assertThat(value.value()).as("%s at %s", strategy, at).isEqualTo(point.apply(at).value());
      }
    }
  }

  static List<NodeProgram> programs() {
    return NodeProgram.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theValueOfAProgramIsThatOnPlainNumbersToTheLastBit(NodeProgram program) {
    RealVector at = vec(0.7, 1.3, 0.4);
    boolean isDerivative = program.name().contains("gradient");
    for (int size : IntStream.of(3, 20).limit(program.usesData() ? 2 : 1).toArray()) {
      RealVector data = vec(NodeProgram.Data.of(size));
      for (Nodes nodes : List.of(Nodes.AUTO, Nodes.SINGLE_PASS, Nodes.RECOMPUTE)) {
        Real plain = program.apply(nodes, at, data);
        Real value = withGradient((RealVector v) -> program.apply(nodes, v, data), at)._1;
        double ulps = isDerivative ? 4 * Math.ulp(plain.value()) : 0;
        assertThat(value.value()).as(nodes.name()).isCloseTo(plain.value(), within(ulps));
      }
    }
  }
}
