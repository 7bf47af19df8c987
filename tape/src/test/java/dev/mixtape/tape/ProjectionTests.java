package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Projection;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Projections onto the spaces in which values move.
class ProjectionTests {
  /// The projections of matrices, and their entries said once more.
  enum Kind {
    SYMMETRIC,
    LOWER,
    UPPER,
    DIAGONAL;

    Projection<RealMatrix> projection() {
      return switch (this) {
        case SYMMETRIC -> Projection.symmetric();
        case LOWER -> Projection.lowerTriangular();
        case UPPER -> Projection.upperTriangular();
        case DIAGONAL -> Projection.diagonal();
      };
    }

    double entry(double[][] m, int i, int j) {
      return switch (this) {
        case SYMMETRIC -> (m[i][j] + m[j][i]) / 2;
        case LOWER -> i >= j ? m[i][j] : 0;
        case UPPER -> i <= j ? m[i][j] : 0;
        case DIAGONAL -> i == j ? m[i][j] : 0;
      };
    }

    RealMatrix of(RealMatrix m) {
      return projection().of(Tangent.of(m)).natural();
    }
  }

  private static RealMatrix square(List<Double> numbers, int size) {
    double[][] rows = new double[size][size];
    for (int i = 0; i < size * size; i++) rows[i / size][i % size] = numbers.get(i);
    return mat(rows);
  }

  private static double dot(RealMatrix a, RealMatrix b) {
    return sum(a.times(b)).value();
  }

  @Property(tries = 200)
  void projectionsAreLinearIdempotentAndTheirOwnTranspose(
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 4) int size,
      @ForAll @Size(16) List<@DoubleRange(min = -9, max = 9) Double> a,
      @ForAll @Size(16) List<@DoubleRange(min = -9, max = 9) Double> b) {
    RealMatrix x = square(a, size);
    RealMatrix y = square(b, size);
    RealMatrix projected = kind.of(x);
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++)
        assertThat(projected.get(i, j).value())
            .isEqualTo(kind.entry(x.toArray(), i, j), within(1e-14));
    assertThat(kind.of(projected)).isEqualTo(projected);
    assertThat(kind.projection().through(x)).isEqualTo(projected);
    assertThat(dot(kind.of(x), y)).isEqualTo(dot(x, kind.of(y)), within(1e-11));
    RealMatrix sum = kind.of(x.times(3).plus(y));
    assertThat(dot(sum.minus(projected.times(3)).minus(kind.of(y)), sum))
        .isEqualTo(0, within(1e-11));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theyAreDifferentiatedToSecondOrder(Kind kind) {
    RealMatrix at = mat(new double[] {1, 2}, new double[] {-3, 0.5});
    Function1<RealMatrix, RealMatrix> through = m -> kind.projection().through(m);
    checkRule(fwddiff(through), at).assertPassed();
    Function1<RealMatrix, Real> cubes = m -> sum(kind.projection().through(m).square().times(m));
    checkRule(fwddiff(cubes), at).assertPassed();
    RealMatrix slopes = gradient((RealMatrix m) -> sum(through.apply(m).square()), at);
    assertThat(slopes).isEqualTo(kind.of(at).times(2));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRuleProjectsWhatItAnswers(Kind kind) {
    Function1<RealMatrix, Real> squares =
        withRule(
            m -> sum(kind.projection().through(m).square()),
            (context, y, m) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        kind.projection()
                            .of(
                                Tangent.thunk(() ->
                                    Tangent.of(
                                        kind.projection()
                                            .through(m)
                                            .times(2)
                                            .times(dy.natural()))))));
    checkRule(squares, mat(new double[] {1, 2}, new double[] {-3, 0.5})).assertPassed();
  }

  record Model(RealMatrix covariance, int order, RealVector mean) {}

  private static final Model MODEL =
      new Model(mat(new double[] {2, 1}, new double[] {1, 3}), 4, vec(1, 2));

  @Test
  void recordsTuplesAndBatchesAreProjectedLeafByLeaf() {
    Projection<Model> ofModel =
        Projection.onto(MODEL).with(Model::covariance, Projection.symmetric());
    Tangent<Model> given =
        Tangent.zero(MODEL)
            .with(Model::covariance, mat(new double[] {1, 4}, new double[] {0, 1}))
            .with(Model::mean, vec(5, 6));
    Tangent<Model> projected = ofModel.of(given);
    assertThat(projected.get(Model::covariance))
        .isEqualTo(mat(new double[] {1, 2}, new double[] {2, 1}));
    assertThat(projected.get(Model::mean)).isEqualTo(vec(5, 6));
    assertThat(ofModel.of(projected)).isEqualTo(projected);
    assertThat(ofModel.through(MODEL)).isEqualTo(MODEL);
    Tuple2<RealMatrix, Real> pair =
        Tuple.of(mat(new double[] {1, 2}, new double[] {3, 4}), real(1));
    RealMatrix diagonal =
        Projection.onto(pair)
            .with(t -> t._1, Projection.diagonal())
            .of(Tangent.of(pair))
            .get(t -> t._1);
    assertThat(diagonal).isEqualTo(mat(new double[] {1, 0}, new double[] {0, 4}));
    Batch<Real> batch = vec(1, 2);
    assertThat(Tangent.column(Projection.onto(batch).of(Tangent.of(batch)), x -> x))
        .isEqualTo(vec(1, 2));
  }

  @Test
  void whatIsZeroStaysZeroAndWhatWaitsWaits() {
    Projection<RealMatrix> symmetric = Projection.symmetric();
    RealMatrix m = mat(new double[] {1, 2}, new double[] {3, 4});
    assertThat(symmetric.of(Tangent.zero(m))).isEqualTo(Tangent.zero(m));
    Tangent<RealMatrix> none = new Tangent.NoTangent<>("held");
    assertThat(symmetric.of(none)).isSameAs(none);
    Tangent<RealMatrix> unwritten = new Tangent.NotImplemented<>("here", "later");
    assertThat(symmetric.of(unwritten)).isSameAs(unwritten);
    AtomicBoolean asked = new AtomicBoolean();
    Tangent<RealMatrix> waiting =
        symmetric.of(
            Tangent.thunk(() -> {
              asked.set(true);
              return Tangent.of(m);
            }));
    assertThat(asked).isFalse();
    assertThat(waiting.natural().get(0, 1).value()).isEqualTo(2.5);
    assertThat(asked).isTrue();
    assertThat(Projection.onto(7).of(new Tangent.NotImplemented<>("an int", "it stands still")))
        .isInstanceOf(Tangent.NoTangent.class);
    double[] row = symmetric.of(Tangent.of(mat(new double[] {1}))).natural().toArray()[0];
    assertThat(row).containsExactly(1);
  }

  @Test
  void infinitiesOutsideATriangleDoNotReachIt() {
    RealMatrix m = mat(new double[] {1, Double.POSITIVE_INFINITY}, new double[] {2, Double.NaN});
    assertThat(Projection.lowerTriangular().of(Tangent.of(m)).natural().toArray()[0])
        .containsExactly(1, 0);
  }

  @Test
  void anotherShapeIsAnError() {
    assertThatThrownBy(() -> Projection.onto(vec(1, 2)).of(Tangent.of(vec(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("vector(1)")
        .hasMessageContaining("vector(2)");
    assertThatThrownBy(() -> Projection.symmetric().of(Tangent.of(mat(new double[] {1, 2}))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a symmetric matrix is square");
    assertThatThrownBy(() -> Projection.symmetric().with(m -> m, Projection.symmetric()))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("onto(primal).with(accessor, projection)");
  }
}
