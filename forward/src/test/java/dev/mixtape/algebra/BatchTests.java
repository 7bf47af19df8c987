package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.map;
import static dev.mixtape.algebra.Algebra.mapToReal;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.reals;
import static dev.mixtape.algebra.Algebra.same;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mixtape.forward.Forward;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTests {
  private static final int MILLION = 1_000_000;

  private static RealVector ramp(int size) {
    return RealVector.wrapping(IntStream.range(0, size).asDoubleStream().toArray());
  }

  @Test
  void isAStructureOfArrays() {
    assertThat(Models.BATCH.size()).isEqualTo(3);
    assertThat(Models.BATCH.columns())
        .extracting(column -> column.asVector().toArray())
        .containsExactly(new double[] {1, 3, 5}, new double[] {2, 4, 6});
    assertThat(Models.BATCH.get(1).sigma().value()).isEqualTo(4);
    assertThat(Models.BATCH)
        .hasToString(
            "Batch[Gauss[mu=1.0, sigma=2.0], Gauss[mu=3.0, sigma=4.0], Gauss[mu=5.0, sigma=6.0]]");
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void ofRealsIsAVector() {
    assertThat((Batch<?>) Batch.of(List.of(real(1), real(2)))).isInstanceOf(RealVector.class);
    assertThat(reals(Batch.of(List.of())).size()).isZero();
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> reals((Batch) Models.BATCH))
        .withMessageContaining("batch of reals");
  }

  @Test
  void vectorsInsideElementsAreColumns() {
    Batch<Models.Params> batch =
        Batch.of(List.of(Models.PARAMS, new Models.Params(real(9), vec(4, 5, 6))));
    assertThat(batch.columns())
        .extracting(Value::shape)
        .containsExactly(Shape.vector(2), Shape.matrix(2, 3));
    assertThat(batch.get(1).w().toArray()).containsExactly(4, 5, 6);
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> Batch.of(List.of(vec(1), vec(1, 2))))
        .withMessageContainingAll("element 0", "vector(1)", "element 1", "vector(2)");
  }

  @Test
  void noSuchElementIsAnError() {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> Models.BATCH.get(3))
        .withMessage("no element 3 in a batch of 3");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> vec(1).get(-1))
        .withMessageContainingAll("-1", "vector(1)");
  }

  record Cased(Models.Kind kind, Real x) {}

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 40, 1000})
  void elementsKeepTheirCases(int size) {
    Batch<Cased> cased =
        map(x -> new Cased(x.gt(7) ? Models.Kind.TWO : Models.Kind.ONE, x.square()), ramp(size));
    assertThat(cased.size()).isEqualTo(size);
    RealVector back =
        mapToReal(c -> c.kind() == Models.Kind.ONE ? c.x() : c.x().unaryMinus(), cased);
    for (int i = 0; i < size; i++)
      assertThat(back.get(i).value()).isEqualTo(i > 7 ? -1.0 * i * i : 1.0 * i * i);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void sameBroadcasts(int size) {
    RealVector sums =
        mapToReal((x, g) -> g.mu().plus(x.times(g.sigma())), ramp(size), same(Models.GAUSS));
    assertThat(sums.get(2).value()).isEqualTo(5);
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> map((a, b) -> a, same(real(1)), same(real(2))))
        .withMessageContaining("call the function itself");
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> map((a, b) -> a, ramp(size), ramp(size + 1)))
        .withMessageContainingAll(size + " elements", size + 1 + "", "same(value)");
  }

  @Test
  void aMillionRecordsAreTwoArraysAndCopyNothing() {
    RealVector mu = ramp(MILLION);
    RealVector sigma = ramp(MILLION);
    Batch<Models.Gauss> batch = map(Models.Gauss::new, mu, sigma);
    assertThat(batch.columns()).containsExactly(Value.of(mu), Value.of(sigma));
    AtomicReference<Batch<Models.Gauss>> again = new AtomicReference<>();
    long bytes = Allocation.bytes(() -> again.set(map(Models.Gauss::new, mu, sigma)));
    assertThat(again.get().columns().get(0)).isSameAs(Value.of(mu));
    assertThat(bytes).isLessThan(1_000_000L);
  }

  @Test
  void aGradientInABatchIsColumnsAgain() {
    Batch<Models.Gauss> batch = map(Models.Gauss::new, ramp(100), ramp(100));
    Tangent<Batch<Models.Gauss>> gradient =
        Forward.gradient(
            (Batch<Models.Gauss> b) -> sum(mapToReal(g -> g.mu().times(g.sigma()), b)), batch);
    assertThat(Tangent.column(gradient, Models.Gauss::mu)).isEqualTo(ramp(100));
  }

  record Positive(Real scale) {
    Positive {
      Algebra.require(scale.gt(0), "scale must be positive, but was %s", scale);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 617, 1000})
  void anErrorNamesTheElement(int bad) {
    double[] scales = IntStream.range(0, 1001).mapToDouble(i -> i == bad ? -1.5 : 1 + i).toArray();
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> map(Positive::new, vec(scales)))
        .withMessage("scale must be positive, but was -1.5 (element " + bad + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void aUsersExceptionIsWrapped(int size) {
    assertThatExceptionOfType(ElementException.class)
        .isThrownBy(() ->
            map(
                x -> {
                  if (x.eq(2)) throw new IllegalStateException("two");
                  return x;
                },
                ramp(size)))
        .withMessageContainingAll("two", "(element 2)")
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 20, 300})
  void derivativesThroughMap(int size) {
    RealVector gradient =
        Forward.gradient(v -> sum(mapToReal(x -> x.gt(2) ? x.square() : x, v)), ramp(size));
    for (int i = 0; i < size; i++)
      assertThat(gradient.get(i).value()).isEqualTo(i > 2 ? 2.0 * i : 1.0);
  }
}
