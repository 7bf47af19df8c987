package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple0;
import io.vavr.Tuple3;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Results of any structure, with leaves that cannot move among them, in every strategy and
/// position, against finite differences of the flattened result.
class ResultStructureTests {
  private static final double[] AT = {0.7, -1.3, 0.4};

  enum Kind {
    NEGATIVE,
    POSITIVE,
    MISSING
  }

  record Inner(Real x, Kind kind) {}

  record Outer(
      int n, Inner inner, String label, RealVector v, boolean flag, char letter, Kind none) {}

  record Holder(Batch<Inner> batch, long count) {}

  private static Inner inner(Real x) {
    return new Inner(x.square(), x.gt(0) ? Kind.POSITIVE : Kind.NEGATIVE);
  }

  private static final Map<String, Function1<RealVector, Object>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("real", v -> v.get(0).times(v.get(1))),
          Map.entry("vector", v -> v.times(v.get(2))),
          Map.entry("matrix", v -> v.outer(v.square())),
          Map.entry("empty vector", v -> v.slice(1, 1)),
          Map.entry("empty vector beside a real", v -> Tuple.of(v.slice(0, 0), v.sum())),
          Map.entry(
              "record with static leaves",
              v ->
                  new Outer(
                      3, inner(v.get(1)), "label", v.square(), v.get(0).gt(0), 'c', Kind.MISSING)),
          Map.entry(
              "nested tuples",
              v -> Tuple.of(v.get(0), Tuple.of("a", Tuple.of(v, 7)), inner(v.get(2)))),
          Map.entry("batch of records", v -> Batch.of(List.of(inner(v.get(0)), inner(v.get(2))))),
          Map.entry(
              "batch of records of different cases",
              v -> Batch.of(List.of(inner(v.get(0)), inner(v.get(1)), inner(v.get(2))))),
          Map.entry(
              "batch in a record",
              v -> new Holder(Batch.of(List.of(inner(v.get(0)), inner(v.get(1)))), 5L)),
          Map.entry("an argument as it is", v -> Tuple.of(v, v)),
          Map.entry("nothing that moves", _ -> Tuple.of(1, "a", Kind.MISSING, true)),
          Map.entry("the empty tuple", _ -> Tuple0.instance()),
          Map.entry("a constant beside what moves", v -> Tuple.of(real(3), vec(1, 2), v.get(0))));

  private static Stream<Arguments> functions() {
    return FUNCTIONS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(f -> Nodes.all().map(n -> Arguments.of(f.getKey(), n, f.getValue())));
  }

  private static RealVector flat(Object value) {
    return Flattened.of(value).vector();
  }

  private static RealVector weights(int size) {
    return vec(IntStream.range(0, size).mapToDouble(i -> 1 + i % 3).toArray());
  }

  private static Real weighed(Object value) {
    RealVector all = flat(value);
    return all.size() == 0 ? real(0) : all.dot(weights(all.size()));
  }

  private static double[] slopes(Function1<RealVector, Real> f) {
    return Derivatives.differences(x -> new double[] {f.apply(vec(x)).value()}, AT)[0];
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("functions")
  void ofACall(String name, Nodes nodes, Function1<RealVector, Object> f) {
    Object expected = f.apply(vec(AT));
    Object actual = nodes.call(vec(AT), f);
    assertThat(Structure.of(actual)).isEqualTo(Structure.of(expected));
    assertThat(actual).hasToString(expected.toString());
    double[] slopes = slopes(v -> weighed(f.apply(v)));
    assertThat(gradient((RealVector v) -> weighed(nodes.call(v, f)), AT))
        .containsExactly(slopes, within(1e-9));
    assertThat(Forward.gradient((RealVector v) -> weighed(nodes.call(v, f)), AT))
        .containsExactly(slopes, within(1e-9));
    assertThat(gradient((RealVector v) -> weighed(nodes.call(v, u -> nodes.call(u, f))), AT))
        .as("of a node in a node")
        .containsExactly(slopes, within(1e-9));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("functions")
  void ofAMap(String name, Nodes nodes, Function1<RealVector, Object> f) {
    for (int size : new int[] {2, 20}) {
      Function1<RealVector, Batch<RealVector>> batch =
          v -> Batch.of(IntStream.range(0, size).mapToObj(i -> v.times(1 + i % 4 * 0.25)).toList());
      Batch<Object> actual = map(nodes.node(f), batch.apply(vec(AT)));
      for (int i = 0; i < size; i++) {
        Object expected = f.apply(batch.apply(vec(AT)).get(i));
        assertThat(actual.get(i)).hasToString(expected.toString());
        assertThat(Structure.of(actual.get(i))).isEqualTo(Structure.of(expected));
      }
      double[] slopes = slopes(v -> weighedAll(nodes, f, batch.apply(v), true));
      assertThat(gradient((RealVector v) -> weighedAll(nodes, f, batch.apply(v), false), AT))
          .containsExactly(slopes, within(1e-8));
    }
  }

  private static Real weighedAll(
      Nodes nodes, Function1<RealVector, Object> f, Batch<RealVector> batch, boolean looped) {
    Batch<Object> mapped = looped ? null : map(nodes.node(f), batch);
    Real sum = real(0);
    for (int i = 0; i < batch.size(); i++)
      sum = sum.plus(weighed(mapped == null ? f.apply(batch.get(i)) : mapped.get(i)));
    return sum;
  }

  static Stream<Arguments> inStrategies() {
    return FUNCTIONS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            f -> Stream.of(Strategy.values()).map(s -> Arguments.of(f.getKey(), s, f.getValue())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inStrategies")
  void ofARule(String name, Strategy strategy, Function1<RealVector, Object> f) {
    var rule = rrule(fwddiff(f, strategy), vec(AT)).get();
    Object y = rule.value();
    int size = flat(y).size();
    Tangent<Object> cotangent =
        size == 0 ? Tangent.zero(y) : Tangent.of(Flattened.of(y).unflatten(weights(size)));
    double[] slopes = slopes(v -> weighed(f.apply(v)));
    assertThat(rule.pullback().apply(cotangent)._2.natural().toArray())
        .containsExactly(slopes, within(1e-9));
  }

  /// Three arguments of different kinds, three results: each cotangent on its own.
  @ParameterizedTest
  @EnumSource
  void eachArgumentHasItsOwnCotangent(Strategy strategy) {
    Function3<Real, RealVector, Inner, Tuple3<Real, RealVector, Inner>> f =
        fwddiff(
            (x, v, p) ->
                Tuple.of(x.times(p.x), v.times(x), new Inner(v.sum().times(p.x.square()), p.kind)),
            strategy);
    var rule = rrule(f, real(2), vec(3, 4), new Inner(real(5), Kind.MISSING)).get();
    var y = rule.value();
    assertThat(y._3.kind).isEqualTo(Kind.MISSING);
    Tangent<Tuple3<Real, RealVector, Inner>> zero = Tangent.zero(y);
    var first = rule.pullback().apply(zero.with(t -> t._1, real(1)));
    assertThat(first._2.natural().value()).isEqualTo(5);
    assertThat(first._3.natural().toArray()).containsExactly(0, 0);
    assertThat(first._4.get(Inner::x).value()).isEqualTo(2);
    var second = rule.pullback().apply(zero.with(t -> t._2, vec(1, 10)));
    assertThat(second._2.natural().value()).isEqualTo(43);
    assertThat(second._3.natural().toArray()).containsExactly(2, 20);
    assertThat(second._4.get(Inner::x).value()).isZero();
    var third = rule.pullback().apply(zero.with(t -> t._3.x, real(1)));
    assertThat(third._2.natural().value()).isZero();
    assertThat(third._3.natural().toArray()).containsExactly(25, 25);
    assertThat(third._4.get(Inner::x).value()).isEqualTo(70);
  }

  /// Batches beside broadcast values: their cotangents are sums over the elements; with nothing but
  /// broadcast values there is no size.
  @ParameterizedTest
  @EnumSource
  void broadcastValuesBesideBatches(Strategy strategy) {
    Function3<Real, Inner, RealVector, Real> f =
        fwddiff((x, p, v) -> x.times(p.x).plus(v.get(1).times(x.square())), strategy);
    for (int size : new int[] {3, 20}) {
      RealVector xs = weights(size);
      double squares = xs.square().sum().value();
      var slopes =
          gradient(
              (RealVector x, Real p, RealVector v) ->
                  sum(map(f, x, same(new Inner(p, Kind.MISSING)), same(v))),
              xs,
              real(2),
              vec(3, 4));
      assertThat(slopes._1).isEqualTo(xs.times(8).plus(2));
      assertThat(slopes._2.value()).isEqualTo(xs.sum().value());
      assertThat(slopes._3.toArray()).containsExactly(0, squares);
      Batch<Inner> inners = map((Real x) -> new Inner(x, Kind.POSITIVE), xs);
      Batch<RealVector> vs = map((Real x) -> vec(x, x), xs);
      var all = rrule(mapping(f), xs, inners, vs).get().pullback().apply(xs);
      assertThat(column(all._3, Inner::x)).isEqualTo(xs.square());
    }
    assertThatThrownBy(
            () -> map(f, same(real(1)), same(new Inner(real(1), Kind.MISSING)), same(vec(1, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("call the function itself");
  }

  /// A constant function has zeros of the arguments' structure, exact ones: no infinite slope
  /// around it turns them into NaN.
  @ParameterizedTest
  @EnumSource
  void constantFunctionsHaveExactZeros(Strategy strategy) {
    Function1<Outer, Real> f = fwddiff(_ -> real(3), strategy);
    Outer at = new Outer(3, inner(real(0)), "label", vec(0, 0), true, 'c', Kind.MISSING);
    Tangent<Outer> zero = rrule(f, at).get().pullback().apply(real(1))._2;
    assertThat(zero.get(o -> o.inner().x()).value()).isZero();
    assertThat(zero.get(Outer::v).toArray()).containsExactly(0, 0);
    assertThat(gradient((Real x) -> fwddiff((Real _) -> real(3), strategy).apply(sqrt(x)), 0.0))
        .isZero();
    for (int size : new int[] {3, 20})
      assertThat(
              gradient(
                  (RealVector v) -> sum(map(fwddiff((Real _) -> real(3), strategy), sqrt(v))),
                  new double[size]))
          .containsOnly(0);
  }

  /// A constructor is a function like any other.
  @ParameterizedTest
  @EnumSource
  void constructorsAreFunctions(Strategy strategy) {
    Inner made = fwddiff(Inner::new, strategy).apply(real(2), Kind.MISSING);
    assertThat(made).isEqualTo(new Inner(real(2), Kind.MISSING));
    var rule = rrule(fwddiff(Inner::new, strategy), real(2), Kind.MISSING).get();
    var pulled = rule.pullback().apply(Tangent.zero(made).with(Inner::x, real(7)));
    assertThat(pulled._2.natural().value()).isEqualTo(7);
    assertThat(pulled._3.forced()).isInstanceOf(Tangent.NoTangent.class);
  }
}
