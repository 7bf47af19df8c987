package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Differentiable;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Triangle;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import io.vavr.Function2;
import java.util.ArrayList;
import java.util.List;

/// Products of matrices and factorisations in all modes.
class FactorisationTests extends ArrayContract {
  /// Far enough from singular that finite differences are good.
  private static RealMatrix regular(RealMatrix a) {
    return a.plus(diagonal(a.rows(), 4));
  }

  private static RealMatrix diagonal(int n, double number) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) rows[i][i] = number;
    return mat(rows);
  }

  private static RealMatrix positiveDefinite(RealMatrix a) {
    return a.matmul(a).plus(diagonal(a.rows(), 40)).plus(transposed(a.matmul(a)));
  }

  private static RealMatrix transposed(RealMatrix a) {
    return Shapes.transposed(Value.of(a)).asMatrix();
  }

  private static Case ofSystem(
      String name, Function2<RealMatrix, RealVector, Differentiable<?>> f) {
    return Case.of(
        name,
        s -> List.of(Shape.matrix(s.n(), s.n()), Shape.vector(s.n())),
        x -> f.apply(x.get(0).asMatrix(), x.get(1).asVector()));
  }

  private static Case ofSystems(
      String name, Function2<RealMatrix, RealMatrix, Differentiable<?>> f) {
    return Case.of(
        name,
        s -> List.of(Shape.matrix(s.n(), s.n()), Shape.matrix(s.n(), s.m())),
        x -> f.apply(x.get(0).asMatrix(), x.get(1).asMatrix()));
  }

  @Override
  List<Case> cases() {
    List<Case> cases =
        new ArrayList<>(
            List.of(
                Case.of(
                    "matmul",
                    s -> List.of(Shape.matrix(s.n(), s.m()), Shape.matrix(s.m(), s.k())),
                    x -> matmul(x.get(0).asMatrix(), x.get(1).asMatrix())),
                Case.ofSquare("matmul with itself", a -> matmul(a, a)),
                Case.of(
                    "outer",
                    s -> List.of(Shape.vector(s.n()), Shape.vector(s.m())),
                    x -> outer(x.get(0).asVector(), x.get(1).asVector())),
                Case.of(
                    "vecmat",
                    s -> List.of(Shape.vector(s.n()), Shape.matrix(s.n(), s.m())),
                    x -> vecmat(x.get(0).asVector(), x.get(1).asMatrix())),
                Case.of(
                    "matvec",
                    s -> List.of(Shape.matrix(s.n(), s.m()), Shape.vector(s.m())),
                    x -> matvec(x.get(0).asMatrix(), x.get(1).asVector())),
                Case.ofSquare("trace", a -> trace(a)),
                ofSystem("quadraticForm", (a, x) -> quadraticForm(a, x)),
                ofSystem("solve of a vector", (a, b) -> solve(regular(a), b)),
                ofSystems("solve of a matrix", (a, b) -> solve(regular(a), b)),
                Case.ofSquare("inverse", a -> inverse(regular(a))),
                Case.ofSquare("det", a -> det(a)),
                Case.of(
                    "det of rank 1",
                    s -> List.of(Shape.vector(s.n()), Shape.vector(s.n())),
                    x -> det(outer(x.get(0).asVector(), x.get(1).asVector()))),
                Case.ofSquare("logabsdet", a -> logabsdet(regular(a).times(-1))._1),
                Case.ofSquare("sign of the determinant", a -> logabsdet(regular(a).times(-1))._2),
                Case.ofSquare("logdet", a -> logdet(positiveDefinite(a))),
                Case.ofSquare("cholesky", a -> cholesky(positiveDefinite(a)))));
    for (Triangle triangle : Triangle.values()) {
      cases.add(
          ofSystem(
              "triangularSolve of a vector, " + triangle,
              (t, b) -> triangularSolve(triangle, regular(t), b)));
      cases.add(
          ofSystems(
              "triangularSolve of a matrix, " + triangle,
              (t, b) -> triangularSolve(triangle, regular(t), b)));
    }
    return cases;
  }
}
