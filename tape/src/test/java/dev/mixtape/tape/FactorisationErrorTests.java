package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Triangle;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What linear algebra refuses, and what it answers at the edges.
class FactorisationErrorTests {
  private static final RealMatrix WIDE = mat(new double[] {1, 2, 3}, new double[] {4, 5, 6});
  private static final RealMatrix SQUARE = mat(new double[] {2, 1}, new double[] {1, 3});
  private static final RealMatrix SINGULAR =
      mat(new double[] {1, 2, 0}, new double[] {2, 4, 0}, new double[] {0, 1, 1});
  private static final RealMatrix INDEFINITE =
      mat(new double[] {4, 2, 0}, new double[] {2, 1, 3}, new double[] {0, 3, 1});
  private static final RealVector THREE = vec(1, 2, 3);

  record Refused(
      String name,
      Class<? extends MixtapeException> type,
      List<String> message,
      Supplier<Object> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Refused shapes(String name, Supplier<Object> call, String... message) {
    return new Refused(name, ShapeException.class, List.of(message), call);
  }

  private static Refused domain(String name, Supplier<Object> call, String... message) {
    return new Refused(name, DomainException.class, List.of(message), call);
  }

  static Stream<Refused> refused() {
    String wide = "matrix(2, 3)";
    String square = "matrix(2, 2)";
    String three = "vector(3)";
    String singular = "the matrix(3, 3) is singular: pivot 2 is 0.0, so column 2 ";
    return Stream.of(
        shapes("matmul", () -> matmul(WIDE, SQUARE), "matmul", wide, square),
        shapes("matvec", () -> matvec(SQUARE, THREE), "matvec", square, three),
        shapes("vecmat", () -> vecmat(THREE, WIDE), "vecmat", wide, three),
        shapes("trace", () -> trace(WIDE), "trace: a square matrix was expected", wide),
        shapes("quadraticForm", () -> quadraticForm(SQUARE, THREE), square, three),
        shapes("solve, not square", () -> solve(WIDE, THREE), "solve: a square", wide),
        shapes("solve of a vector", () -> solve(SQUARE, THREE), "solve", square, three),
        shapes("solve of a matrix", () -> solve(SINGULAR, WIDE), "matrix(3, 3)", wide),
        shapes("inverse", () -> inverse(WIDE), "inverse: a square matrix was expected", wide),
        shapes("det", () -> det(WIDE), "det: a square matrix was expected", wide),
        shapes("logdet", () -> logdet(WIDE), "logdet: a square matrix was expected", wide),
        shapes("logabsdet", () -> logabsdet(WIDE), "logabsdet: a square", wide),
        shapes("cholesky", () -> cholesky(WIDE), "cholesky: a square matrix was expected", wide),
        shapes(
            "triangularSolve, not square",
            () -> triangularSolve(Triangle.LOWER, WIDE, THREE),
            "triangularSolve: a square",
            wide),
        shapes(
            "triangularSolve",
            () -> triangularSolve(Triangle.UPPER, SQUARE, THREE),
            "triangularSolve: the right-hand side",
            square,
            three),
        domain("solve, singular", () -> solve(SINGULAR, THREE), "solve", singular),
        domain("inverse, singular", () -> inverse(SINGULAR), "inverse", singular),
        domain("logdet, singular", () -> logdet(SINGULAR), "logdet", singular),
        domain("logabsdet, singular", () -> logabsdet(SINGULAR), "logabsdet", singular),
        domain(
            "logdet, negative",
            () -> logdet(mat(new double[] {0, 1}, new double[] {1, 0})),
            "logdet: a positive determinant was expected",
            square,
            "negative; logabsdet"),
        domain(
            "cholesky, not positive definite",
            () -> cholesky(INDEFINITE),
            "in the matrix(3, 3) the leading minor of order 2 is not positive: its pivot is 0.0"),
        domain(
            "cholesky, negative",
            () -> cholesky(mat(new double[] {-3, 0}, new double[] {0, 1})),
            "the leading minor of order 1 is not positive: its pivot is -3.0"),
        domain(
            "cholesky, not symmetric",
            () -> cholesky(mat(new double[] {2, 0.5}, new double[] {1, 3})),
            "symmetric",
            "in the matrix(2, 2) entry (1, 0) is 1.0 and entry (0, 1) is 0.5"),
        domain(
            "triangularSolve, singular",
            () -> triangularSolve(Triangle.UPPER, INDEFINITE.minus(1), THREE),
            "triangularSolve",
            "entry (1, 1) on the diagonal of the matrix(3, 3) is 0.0"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void theErrorSaysWhatIsWrong(Refused refused) {
    assertThatThrownBy(refused.call::get)
        .isInstanceOf(refused.type)
        .satisfies(e -> assertThat(e.getMessage()).contains(refused.message));
  }

  @Test
  void aBatchNamesTheElementWhoseMatrixFails() {
    assertThatThrownBy(() -> map(x -> logdet(SQUARE.times(x.minus(1))), vec(2, 1, 3)))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("singular")
        .hasMessageContaining("(element 1)");
  }

  @Test
  void emptyMatricesHaveTheirAnswers() {
    RealMatrix empty = RealMatrix.wrapping(0, 0, new double[0]);
    assertThat(det(empty).value()).isEqualTo(1);
    assertThat(logdet(empty).value()).isEqualTo(0);
    assertThat(logabsdet(empty)._2.value()).isEqualTo(1);
    assertThat(trace(empty).value()).isEqualTo(0);
    assertThat(quadraticForm(empty, vec()).value()).isEqualTo(0);
    assertThat(solve(empty, vec()).size()).isZero();
    assertThat(triangularSolve(Triangle.LOWER, empty, vec()).size()).isZero();
    for (RealMatrix same : List.of(inverse(empty), cholesky(empty), matmul(empty, empty)))
      assertThat(same.shape()).isEqualTo(empty.shape());
    RealMatrix tall = RealMatrix.wrapping(2, 0, new double[0]);
    RealMatrix flat = RealMatrix.wrapping(0, 2, new double[0]);
    assertThat(matmul(tall, flat).toArray()).isEqualTo(new double[2][2]);
    assertThat(outer(vec(), vec(1, 2)).shape()).isEqualTo(flat.shape());
    assertThat(gradient((RealMatrix a) -> det(a).plus(logdet(a)), empty).shape())
        .isEqualTo(empty.shape());
  }

  static Stream<Differentiable<?>> ofNaN() {
    RealMatrix nan = mat(new double[] {Double.NaN, 1}, new double[] {1, 0});
    RealMatrix zeroFirst = mat(new double[] {0, Double.NaN}, new double[] {0, 1});
    return Stream.of(
        det(nan),
        det(zeroFirst),
        logdet(zeroFirst),
        logabsdet(zeroFirst)._1,
        logabsdet(nan)._2,
        inverse(zeroFirst),
        solve(zeroFirst, vec(1, 2)),
        gradient((RealMatrix a) -> det(a), nan),
        gradient((RealMatrix a) -> det(a), zeroFirst),
        gradient((RealMatrix a) -> logdet(a), nan));
  }

  @ParameterizedTest
  @MethodSource("ofNaN")
  void nanComesOutAsNaN(Differentiable<?> answer) {
    double[] numbers =
        switch (answer) {
          case RealMatrix m -> Stream.of(m.toArray()).flatMapToDouble(Arrays::stream).toArray();
          case RealVector v -> v.toArray();
          case Real x -> new double[] {x.value()};
        };
    assertThat(numbers).containsOnly(Double.NaN);
  }

  @Test
  void nanIsNotMistakenForAnIndefiniteMatrix() {
    double nan = Double.NaN;
    RealMatrix last = cholesky(mat(new double[] {4, 0}, new double[] {0, nan}));
    assertThat(last.get(0, 0).value()).isEqualTo(2);
    assertThat(last.get(1, 1).value()).isNaN();
    RealMatrix first = cholesky(mat(new double[] {nan, 0}, new double[] {0, -9}));
    assertThat(first.get(0, 0).value()).isNaN();
    assertThat(first.get(1, 1).value()).isNaN();
    assertThat(first.get(0, 1).value()).isZero();
  }

  @Test
  void theOtherTriangleIsNotRead() {
    RealMatrix t = mat(new double[] {2, Double.NaN}, new double[] {1, 4});
    assertThat(triangularSolve(Triangle.LOWER, t, vec(2, 9)).toArray()).containsExactly(1, 2);
    assertThat(triangularSolve(Triangle.LOWER_TRANSPOSED, t, vec(4, 4)).toArray())
        .containsExactly(1.5, 1);
    RealMatrix inT =
        gradient((RealMatrix m) -> triangularSolve(Triangle.LOWER, m, vec(2, 9)).sum(), t);
    assertThat(inT.get(0, 1).value()).isZero();
  }

  @Test
  void anAsymmetryOfRoundingErrorsIsEvenedOut() {
    RealMatrix nearly = mat(new double[] {4, 2 + 1e-12}, new double[] {2 - 1e-12, 5});
    assertThat(cholesky(nearly).toArray()).isDeepEqualTo(new double[][] {{2, 0}, {1, 2}});
    RealMatrix gradient = gradient((RealMatrix a) -> cholesky(a).get(1, 0), nearly);
    assertThat(gradient.get(0, 1).value()).isEqualTo(gradient.get(1, 0).value()).isEqualTo(0.25);
  }
}
