package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule4;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import io.vavr.Tuple4;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The kinds of arguments, and what is answered for each.
class GradientTests {
  record Params(Real theta, RealVector w) {}

  record Outer(Params inner, Real z, int power) {
    Real loss() {
      return pow(z, power).times(inner.theta).times(sum(inner.w));
    }
  }

  private static final Outer OUTER = new Outer(new Params(real(2), vec(1, 4)), real(3), 2);

  private static double[] at(RealVector v) {
    return v.toArray();
  }

  @Test
  void oneArgumentAnswersItsOwnType() {
    Real real = gradient(x -> x.square(), real(3));
    double number = gradient(x -> x.square(), 3.0);
    RealVector vector = gradient(v -> v.get(0).times(v.get(1)), vec(2, 5));
    double[] array = gradient((RealVector v) -> v.get(0).times(v.get(1)), new double[] {2, 5});
    RealMatrix matrix =
        gradient(
            m -> m.get(0, 1).times(m.get(1, 0)), mat(new double[] {1, 2}, new double[] {3, 4}));
    assertThat(real.value()).isEqualTo(6);
    assertThat(number).isEqualTo(6);
    assertThat(at(vector)).containsExactly(5, 2);
    assertThat(array).containsExactly(5, 2);
    assertThat(matrix.toArray()).isDeepEqualTo(new double[][] {{0, 3}, {2, 0}});
  }

  @Test
  void aRecordAnswersATangentReadByAccessor() {
    Tangent<Outer> t = gradient(Outer::loss, OUTER);
    assertThat(t.get(Outer::z).value()).isEqualTo(2 * 3 * 2 * 5);
    assertThat(t.get(o -> o.inner().theta()).value()).isEqualTo(9 * 5);
    assertThat(at(t.part(Outer::inner).get(Params::w))).containsExactly(18, 18);
  }

  @Test
  void tuplesAndBatchesAnswerTangentsToo() {
    Tangent<Tuple2<Real, RealVector>> t =
        gradient(p -> p._1.times(sum(p._2)), Tuple.of(real(2), vec(1, 5)));
    assertThat(t.get(p -> p._1).value()).isEqualTo(6);
    assertThat(at(t.natural()._2)).containsExactly(2, 2);
    Batch<Params> batch =
        Batch.of(List.of(new Params(real(1), vec(1, 2)), new Params(real(3), vec(4, 5))));
    Tangent<Batch<Params>> b =
        gradient(p -> sum(map(q -> q.theta().times(q.w().get(1)), p)), batch);
    assertThat(at(column(b, Params::theta))).containsExactly(2, 5);
    assertThat(at(column(b, q -> q.theta()))).containsExactly(2, 5);
  }

  @Test
  void severalArgumentsAnswerATuple() {
    Tuple2<Real, RealVector> two = gradient((x, v) -> x.times(sum(v)), real(2), vec(1, 2));
    Tuple3<Real, Real, Real> three =
        gradient((x, y, z) -> x.times(y).plus(z), real(2), real(3), real(4));
    Tuple4<Real, Real, Real, RealVector> four =
        gradient(
            (x, y, z, v) -> x.times(y).plus(z.times(v.get(0))), real(2), real(3), real(4), vec(7));
    assertThat(two._1.value()).isEqualTo(3);
    assertThat(at(two._2)).containsExactly(2, 2);
    assertThat(three.map((x, y, z) -> Tuple.of(x.value(), y.value(), z.value())))
        .isEqualTo(Tuple.of(3.0, 2.0, 1.0));
    assertThat(four._3.value()).isEqualTo(7);
    assertThat(at(four._4)).containsExactly(4);
  }

  @Test
  void mixedKindsAnswerATupleOfTangents() {
    Tuple2<Tangent<Params>, Tangent<Real>> two =
        gradient((p, x) -> p.theta().times(x), OUTER.inner, real(7));
    assertThat(two._1.get(Params::theta).value()).isEqualTo(7);
    assertThat(two._2.natural().value()).isEqualTo(2);
    Function3<Params, Real, Integer, Real> f3 = (p, x, n) -> pow(p.theta().times(x), n);
    Tuple3<Tangent<Params>, Tangent<Real>, Tangent<Integer>> three =
        gradient(f3, OUTER.inner, real(7), 2);
    assertThat(three._2.natural().value()).isEqualTo(2 * 14 * 2);
    assertThat(three._3).isInstanceOf(Tangent.NoTangent.class);
    Function4<Params, Real, String, Real, Real> f4 =
        (p, x, s, y) -> p.theta().times(x).times(y).plus(s.length());
    assertThat(gradient(f4, OUTER.inner, real(7), "ab", real(3))._4.natural().value())
        .isEqualTo(14);
  }

