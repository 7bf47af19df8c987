package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.concat;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.log;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.record;
import static dev.mixtape.tape.Mixtape.sqrt;
import static dev.mixtape.tape.Mixtape.stackRows;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of array operations at kinks and beside infinite slopes, where all modes answer the
/// documented value.
class ArrayEdgeTests {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static void assertGradient(
      Function1<RealVector, Real> f, RealVector at, double... expected) {
    assertThat(gradient(f, at).toArray()).as("tape").containsExactly(expected);
    assertThat(Forward.gradient(f, at).toArray()).as("forward").containsExactly(expected);
  }

  /// Functions that use only a part of `sqrt(v)`, whose other entries have an infinite slope, and
  /// their gradients at (0, 1, 4).
  static Stream<Arguments> parts() {
    return Stream.of(
        part("get", v -> v.get(1), 0, 0.5, 0),
        part("get twice", v -> v.get(1).plus(v.get(2)), 0, 0.5, 0.25),
        part("slice", v -> v.slice(1, 3).sum(), 0, 0.5, 0.25),
        part("gather", v -> v.gather(2, 2, 1).sum(), 0, 0.5, 0.5),
        part("reversed", v -> v.reversed().get(0), 0, 0, 0.25),
        part("concat", v -> concat(vec(7), v).get(2), 0, 0.5, 0),
        part("reshape", v -> v.reshape(3, 1).get(1, 0), 0, 0.5, 0),
        part("row", v -> v.reshape(3, 1).row(2).sum(), 0, 0, 0.25),
        part("column", v -> v.reshape(1, 3).column(2).sum(), 0, 0, 0.25),
        part("columns", v -> v.reshape(1, 3).sliceColumns(1, 3).sum(), 0, 0.5, 0.25),
        part("transpose", v -> v.inEveryRow(2).transpose().get(1, 0), 0, 0.5, 0),
        part("diagonal matrix", v -> RealMatrix.ofDiagonal(v).get(1, 1), 0, 0.5, 0),
        part("diagonal", v -> v.inEveryRow(3).diagonal().get(1), 0, 0.5, 0),
        part("in every row", v -> v.inEveryRow(2).get(1, 2), 0, 0, 0.25),
        part("in every column", v -> v.inEveryColumn(2).get(1, 1), 0, 0.5, 0),
        part("row sums", v -> v.reshape(3, 1).rowSums().get(1), 0, 0.5, 0),
        part("column sums", v -> v.reshape(1, 3).columnSums().get(2), 0, 0, 0.25),
        part("stacked", v -> stackRows(v, v.square()).get(0, 1), 0, 0.5, 0),
        part("beside", v -> v.reshape(3, 1).beside(v.reshape(3, 1)).get(1, 1), 0, 0.5, 0),
        part("max", v -> v.max(), 0, 0, 0.25),
        part("cumsum backward", v -> v.reversed().cumsum().get(1), 0, 0.5, 0.25),
        part("cumprod", v -> v.reversed().cumprod().get(1), 0, 1, 0.25),
        part(
            "rows apart",
            v -> stackRows(v.slice(0, 1), v.slice(1, 2)).rowLogSumExp().get(1),
            0,
            0.5,
            0));
  }

