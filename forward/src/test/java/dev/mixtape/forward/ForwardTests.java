package dev.mixtape.forward;

import static dev.mixtape.algebra.Algebra.cos;
import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.map;
import static dev.mixtape.algebra.Algebra.mat;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sin;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.FiniteDifferences;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardTests {
  private static final double CLOSE = 1e-8;

  enum Link {
    LOG,
    IDENTITY
  }

  record Inner(Real theta, RealVector w) {}

  record Outer(Link link, Inner inner, RealMatrix m, int times) {}

  record Point(Real x, Real y) {}

  private static final Outer OUTER =
      new Outer(
          Link.LOG, new Inner(real(0.5), vec(1, -2)), mat(new double[][] {{1, 2}, {3, 4}}), 2);

  private static Real loss(Outer o) {
    Real linear = o.m().matvec(o.inner().w()).sum().times(o.inner().theta());
    Real linked = o.link() == Link.LOG ? exp(linear.times(0.1)) : linear;
    return linked.times(o.times()).plus(o.inner().theta().square());
  }

  /// [#loss] of the seven reals in the order of the components.
  private static double loss(double[] p) {
    double linear = p[0] * (p[3] * p[1] + p[4] * p[2] + p[5] * p[1] + p[6] * p[2]);
    return 2 * Math.exp(0.1 * linear) + p[0] * p[0];
  }

  private static final double[] OUTER_NUMBERS = {0.5, 1, -2, 1, 2, 3, 4};

  /// Neighbours multiply, so every second derivative beside the diagonal is there.
  private static Real ring(RealVector v) {
    Real sum = real(0);
    for (int i = 0; i < v.size(); i++)
      sum = sum.plus(sin(v.get(i)).times(v.get((i + 1) % v.size())));
    return sum.plus(sum.square().times(0.1));
  }

  private static double ring(double[] v) {
    return ring(vec(v)).value();
  }

  private static double[] points(int size) {
    return IntStream.range(0, size).mapToDouble(i -> 0.3 + 0.17 * i - 0.01 * i * i).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20})
  void gradientAtChunkBoundaries(int size) {
    double[] x = points(size);
    assertThat(Forward.gradient(ForwardTests::ring, x))
        .containsExactly(FiniteDifferences.gradient(ForwardTests::ring, x), within(CLOSE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20})
  void jacobianAtChunkBoundaries(int size) {
    Function1<RealVector, RealVector> f = v -> exp(v.times(0.1)).times(ring(v));
    double[] x = points(size);
    Tuple2<RealVector, RealMatrix> both = Forward.withJacobian(f, vec(x));
    double[][] expected = FiniteDifferences.jacobian(y -> f.apply(vec(y)).toArray(), x);
    assertThat(both._1.toArray()).containsExactly(f.apply(vec(x)).toArray());
    close(both._2, expected);
    close(Forward.jacobian(f, vec(x)), expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20})
  void hessianAtChunkBoundaries(int size) {
    double[] x = points(size);
    Tuple2<Real, RealMatrix> both = Forward.withHessian(ForwardTests::ring, vec(x));
    assertThat(both._1.value()).isEqualTo(ring(x));
    close(
        both._2,
        FiniteDifferences.jacobian(y -> FiniteDifferences.gradient(ForwardTests::ring, y), x),
        1e-6);
  }

  private static void close(RealMatrix actual, double[][] expected) {
    close(actual, expected, CLOSE);
  }

  private static void close(RealMatrix actual, double[][] expected, double tolerance) {
    assertThat(actual.rows()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++)
      assertThat(actual.toArray()[i]).containsExactly(expected[i], within(tolerance));
  }

  @Test
  void noInputsNoDirections() {
    assertThat(Forward.gradient(v -> v.sum().plus(1), vec()).toArray()).isEmpty();
    assertThat(Forward.jacobian(v -> v.times(2), vec()).toArray()).isEmpty();
  }

  @Test
  void derivativesOfReals() {
    assertThat(Forward.derivative(x -> x.times(x).plus(1), 3)).isEqualTo(6);
    Tuple2<Real, Real> both = Forward.withDerivative(x -> x.times(x).plus(1), real(3));
    assertThat(both._1.value()).isEqualTo(10);
    assertThat(both._2.value()).isEqualTo(6);
  }

  @Test
  void derivativesOfVectorsAndMatrices() {
    RealVector slope = Forward.derivative(t -> vec(1, 2, 3).times(t.square()), real(2));
    assertThat(slope.toArray()).containsExactly(4, 8, 12);
    RealMatrix m = mat(new double[][] {{1, 2}, {3, 4}});
    Tuple2<RealMatrix, RealMatrix> both = Forward.withDerivative(t -> m.times(t), real(5));
    assertThat(both._1.toArray()).isDeepEqualTo(new double[][] {{5, 10}, {15, 20}});
    assertThat(both._2.toArray()).isDeepEqualTo(m.toArray());
  }

  @Test
  void gradientInAMatrix() {
    RealMatrix m = mat(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tuple2<Real, RealMatrix> both =
        Forward.withGradient(a -> a.matvec(vec(1, -1, 2)).dot(vec(3, 4)), m);
    assertThat(both._1.value()).isEqualTo(5 * 3 + 11 * 4);
    assertThat(both._2.toArray()).isDeepEqualTo(new double[][] {{3, -3, 6}, {4, -4, 8}});
    assertThat(Forward.gradient(a -> a.get(1, 2).square(), m).get(1, 2).value()).isEqualTo(12);
  }

  @Test
  void gradientInANestedRecord() {
    double[] expected = FiniteDifferences.gradient(ForwardTests::loss, OUTER_NUMBERS);
    Tuple2<Real, Tangent<Outer>> both = Forward.withGradient(ForwardTests::loss, OUTER);
    assertThat(both._1.value()).isCloseTo(loss(OUTER_NUMBERS), within(CLOSE));
    Tangent<Outer> gradient = both._2;
    assertThat(gradient.get(o -> o.inner().theta()).value()).isCloseTo(expected[0], within(CLOSE));
    assertThat(gradient.part(Outer::inner).get(Inner::w).toArray())
        .containsExactly(new double[] {expected[1], expected[2]}, within(CLOSE));
    close(
        gradient.get(Outer::m),
        new double[][] {{expected[3], expected[4]}, {expected[5], expected[6]}});
  }

  @Test
  void jacobianAndHessianInARecordGoLeafByLeaf() {
    close(
        Forward.jacobian((Outer o) -> vec(1, 2).times(loss(o)), OUTER),
        FiniteDifferences.jacobian(p -> new double[] {loss(p), 2 * loss(p)}, OUTER_NUMBERS));
    close(
        Forward.hessian((Outer o) -> loss(o), OUTER),
        FiniteDifferences.jacobian(
            p -> FiniteDifferences.gradient(ForwardTests::loss, p), OUTER_NUMBERS),
        1e-6);
  }

  @Test
  void derivativesInATuple() {
    Tuple2<Real, RealVector> at = Tuple.of(real(2), vec(3, 4));
    Function1<Tuple2<Real, RealVector>, Real> f = t -> t._1.square().times(t._2.sum());
    Tangent<Tuple2<Real, RealVector>> gradient = Forward.gradient(f, at);
    assertThat(gradient.get(t -> t._1).value()).isEqualTo(28);
    assertThat(gradient.natural()._2.toArray()).containsExactly(4, 4);
    close(Forward.hessian(f, at), new double[][] {{14, 4, 4}, {4, 0, 0}, {4, 0, 0}});
    close(
        Forward.jacobian((Tuple2<Real, RealVector> t) -> t._2.times(t._1), at),
        new double[][] {{3, 2, 0}, {4, 0, 2}});
    assertThat(Forward.withGradient(f, at)._1.value()).isEqualTo(28);
  }

  @Test
  void gradientInABatch() {
    Batch<Point> points =
        Batch.of(List.of(new Point(real(1), real(2)), new Point(real(3), real(4))));
    Tuple2<Real, Tangent<Batch<Point>>> both =
        Forward.withGradient((Batch<Point> b) -> sum(map(p -> p.x().times(p.y()), b)), points);
    assertThat(both._1.value()).isEqualTo(14);
    assertThat(Tangent.column(both._2, Point::x).toArray()).containsExactly(2, 4);
    assertThat(Tangent.column(both._2, Point::y).toArray()).containsExactly(1, 3);
  }

  @Test
  void higherOrdersToFour() {
    double x = 0.7;
    Function1<Real, Real> f = t -> sin(t.times(2)).times(t);
    assertThat(Forward.hessian(f, x))
        .isCloseTo(4 * Math.cos(2 * x) - 4 * x * Math.sin(2 * x), within(1e-13));
    assertThat(derivative(f, 4, real(x)).value())
        .isCloseTo(-32 * Math.cos(2 * x) + 16 * x * Math.sin(2 * x), within(1e-12));
    assertThat(IntStream.rangeClosed(1, 4).mapToDouble(n -> quintic(n)))
        .containsExactly(80.0, 160.0, 240.0, 240.0);
  }

  private static double quintic(int order) {
    return derivative(t -> pow(t, 5), order, real(2)).value();
  }

  private static Real derivative(Function1<Real, Real> f, int order, Real x) {
    if (order == 0) return f.apply(x);
    return derivative(y -> Forward.derivative(f, y), order - 1, x);
  }

  @Test
  void fourthOrderInSeveralDirections() {
    // ∂⁴/∂a∂b∂c∂d of abcd + sin(abcd) as a Hessian of a Hessian's entry.
    RealMatrix outer =
        Forward.hessian(
            v -> {
              Function1<RealVector, Real> inner =
                  w -> {
                    Real p = v.get(0).times(v.get(1)).times(w.get(0)).times(w.get(1));
                    return p.plus(sin(p));
                  };
              return Forward.hessian(inner, vec(3, 4)).get(0, 1);
            },
            vec(1, 2));
    double p = 24;
    double expected =
        1 + Math.cos(p) - 7 * p * Math.sin(p) - 6 * p * p * Math.cos(p) + p * p * p * Math.sin(p);
    assertThat(outer.get(0, 1).value()).isCloseTo(expected, within(1e-8));
  }

  @Test
  void directionsThatDoNotMoveStayZeroBesidePoles() {
    assertThat(Forward.gradient(v -> sum(sqrt(v)), vec(0, 1, 4)).toArray())
        .containsExactly(Double.POSITIVE_INFINITY, 0.5, 0.25);
    assertThat(Forward.hessian(v -> sum(sqrt(v)), vec(0, 1, 4)).toArray())
        .isDeepEqualTo(
            new double[][] {{Double.NEGATIVE_INFINITY, 0, 0}, {0, -0.25, 0}, {0, 0, -0.03125}});
    assertThat(Forward.gradient(v -> pow(v.get(0), v.get(1)), vec(-2, 3)).get(0).value())
        .isEqualTo(12);
    assertThat(
            Forward.gradient(
                    (Tuple2<RealVector, RealVector> t) -> sum(pow(t._1, t._2)),
                    Tuple.of(vec(-2, 2), vec(3, 2)))
                .get(t -> t._1)
                .toArray())
        .containsExactly(12, 4);
  }

  @Test
  void whatDoesNotDependHasAZero() {
    assertThat(Forward.derivative(x -> real(3), 2)).isZero();
    assertThat(Forward.gradient(v -> cos(real(1)), vec(1, 2)).toArray()).containsExactly(0, 0);
  }

  @Test
  void capturedValuesKeepTheirDerivatives() {
    double slope =
        Forward.derivative(x -> Forward.derivative(y -> x.times(x).times(y), real(1)), 3);
    assertThat(slope).isEqualTo(6);
  }
}