  @Test
  void anArgumentWithoutInfluenceHasGradientZero() {
    assertThat(gradient(_ -> real(3), 1.0)).isZero();
    assertThat(at(gradient((RealVector _) -> real(3), vec(1, 2)))).containsExactly(0, 0);
    assertThat(gradient(o -> o.z(), OUTER).get(o -> o.inner().theta()).value()).isZero();
  }

  @Test
  void withGradientAnswersTheValueToo() {
    Tuple2<Double, Double> number = withGradient(x -> x.square(), 3.0);
    assertThat(number).isEqualTo(Tuple.of(9.0, 6.0));
    Tuple2<Real, RealVector> vector = withGradient(v -> sum(v.times(v)), vec(1, 2));
    assertThat(vector._1.value()).isEqualTo(5);
    assertThat(at(vector._2)).containsExactly(2, 4);
    assertThat(withGradient((RealVector v) -> sum(v), new double[] {1, 2})._2)
        .containsExactly(1, 1);
    assertThat(withGradient(m -> sum(m), mat(new double[] {1, 2}))._1.value()).isEqualTo(3);
    assertThat(withGradient(Outer::loss, OUTER)._1.value()).isEqualTo(90);
    assertThat(withGradient((x, y) -> x.times(y), real(2), real(3))._2._2.value()).isEqualTo(2);
    assertThat(withGradient((p, y) -> p.theta().times(y), OUTER.inner, real(3))._1.value())
        .isEqualTo(6);
  }

  @Test
  void aPullbackAnswersCapturesThenTheTangents() {
    Rrule4<Real, Real, Real, Real, RealVector> r =
        pullback(
            (a, b, c, d) -> vec(1, 2).times(a.times(b)).plus(c.times(d)),
            real(2),
            real(3),
            real(5),
            real(7));
    assertThat(at(r.value())).containsExactly(41, 47);
    var t = r.pullback().apply(vec(1, 10));
    assertThat(t._1.entries()).isEmpty();
    assertThat(t._2.natural().value()).isEqualTo(3 * 21);
    assertThat(t._5.natural().value()).isEqualTo(5 * 11);
  }

  @Test
  void aPullbackTakesAndAnswersRecords() {
    var r = pullback((Real x) -> new Params(x.square(), vec(1, 2).times(x)), real(3));
    Params value = r.value();
    assertThat(value.theta().value()).isEqualTo(9);
    Tangent<Params> cotangent =
        Tangent.zero(value).with(Params::theta, real(1)).with(Params::w, vec(10, 100));
    assertThat(r.pullback().apply(cotangent)._2.natural().value()).isEqualTo(6 + 210);
    assertThat(r.pullback().apply(value)._2.natural().value()).isEqualTo(9 * 6 + 3 + 12);
  }

  @Test
  void jacobiansHaveARowPerResultAndAColumnPerArgument() {
    double[][] expected = {{4, 1}, {0, 6}};
    Function1<RealVector, RealVector> f = v -> v.times(v).plus(vec(1, 0).times(v.get(1)));
    assertThat(jacobian(f, vec(2, 3)).toArray()).isDeepEqualTo(expected);
    assertThat(jacobian(f, new double[] {2, 3})).isDeepEqualTo(expected);
    assertThat(at(withJacobian(f, vec(2, 3))._1)).containsExactly(7, 9);
    assertThat(at(jacobian((Real x) -> vec(1, 2).times(x.square()), real(3))))
        .containsExactly(6, 12);
    assertThat(jacobian(p -> p.w().times(p.theta()), OUTER.inner).toArray())
        .isDeepEqualTo(new double[][] {{1, 2, 0}, {4, 0, 2}});
    assertThat(jacobian(t -> t._2.times(t._1), Tuple.of(real(2), vec(1, 4))).toArray())
        .isDeepEqualTo(new double[][] {{1, 2, 0}, {4, 0, 2}});
    Batch<Params> batch = Batch.of(List.of(OUTER.inner));
    assertThat(jacobian(b -> mapToReal(p -> p.theta().times(p.w().get(1)), b), batch).toArray())
        .isDeepEqualTo(new double[][] {{4, 0, 2}});
  }