  private static Arguments part(String name, Function1<RealVector, Real> f, double... expected) {
    return Arguments.of(name, f, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void whatIsNotUsedIsAnExactZero(String name, Function1<RealVector, Real> f, double[] expected) {
    assertGradient(v -> f.apply(sqrt(v)), vec(0, 1, 4), expected);
    Function1<RealVector, Real> bent = v -> f.apply(sqrt(v)).square();
    double[] second = Forward.hessian(bent, vec(0, 1, 4)).asVector().toArray();
    assertThat(second).doesNotContain(NAN, INFINITY);
    Stream.of(
            hessian(bent, vec(0, 1, 4)),
            jacobian((RealVector v) -> gradient(bent, v), vec(0, 1, 4)),
            jacobian((RealVector v) -> Forward.gradient(bent, v), vec(0, 1, 4)))
        .forEach(h -> assertThat(h.asVector().toArray()).containsExactly(second, within(1e-14)));
  }

  /// A point may have structural zeros of its own, from the gradient that it was; they move like
  /// other numbers.
  @Test
  void aGradientIsAPointLikeOthers() {
    RealVector at = gradient((RealVector v) -> v.get(1), vec(1, 2, 3));
    assertThat(at).isEqualTo(vec(0, 1, 0));
    Function1<RealVector, Real> f = v -> v.slice(0, 2).cumsum().reversed().plus(1).prod();
    RealVector expected = vec(3, 1, 0);
    assertThat(gradient(f, at)).isEqualTo(expected).isEqualTo(Forward.gradient(f, at));
    assertThat(hessian(f, at)).isEqualTo(hessian(f, vec(0, 1, 0)));
    assertThat(jacobian((RealVector v) -> gradient(f, v), at)).isEqualTo(hessian(f, at));
    assertThat(jacobian((RealVector v) -> Forward.gradient(f, v), at)).isEqualTo(hessian(f, at));
    assertThat(
            gradient(
                (RealVector v) -> map(Mixtape.fwddiff(f), v.inEveryRow(2).eachRow()).get(0), at))
        .isEqualTo(expected);
  }

  @Test
  void aScalarBesideAnInfiniteSlopeDoesNotMoveIt() {
    Function1<RealVector, Real> f = v -> sqrt(vec(v.get(0), v.get(1))).get(1);
    assertGradient(f, vec(0, 4), 0, 0.25);
    assertGradient(v -> vec(INFINITY, 1).dot(v), vec(1, 2), INFINITY, 1);
  }

  @Test
  void theNormIsFlatAtTheOrigin() {
    assertGradient(RealVector::norm, vec(0, 0), 0, 0);
    assertThat(hessian(RealVector::norm, vec(0, 0)).toArray())
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
    assertGradient(RealVector::standardDeviation, vec(3, 3), 0, 0);
    assertGradient(RealVector::norm, vec(NAN, 1), NAN, NAN);
  }

  @Test
  void theFirstOfEqualEntriesIsTheLargest() {
    assertGradient(RealVector::max, vec(1, 3, 3), 0, 1, 0);
    assertGradient(RealVector::min, vec(3, 1, 1), 0, 1, 0);
    assertGradient(RealVector::max, vec(1, NAN, 3), 0, 1, 0);
    assertThat(vec(1, NAN, 3).max().value()).isNaN();
    assertThat(vec(1, 3, 3).argmax()).isEqualTo(1);
    assertThat(vec(0.0, -0.0).argmin()).isZero();
  }

  @Test
  void infinitiesInLogSpace() {
    assertGradient(RealVector::logSumExp, vec(-INFINITY, 2), 0, 1);
    assertGradient(RealVector::logSumExp, vec(INFINITY, 2), 1, 0);
    assertGradient(RealVector::logSumExp, vec(-INFINITY), 1);
    assertGradient(RealVector::logSumExp, vec(-INFINITY, -INFINITY), NAN, NAN);
    assertGradient(RealVector::logSumExp, vec(INFINITY, INFINITY, 1), NAN, NAN, 0);
    assertThat(hessian(RealVector::logSumExp, vec(-INFINITY, 2)).toArray())
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
  }

  @Test
  void thirdDerivativesOfAProductWithZeros() {
    Function1<Real, Real> f = x -> vec(x, x, x, real(5)).prod();
    for (List<Derivatives.Mode> nesting : Derivatives.nestings(3)) {
      Real third = Derivatives.nested(nesting, steps -> f.apply(sum(steps)), List.of());
      assertThat(third.value()).as("%s", nesting).isEqualTo(30);
    }
  }

  private static Real sum(List<Real> steps) {
    Real sum = real(0);
    for (Real step : steps) sum = sum.plus(step);
    return sum;
  }

  /// Which entry is largest is a decision, and a graph notices that it would go another way.
  @Test
  void argmaxIsAGuard() {
    Function1<RealVector, Real> f = v -> v.get(v.argmax()).times(v.argmax() + 1);
    Graph graph = record(f, vec(1, 3, 2));
    assertThat(replayed(graph, vec(0, 5, 5))).isEqualTo(f.apply(vec(0, 5, 5)).value());
    for (RealVector other : List.of(vec(4, 3, 2), vec(3, 3, 2), vec(1, 2, 3)))
      assertThat(replayed(graph, other)).isEqualTo(f.apply(other).value());
  }

  private static double replayed(Graph graph, RealVector at) {
    return graph
        .bind(graph.inputs().keySet().iterator().next(), at)
        .run()
        .real(graph.outputs().iterator().next())
        .value();
  }

  @Test
  void whichEntryIsLargestIsDecidedAgainInAReplay() {
    Graph graph =
        record((RealVector v) -> gradient(RealVector::max, v).dot(vec(1, 2, 3)), vec(1, 3, 2));
    assertThat(replayed(graph, vec(9, 3, 2))).isEqualTo(1);
    Graph forward =
        record(
            (RealVector v) -> Forward.gradient(RealVector::max, v).dot(vec(1, 2, 3)), vec(1, 3, 2));
    assertThat(replayed(forward, vec(1, 3, 7))).isEqualTo(3);
  }

  @Test
  void naNHasNoPlaceInAnOrder() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> vec(1, NAN).argmax())
        .withMessage("argmax: NaN has no place in an order, but was entry 1 of 2");
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> gradient((RealVector v) -> v.get(v.argmin()), vec(NAN)))
        .withMessageContaining("argmin");
  }

  @Test
  void rowsAreMappedAsAnyBatch() {
    RealMatrix a = RealMatrix.of(20, 3, (i, j) -> real(0.1 * i - j));
    RealMatrix direct = gradient((RealMatrix m) -> m.rowLogSumExp().square().sum(), a);
    RealMatrix mapped =
        gradient(
            (RealMatrix m) -> Mixtape.sum(map(row -> row.logSumExp().square(), m.eachRow())), a);
    for (int i = 0; i < 20; i++)
      for (int j = 0; j < 3; j++)
        assertThat(mapped.get(i, j).value()).isCloseTo(direct.get(i, j).value(), within(1e-14));
    assertThat(stackRows(a.eachRow())).isEqualTo(a);
  }

  /// Loops over entries, columns and slices, and vectors made of many reals, so long that a
  /// quadratic sweep would not end.
  @Test
  void loopsOverEntriesAreLinear() {
    int size = 200_000;
    RealVector at = RealVector.linspace(1, 2, size);
    RealVector entries =
        gradient(
            v -> {
              Real sum = real(0);
              for (int i = 0; i < size; i++)
                sum = sum.plus(v.get(i).times(v.slice(i, i + 1).get(0)));
              return sum;
            },
            at);
    assertThat(entries).isEqualTo(at.times(2));
    RealVector collected =
        gradient(
            v -> {
              List<Real> reals = new ArrayList<>();
              for (int i = 0; i < size; i++) reals.add(v.get(i).square());
              return log(vec(reals)).sum();
            },
            at);
    assertThat(collected.get(0).value()).isCloseTo(2, within(1e-15));
    RealMatrix turned =
        gradient(
            (RealMatrix m) ->
                IntStream.range(0, m.columns())
                    .mapToObj(j -> m.column(j).sum().times(j))
                    .reduce(real(0), Real::plus),
            at.reshape(4, size / 4));
    assertThat(turned.get(3, 7).value()).isEqualTo(7);
  }
}
