package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.forward.Forward;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Products of a Jacobian or a Hessian with a vector, for every kind of argument.
class DirectionalTests {
  record Line(Real offset, RealVector slopes) {
    Real at(RealVector x) {
      return sin(offset.times(slopes.dot(x)));
    }
  }

  private static final Line LINE = new Line(real(0.7), vec(1, -2));
  private static final RealVector X = vec(0.3, 0.5);

  private static Tangent<Line> direction() {
    return Tangent.zero(LINE).with(Line::offset, real(2)).with(Line::slopes, vec(-1, 3));
  }

  private static RealVector flat() {
    return vec(2, -1, 3);
  }

  @Test
  void alongARecord() {
    Real expected = gradient((Line line) -> line.at(X), LINE).vector().dot(flat());
    assertThat(jvp((Line line) -> line.at(X), LINE, direction()).value())
        .isCloseTo(expected.value(), within(1e-14));
    Tangent<Line> pulled = vjp((Line line) -> line.at(X), LINE, Tangent.of(real(3)));
    assertThat(pulled.vector())
        .isEqualTo(gradient((Line line) -> line.at(X).times(3), LINE).vector());
    RealVector product = hvp((Line line) -> line.at(X), LINE, direction()).vector();
    RealVector along = hessian((Line line) -> line.at(X), LINE).matvec(flat());
    assertThat(product.toArray()).containsExactly(along.toArray(), within(1e-14));
  }

  @Test
  void aLeafThatDoesNotMove() {
    Tangent<Line> offsetOnly = Tangent.zero(LINE).with(Line::offset, real(1));
    assertThat(jvp((Line line) -> line.at(X), LINE, offsetOnly))
        .isEqualTo(gradient((Line line) -> line.at(X), LINE).get(Line::offset));
  }

  @Test
  void alongATuple() {
    Tuple2<Real, Real> at = Tuple.of(real(2), real(5));
    Tangent<Tuple2<Real, Real>> direction = Tangent.of(Tuple.of(real(1), real(10)));
    assertThat(jvp(t -> t._1.times(t._2), at, direction).value()).isEqualTo(25);
    assertThat(hvp(t -> t._1.times(t._2), at, direction).vector()).isEqualTo(vec(10, 1));
  }

  @Test
  void alongABatch() {
    Batch<Line> lines = Batch.of(List.of(LINE, new Line(real(-1), vec(0.5, 0.25))));
    Tangent<Batch<Line>> gradient = gradient(b -> sum(map(line -> line.at(X), b)), lines);
    Real expected = gradient.vector().dot(gradient.vector());
    assertThat(jvp(b -> sum(map(line -> line.at(X), b)), lines, gradient).value())
        .isCloseTo(expected.value(), within(1e-14));
  }

  @Test
  void alongAMatrix() {
    RealMatrix a = mat(new double[] {1, 2}, new double[] {3, 4});
    RealMatrix direction = mat(new double[] {0, 1}, new double[] {-1, 0.5});
    assertThat(jvp((RealMatrix m) -> m.matvec(X), a, direction)).isEqualTo(direction.matvec(X));
    assertThat(vjp((RealMatrix m) -> m.square(), a, direction))
        .isEqualTo(a.times(direction).times(2));
    assertThat(hvp((RealMatrix m) -> m.square().times(m).sum(), a, direction))
        .isEqualTo(a.times(direction).times(6));
  }

  @Test
  void atPlainNumbers() {
    double[] x = {1, 2};
    assertThat(jvp(v -> v.square(), x, new double[] {1, -1})).containsExactly(2, -4);
    assertThat(vjp(v -> v.square(), x, new double[] {3, 5})).containsExactly(6, 20);
    assertThat(hvp(v -> v.square().times(v).sum(), x, new double[] {1, 0.5})).containsExactly(6, 6);
    assertThat(Forward.jvp(v -> v.square(), x, new double[] {1, -1})).containsExactly(2, -4);
  }

  @Test
  void nested() {
    Real third =
        gradient(
            (Real s) -> hvp((RealVector v) -> exp(v.sum()).times(s.square()), X, X).get(0),
            real(3));
    double expected = 6 * Math.exp(0.8) * 0.8;
    assertThat(third.value()).isCloseTo(expected, within(1e-13));
  }

  @Test
  void aDirectionOfAnotherShape() {
    assertThatThrownBy(() -> jvp((RealVector v) -> v.sum(), X, vec(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("vector(2)", "vector(3)");
    assertThatThrownBy(() -> hvp((RealVector v) -> v.sum(), X, vec(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("vector(2)", "vector(3)");
    assertThatThrownBy(() ->
            vjp((RealVector v) -> v.sum(), X, real(1))
                .plus(vjp((RealVector v) -> v.square(), X, vec(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("vector(2)", "vector(1)");
  }
}