  @Test
  void hessiansAreOfAllRealComponentsLeafByLeaf() {
    assertThat(hessian(x -> x.times(x.square()), 2.0)).isEqualTo(12);
    assertThat(hessian((Real x) -> x.times(x.square()), real(2)).value()).isEqualTo(12);
    assertThat(
            hessian(
                (RealVector v) -> v.get(0).times(v.get(1)).plus(v.get(1).square()),
                new double[] {2, 3}))
        .isDeepEqualTo(new double[][] {{0, 1}, {1, 2}});
    double[][] expected = {{0, 1, 1}, {1, 0, 0}, {1, 0, 0}};
    assertThat(hessian(p -> p.theta().times(sum(p.w())), OUTER.inner).toArray())
        .isDeepEqualTo(expected);
    assertThat(withHessian(p -> p.theta().times(sum(p.w())), OUTER.inner)._1.value()).isEqualTo(10);
    assertThat(hessian(t -> t._1.times(sum(t._2)), Tuple.of(real(2), vec(1, 4))).toArray())
        .isDeepEqualTo(expected);
    Batch<Params> batch = Batch.of(List.of(OUTER.inner, OUTER.inner));
    double[][] ofBatch =
        hessian(b -> sum(map(p -> p.theta().times(p.w().get(1)), b)), batch).toArray();
    assertThat(ofBatch).hasDimensions(6, 6);
    assertThat(ofBatch[0]).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(ofBatch[1]).containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void stopGradientIsAConstantAtEveryLevel() {
    assertThat(gradient(x -> x.times(stopGradient(x)), 3.0)).isEqualTo(3);
    assertThat(gradient(x -> x.times(stopGradient(x).value()), 3.0)).isEqualTo(3);
    assertThat(hessian(x -> x.square().times(stopGradient(x)), 3.0)).isEqualTo(6);
    assertThat(
            gradient((Params p) -> stopGradient(p).theta().times(p.theta()), OUTER.inner)
                .get(Params::theta)
                .value())
        .isEqualTo(2);
    Real inner =
        gradient((Real x) -> gradient((Real y) -> stopGradient(x.times(y)).times(y), x), real(3));
    assertThat(inner.value()).isZero();
  }

  @Test
  void derivativesNestWithoutConfusion() {
    assertThat(
            gradient((Real x) -> x.times(gradient((Real y) -> x.plus(y), real(1))), real(1))
                .value())
        .isEqualTo(1);
    assertThat(
            gradient(
                    (Real x) ->
                        gradient((Real y) -> gradient((Real z) -> x.times(y).times(z), y), x),
                    real(3))
                .value())
        .isEqualTo(1);
    assertThat(
            gradient(
                    (Real x) ->
                        gradient((Real y) -> gradient((Real z) -> z.square().times(y), y), x),
                    real(3))
                .value())
        .isEqualTo(4);
  }

  @Test
  void aMillionOperationsInARowAreSweptWithoutRecursion() {
    int steps = 1_000_000;
    double onNumbers =
        gradient(
            x -> {
              Real y = x;
              for (int i = 0; i < steps; i++) y = y.times(1.000001).plus(1);
              return y;
            },
            1.0);
    assertThat(onNumbers).isCloseTo(Math.E, within(1e-5));
    double onArrays =
        gradient(
            x -> {
              RealVector y = vec(1, 2).times(x);
              for (int i = 0; i < steps / 2; i++) y = y.times(1.000001).plus(1);
              return sum(y);
            },
            1.0);
    assertThat(onArrays).isCloseTo(3 * Math.sqrt(Math.E), within(1e-5));
  }

  /// The entry that was not selected has an infinite slope: its derivative is an exact zero in both
  /// modes, not `0 * infinity`.
  @Test
  void what_a_vector_did_not_select_is_an_exact_zero_in_both_modes() {
    Function1<RealVector, Real> f = v -> sum(max(sqrt(v), 0.5));
    assertThat(gradient(f, new double[] {0, 1, 4})).containsExactly(0, 0.5, 0.25);
    assertThat(Forward.gradient(f, new double[] {0, 1, 4})).containsExactly(0, 0.5, 0.25);
  }

  /// What is piecewise constant does not move, not even where its operand has an infinite slope.
  @Test
  void whatIsPiecewiseConstantIsAnExactZeroInEveryMode() {
    Function1<RealVector, Real> onArrays = v -> sum(floor(sqrt(v)));
    Function1<RealVector, Real> onNodes = v -> sum(map(fwddiff((Real x) -> floor(sqrt(x))), v));
    Function1<RealVector, Real> onReals = v -> floor(sqrt(v.get(0)));
    for (var f : List.of(onArrays, onNodes, onReals)) {
      for (double[] x : List.of(new double[] {0, 2}, new double[20])) {
        assertThat(gradient(f, x)).containsOnly(0);
        assertThat(Forward.gradient(f, x)).containsOnly(0);
        assertThat(hessian(f, x)).isDeepEqualTo(new double[x.length][x.length]);
      }
    }
  }

  /// A row of a Jacobian asks for one component alone; the others do not move, not even where their
  /// slope is infinite.
  @Test
  void aJacobianRowLeavesTheOtherComponentsAlone() {
    Function1<RealVector, RealVector> f = v -> sqrt(v);
    double[][] expected = {{Double.POSITIVE_INFINITY, 0}, {0, 0.5}};
    assertThat(jacobian(f, new double[] {0, 1})).isDeepEqualTo(expected);
    assertThat(Forward.jacobian(f, vec(0, 1)).toArray()).isDeepEqualTo(expected);
  }

  /// The cotangents of entries are joined to an array, in which those that do not move stay exact
  /// zeros: not even an infinite slope reaches them.
  @Test
  void entriesThatDoNotMoveAreExactZerosInSecondDerivatives() {
    Function1<RealVector, Real> f =
        v -> {
          RealVector root = sqrt(v);
          return root.get(0).plus(root.get(1).square()).plus(root.get(1).times(root.get(2)));
        };
    double[][] expected = {
      {Double.NEGATIVE_INFINITY, 0, 0}, {0, -9. / 32 / 3, 1. / 24}, {0, 1. / 24, -2. / 4 / 27}
    };
    double[][] hessian = hessian(f, vec(0, 4, 9)).toArray();
    double[][] forwardOverReverse = Forward.jacobian(u -> gradient(f, u), vec(0, 4, 9)).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(hessian[i]).containsExactly(expected[i], within(1e-12));
      assertThat(forwardOverReverse[i]).containsExactly(expected[i], within(1e-12));
    }
  }

