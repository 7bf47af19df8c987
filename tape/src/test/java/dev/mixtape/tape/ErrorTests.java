package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.ElementException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What goes wrong says what was expected, what was given, and the fix.
class ErrorTests {
  record Changing(Real x) {
    Changing(Real x) {
      this.x = x.times(2);
    }
  }

  private static final Function1<Real, Real> LEAVING = x -> real(x.value() * x.value());

  /// Leaves the algebra and hides the refusal.
  private static final Function1<Real, Real> HIDING =
      x -> {
        try {
          return LEAVING.apply(x);
        } catch (ActiveValueException hidden) {
          return real(0);
        }
      };

  /// A place where an active value is asked for its number.
  interface Place {
    Real run(Nodes nodes, Function1<Real, Real> f, RealVector v);
  }

  static Stream<Arguments> places() {
    return Stream.of(
            Arguments.of("call", (Place) (n, f, v) -> n.call(v.get(0), f)),
            Arguments.of("map", (Place) (n, f, v) -> n.sumOf(v, f)),
            Arguments.of(
                "map in map",
                (Place) (n, f, v) -> n.sumOf(v, x -> n.sumOf(vec(1, 2), y -> f.apply(x.times(y))))),
            Arguments.of(
                "capture of a map",
                (Place)
                    (n, f, v) ->
                        n.sumOf(vec(NodeProgram.Data.of(v.size())), _ -> f.apply(v.get(0)))),
            Arguments.of(
                "capture of a node", (Place) (n, f, v) -> n.call(real(1), _ -> f.apply(v.get(0)))))
        .flatMap(place ->
            Nodes.all()
                .flatMap(n ->
                    Stream.of(3, 20)
                        .map(size -> Arguments.of(place.get()[0], n, size, place.get()[1]))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2} elements")
  @MethodSource("places")
  void anActiveValueAskedForItsNumberNamesStopGradient(
      String name, Nodes nodes, int size, Place place) {
    RealVector at = vec(NodeProgram.Data.of(size));
    assertThatThrownBy(() -> gradient((RealVector v) -> place.run(nodes, LEAVING, v), at))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("stopGradient(x)");
    assertThatThrownBy(() -> Forward.gradient((RealVector v) -> place.run(nodes, LEAVING, v), at))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("stopGradient(x)");
  }

  @ParameterizedTest(name = "{0}, {1}, {2} elements")
  @MethodSource("places")
  void withStopGradientItAnswers(String name, Nodes nodes, int size, Place place) {
    RealVector at = vec(NodeProgram.Data.of(size));
    Function1<Real, Real> f = x -> x.times(stopGradient(x).value());
    double[] expected = gradient((RealVector v) -> place.run(Nodes.NONE, f, v), at).toArray();
    assertThat(gradient((RealVector v) -> place.run(nodes, f, v), at).toArray())
        .containsExactly(expected, within(1e-12));
  }

  @ParameterizedTest(name = "{0}, {1}, {2} elements")
  @MethodSource("places")
  void aHiddenRefusalIsNoSilentZero(String name, Nodes nodes, int size, Place place) {
    RealVector at = vec(NodeProgram.Data.of(size));
    double[] expected = gradient((RealVector v) -> place.run(Nodes.NONE, HIDING, v), at).toArray();
    assertThat(gradient((RealVector v) -> place.run(nodes, HIDING, v), at).toArray())
        .as("what the user's own catch answers, and the recording does not keep")
        .containsExactly(expected);
  }

  static Stream<Wrong> wrongs() {
    return Stream.of(
        new Wrong(
            "sizes that differ",
            () -> map((Real a, Real b) -> a.times(b), vec(1, 2, 3), vec(1, 2)),
            ShapeException.class,
            "same size",
            "3",
            "2",
            "same(value)"),
        new Wrong(
            "sizes that differ, with a broadcast value",
            () ->
                map(
                    (Real a, Real b, Real c) -> a.times(b).plus(c),
                    vec(1, 2, 3),
                    same(real(1)),
                    vec(1, 2)),
            ShapeException.class,
            "3",
            "2"),
        new Wrong(
            "all broadcast",
            () -> map((Real a) -> a, same(real(1))),
            ShapeException.class,
            "no size",
            "call the function itself"),
        new Wrong(
            "vectors of different sizes",
            () -> vec(1, 2).plus(vec(1, 2, 3)),
            ShapeException.class,
            "vector(2)",
            "vector(3)"),
        new Wrong(
            "a number that is no real",
            () -> map((Real a) -> 3.0, vec(1)),
            StructureException.class,
            "java.lang.Double",
            "Real.of"),
        new Wrong(
            "a result of no differentiable type",
            () -> map((Real a) -> new StringBuilder(), vec(1)),
            StructureException.class,
            "java.lang.StringBuilder",
            "Real, RealVector, RealMatrix, Batch",
            "record",
            "tuple",
            "enum"),
        new Wrong(
            "such a result of a node",
            () -> fwddiff((Real a) -> new StringBuilder()).apply(real(1)),
            StructureException.class,
            "StringBuilder",
            "record"),
        new Wrong(
            "such a result of a pullback",
            () -> pullback((Real a) -> new StringBuilder(), real(1)),
            StructureException.class,
            "StringBuilder",
            "record"),
        new Wrong(
            "an argument of no differentiable type",
            () -> gradient((a, b) -> real(1), new StringBuilder(), real(1)),
            StructureException.class,
            "StringBuilder",
            "record"),
        new Wrong(
            "an element that does not exist", () -> vec(1, 2).get(2), ShapeException.class, "2"),
        new Wrong(
            "an accessor that is no component",
            () -> gradient(e -> e.scale(), Exponential.of(2)).get(e -> e.scale().times(2)),
            StructureException.class,
            "accessor",
            "component",
            "Exponential"),
        new Wrong(
            "the natural tangent of a record",
            () -> gradient(e -> e.scale(), Exponential.of(2)).natural(),
            StructureException.class,
            "Exponential",
            "get("),
        new Wrong(
            "a record that changes a component",
            () -> gradient((Changing c) -> c.x(), new Changing(real(1))),
            StructureException.class,
            "Changing",
            "`x`",
            "factory"),
        new Wrong(
            "results of different shapes",
            () -> map((Real a) -> a.gt(1) ? vec(1, 2) : vec(1), vec(1, 2)),
            ShapeException.class,
            "element 0",
            "element 1"),
        new Wrong(
            "NaN in an order",
            () -> real(Double.NaN).compareTo(real(1)),
            DomainException.class,
            "NaN"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongs")
  void theMessageSaysWhatIsWrong(Wrong wrong) {
    wrong.mustBeRefused();
  }

  static Stream<Arguments> nodesAndSizes() {
    return Nodes.all().flatMap(n -> Stream.of(10, 1000).map(size -> Arguments.of(n, size)));
  }

  @ParameterizedTest(name = "{0}, {1} elements")
  @MethodSource("nodesAndSizes")
  void aBadElementIsNamed(Nodes nodes, int size) {
    double[] scales = new double[size];
    Arrays.fill(scales, 2);
    int bad = size * 617 / 1000;
    scales[bad] = -1.5;
    Function1<RealVector, Batch<Exponential>> model = v -> map(nodes.node(Exponential::new), v);
    String expected = "Exponential: scale must be positive, but was -1.5 (element " + bad + ")";
    assertThatThrownBy(() -> model.apply(vec(scales)))
        .isInstanceOf(DomainException.class)
        .hasMessage(expected);
    assertThatThrownBy(() ->
            gradient((RealVector v) -> sum(map(Exponential::scale, model.apply(v))), vec(scales)))
        .isInstanceOf(DomainException.class)
        .hasMessage(expected);
  }

  @ParameterizedTest(name = "{0}, {1} elements")
  @MethodSource("nodesAndSizes")
  void anExceptionOfTheUsersOwnIsWrappedWithTheElementAndKept(Nodes nodes, int size) {
    int bad = size * 617 / 1000;
    IllegalStateException own = new IllegalStateException("no luck");
    Function1<Real, Real> f =
        x -> {
          if (x.gt(bad - 0.5) && x.lt(bad + 0.5)) throw own;
          return x.square();
        };
    double[] counting = IntStream.range(0, size).asDoubleStream().toArray();
    assertThatThrownBy(() -> gradient((RealVector v) -> nodes.sumOf(v, f), vec(counting)))
        .isInstanceOf(ElementException.class)
        .hasMessageContaining("no luck")
        .hasMessageContaining("(element " + bad + ")")
        .hasRootCause(own);
  }

  @Test
  void anEmptyBatchCallsNothing() {
    AtomicInteger calls = new AtomicInteger();
    Function1<Real, Real> f =
        x -> {
          calls.incrementAndGet();
          return x;
        };
    assertThat(gradient((RealVector v) -> sum(map(f, v)), vec()).size()).isZero();
    assertThat(map(Exponential::new, vec()).size()).isZero();
    assertThat(calls).hasValue(0);
  }

  static Stream<Arguments> nodes() {
    return Nodes.all().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void naNAndInfinitiesFollowIeee(Nodes nodes) {
    Function1<RealVector, Real> f = v -> nodes.sumOf(v, x -> log(x));
    assertThat(f.apply(vec(0, 1)).value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(gradient(f, vec(0, 2)).toArray()).containsExactly(Double.POSITIVE_INFINITY, 0.5);
    assertThat(gradient(f, vec(Double.NaN, 2)).toArray()).containsExactly(Double.NaN, 0.5);
    assertThat(gradient((Real x) -> nodes.call(x, y -> ifPositive(y, log(y), real(0))), -1.0))
        .isZero();
    assertThat(gradient((Real x) -> nodes.call(x, y -> ifPositive(y, sqrt(y), y.times(3))), 0.0))
        .isEqualTo(3);
    assertThat(real(Double.NaN).gt(1) || real(Double.NaN).le(1)).isFalse();
  }
}
