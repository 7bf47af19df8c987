package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Reductions;
import dev.mixtape.algebra.rows.Shapes;
import java.util.Arrays;

/// A matrix of reals, row-major.
public final class RealMatrix implements Differentiable<RealMatrix>, RealArray<RealMatrix> {
  final Value untyped;

  RealMatrix(Value untyped) {
    if (untyped.shape().rank() != 2) {
      throw new ShapeException("a matrix was expected, but a " + untyped.shape() + " was given");
    }
    this.untyped = untyped;
  }

  /// A matrix of these rows, which are copied.
  ///
  /// @throws ShapeException when the rows differ in length; names the row and both lengths
  public static RealMatrix of(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] all = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "rows of a matrix must have the same length, but row 0 has "
                + columns
                + " entries and row "
                + i
                + " has "
                + rows[i].length);
      }
      System.arraycopy(rows[i], 0, all, i * columns, columns);
    }
    return wrapping(rows.length, columns, all);
  }

  /// A matrix that shares `numbers` in row-major order; the caller promises that nobody writes to
  /// them.
  public static RealMatrix wrapping(int rows, int columns, double[] numbers) {
    return new RealMatrix(new Dense(numbers, Shape.matrix(rows, columns)));
  }

  @Override
  public RealMatrix wrap(Value value) {
    return new RealMatrix(value);
  }

  /// The number of rows.
  public int rows() {
    return untyped.shape().rows();
  }

  /// The number of columns.
  public int columns() {
    return untyped.shape().columns();
  }

  /// The entry in row `row` and column `column`, counted from 0.
  ///
  /// @throws ShapeException when there is no such entry
  public Real get(int row, int column) {
    if (row < 0 || row >= rows() || column < 0 || column >= columns()) {
      throw new ShapeException("no entry (" + row + ", " + column + ") in a " + shape());
    }
    return new Real(Shapes.get(untyped, row * columns() + column));
  }

  /// The matrix-vector product.
  ///
  /// @throws ShapeException when the vector's size is not the number of columns; names both shapes
  public RealVector matvec(RealVector x) {
    return new RealVector(Products.matvec(untyped, x.untyped));
  }

  /// The sum of all entries; 0 for an empty matrix.
  public Real sum() {
    return new Real(Reductions.SUM.of(untyped));
  }

  /// A copy of the plain numbers, one array per row.
  ///
  /// @throws ActiveValueException as [Real#value]
  public double[][] toArray() {
    double[] all = ((Dense) untyped.level().leave(untyped)).array();
    double[][] rows = new double[rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * columns(), (i + 1) * columns());
    }
    return rows;
  }

  /// True for a matrix of the same shape whose primal numbers are all equal.
  @Override
  public boolean equals(Object other) {
    return other instanceof RealMatrix that
        && that.shape().equals(shape())
        && Shapes.flat(untyped).asVector().equals(Shapes.flat(that.untyped).asVector());
  }

  /// The hash of the plain numbers.
  ///
  /// @throws ActiveValueException as [Real#value]
  @Override
  public int hashCode() {
    return 31 * shape().hashCode()
        + RealArray.hash(((Dense) untyped.level().leave(untyped)).array());
  }

  /// The shape and the plain numbers, marked when the matrix is active or recorded. Never throws.
  @Override
  public String toString() {
    return Printing.array(untyped);
  }
}