  /// The entries that a function does not ask for do not move, not even where their slope is
  /// infinite, however many of the others it asks for.
  @Test
  void whatIsNotAskedForIsAnExactZeroInBothModes() {
    Function1<RealVector, Real> f = v -> sqrt(v).get(1).plus(sqrt(v).get(1));
    assertThat(gradient(f, new double[] {0, 4})).containsExactly(0, 0.5);
    assertThat(Forward.gradient(f, new double[] {0, 4})).containsExactly(0, 0.5);
    Function1<RealVector, Real> g = v -> vec(Double.POSITIVE_INFINITY, 1).dot(v);
    assertThat(gradient(g, new double[] {1, 2})).containsExactly(Double.POSITIVE_INFINITY, 1);
    assertThat(Forward.gradient(g, new double[] {1, 2}))
        .containsExactly(Double.POSITIVE_INFINITY, 1);
  }

  @Test
  void entriesThatAreNotReadAreExactZerosInBothModes() {
    Function1<RealVector, Real> one = v -> sqrt(v).get(1);
    Function1<RealVector, Real> two =
        v -> {
          RealVector roots = sqrt(v);
          return roots.get(1).plus(roots.get(2));
        };
    for (Function1<RealVector, Real> f : List.of(one, two)) {
      double[] forward = Forward.gradient(f, new double[] {0, 4, 1});
      assertThat(gradient(f, new double[] {0, 4, 1})).containsExactly(forward);
      assertThat(forward).startsWith(0, 0.25);
    }
  }

  @Test
  void aBranchThatWasNotTakenIsAnExactZeroInEveryNesting() {
    Function1<Real, Real> f = x -> ifPositive(x, log(x), x.square());
    assertThat(gradient((Real x) -> gradient(f, x), 0.0)).isEqualTo(2);
    assertThat(Forward.derivative((Real x) -> gradient(f, x), 0.0)).isEqualTo(2);
    assertThat(gradient((Real x) -> Forward.derivative(f, x), 0.0)).isEqualTo(2);
    assertThat(Forward.derivative((Real x) -> Forward.derivative(f, x), 0.0)).isEqualTo(2);
  }
}
