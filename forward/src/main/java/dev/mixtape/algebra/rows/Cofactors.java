package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.linalg.Matrices;
import dev.mixtape.algebra.linalg.Svd;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The matrix of cofactors of a matrix that may be singular: the derivative of the determinant.
///
/// A singular matrix has no inverse to make them of, but they are polynomials. The singular vectors
/// of the numbers, held constant, turn the matrix into blocks: P, as large as the rank and well
/// conditioned, in the upper left corner, and a Schur complement S of it, which is 0 as a number
/// but need not be as a derivative. Then `det A = ± det P · det S` holds near A too, and what
/// follows from it needs the inverse of P alone. The cofactors of S, small where A has nearly full
/// rank, are determinants of minors. All of it is written in the algebra, so derivatives of every
/// order are right.
final class Cofactors {
  private static final Operation EXPANDED_DET = new ExpandedDet();

  private Cofactors() {}

  static Value of(Value a) {
    int n = a.shape().rows();
    if (a.isNumber()) return ofNumbers(a);
    Svd svd = Matrices.svd(n, a.arrayNumbers());
    Value u = new Dense(svd.u(), a.shape());
    Value v = new Dense(svd.v(), a.shape());
    Value inside = ofBlocks(Products.matmul(Products.transposedMatmul(u, a), v), svd.rank());
    return Products.matmulTransposed(Products.matmul(u, inside), v).times(svd.sign());
  }

  private static Value ofNumbers(Value a) {
    return new Dense(Matrices.svd(a.shape().rows(), a.arrayNumbers()).cofactors(), a.shape());
  }

  /// The cofactors of a matrix whose first `rank` rows and columns are well conditioned.
  private static Value ofBlocks(Value b, int rank) {
    int n = b.shape().rows();
    if (rank == 0) return ofMinors(b);
    Value p = block(b, 0, rank, 0, rank);
    Value inverse = Factorisations.inverse(p);
    Value det = Factorisations.det(p);
    if (rank == n) return Shapes.transposed(inverse).times(det);
    Value right = Products.matmul(inverse, block(b, 0, rank, rank, n));
    Value below = Products.matmul(block(b, rank, n, 0, rank), inverse);
    Value schur =
        block(b, rank, n, rank, n).minus(Products.matmul(block(b, rank, n, 0, rank), right));
    Value corner = ofMinors(schur);
    Value lower = Products.matmulTransposed(corner, right);
    Value upper = Products.transposedMatmul(below, corner);
    Value first =
        Shapes.transposed(inverse)
            .times(expandedDet(schur))
            .plus(Products.matmulTransposed(upper, right));
    Value whole =
        placed(first, 0, 0, n)
            .minus(placed(upper, 0, rank, n))
            .minus(placed(lower, rank, 0, n))
            .plus(placed(corner, rank, rank, n));
    return whole.times(det);
  }

  /// The cofactors as determinants of minors.
  private static Value ofMinors(Value s) {
    int n = s.shape().rows();
    if (n == 1) return new Dense(new double[] {1}, s.shape());
    List<Value> cofactors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Value det = expandedDet(minor(s, i, j));
        cofactors.add((i + j) % 2 == 0 ? det : det.unaryMinus());
      }
    }
    return Shapes.reshape(Shapes.concat(cofactors), s.shape());
  }

  private static Value expandedDet(Value s) {
    return Level.dispatch(EXPANDED_DET, s);
  }

  /// The determinant of a matrix that may be nothing but rounding errors: its derivatives never
  /// divide by them.
  private static final class ExpandedDet extends Factorisations.OfMatrix {
    ExpandedDet() {
      super("det");
    }

    @Override
    public Value value(Value[] x) {
      return new Scalar(Matrices.lu(x[0].shape().rows(), x[0].arrayNumbers()).det());
    }

    @Override
    Value gradient(Value y, Value s) {
      return s.isNumber() ? ofNumbers(s) : ofMinors(s);
    }
  }

  private static Value minor(Value s, int row, int column) {
    int n = s.shape().rows();
    int[] indices =
        IntStream.range(0, n * n).filter(e -> e / n != row && e % n != column).toArray();
    return Shapes.reshape(Shapes.gather(s, indices), Shape.matrix(n - 1, n - 1));
  }

  private static int[] indices(int fromRow, int toRow, int fromColumn, int toColumn, int n) {
    return IntStream.range(fromRow, toRow)
        .flatMap(i -> IntStream.range(fromColumn, toColumn).map(j -> i * n + j))
        .toArray();
  }

  private static Value block(Value a, int fromRow, int toRow, int fromColumn, int toColumn) {
    int[] indices = indices(fromRow, toRow, fromColumn, toColumn, a.shape().columns());
    return Shapes.reshape(
        Shapes.gather(a, indices), Shape.matrix(toRow - fromRow, toColumn - fromColumn));
  }

  /// The n × n matrix that is zero but for `part`, whose first entry is at that row and column.
  private static Value placed(Value part, int row, int column, int n) {
    Shape shape = part.shape();
    int[] indices = indices(row, row + shape.rows(), column, column + shape.columns(), n);
    return Shapes.reshape(Shapes.scatter(Shapes.flat(part), indices, n * n), Shape.matrix(n, n));
  }
}
