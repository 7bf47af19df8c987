package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Axes;
import dev.mixtape.algebra.rows.Factorisations;
import dev.mixtape.algebra.rows.LogSums;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Reductions;
import dev.mixtape.algebra.rows.Shapes;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A matrix of reals, row-major.
public final class RealMatrix implements RealArray<RealMatrix> {
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

  /// What answers an entry of a matrix that is being built.
  @FunctionalInterface
  public interface Entry {
    /// The entry in row `row` and column `column`, counted from 0.
    Real at(int row, int column);
  }

  /// A matrix of the entries that `entry` answers, row by row.
  public static RealMatrix of(int rows, int columns, Entry entry) {
    int size = Shape.matrix(rows, columns).size();
    return RealVector.of(size, i -> entry.at(i / columns, i % columns)).reshape(rows, columns);
  }

  /// A matrix of equal entries.
  public static RealMatrix filled(int rows, int columns, double entry) {
    return new RealMatrix(Dense.filled(entry, Shape.matrix(rows, columns)));
  }

  /// A matrix of equal entries.
  public static RealMatrix filled(int rows, int columns, Real entry) {
    return new RealMatrix(Reductions.fill(entry.untyped, Shape.matrix(rows, columns)));
  }

  /// The square matrix with ones on its diagonal and zeros elsewhere.
  public static RealMatrix identity(int size) {
    return ofDiagonal(RealVector.filled(size, 1));
  }

  /// The square matrix with these entries on its diagonal and zeros elsewhere.
  public static RealMatrix ofDiagonal(RealVector diagonal) {
    return new RealMatrix(Shapes.diagonal(diagonal.untyped));
  }

  /// The matrix with these rows; without any it is empty.
  ///
  /// @throws ShapeException when the sizes differ; names both
  public static RealMatrix fromRows(List<RealVector> rows) {
    return new RealMatrix(joined("fromRows", rows));
  }

  /// The matrix with these columns; without any it is empty.
  ///
  /// @throws ShapeException when the sizes differ; names both
  public static RealMatrix fromColumns(List<RealVector> columns) {
    return new RealMatrix(Shapes.transposed(joined("fromColumns", columns)));
  }

  private static Value joined(String operation, List<RealVector> vectors) {
    int size = vectors.isEmpty() ? 0 : vectors.get(0).size();
    for (int i = 0; i < vectors.size(); i++) {
      if (vectors.get(i).size() == size) continue;
      throw new ShapeException(
          operation
              + ": vectors must have the same size, but number 0 is a vector("
              + size
              + ") and number "
              + i
              + " a "
              + vectors.get(i).shape());
    }
    Value all = Shapes.concat(vectors.stream().map(v -> v.untyped).toList());
    return Shapes.reshape(all, Shape.matrix(vectors.size(), size));
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
      throw new ShapeException(
          "no entry (" + row + ", " + column + ") in a " + shape() + ": indices start at 0");
    }
    return new Real(Shapes.get(untyped, row * columns() + column));
  }

  /// Row `index`, counted from 0.
  ///
  /// @throws ShapeException when there is no such row; names the index and the shape
  public RealVector row(int index) {
    Shapes.requireIndex("row", index, rows(), shape());
    return new RealVector(Shapes.slice(untyped, index * columns(), Shape.vector(columns())));
  }

  /// Column `index`, counted from 0.
  ///
  /// @throws ShapeException when there is no such column; names the index and the shape
  public RealVector column(int index) {
    Shapes.requireIndex("column", index, columns(), shape());
    int[] entries = IntStream.range(0, rows()).map(i -> i * columns() + index).toArray();
    return new RealVector(Shapes.gather(untyped, entries));
  }

  /// The rows as a batch, to be mapped over; nothing is copied.
  public Batch<RealVector> eachRow() {
    Structure row = new Structure.Leaf(Shape.vector(columns()));
    return new ColumnBatch<>(rows(), List.of(row), null, List.of(untyped));
  }

  /// The rows from `from` on and before `until`.
  ///
  /// @throws ShapeException when the range is not inside the matrix; names both
  public RealMatrix sliceRows(int from, int until) {
    Shapes.requireRange("sliceRows", from, until, rows(), shape());
    Shape part = Shape.matrix(until - from, columns());
    return new RealMatrix(Shapes.slice(untyped, from * columns(), part));
  }

  /// The columns from `from` on and before `until`.
  ///
  /// @throws ShapeException when the range is not inside the matrix; names both
  public RealMatrix sliceColumns(int from, int until) {
    Shapes.requireRange("sliceColumns", from, until, columns(), shape());
    return gatherColumns(IntStream.range(from, until).toArray());
  }

  /// The rows at these indices, which may repeat.
  ///
  /// @throws ShapeException when there is no such row; names the index and the shape
  public RealMatrix gatherRows(int... indices) {
    for (int index : indices) Shapes.requireIndex("row", index, rows(), shape());
    return new RealMatrix(Shapes.submatrix(untyped, indices, all(columns())));
  }

  /// The columns at these indices, which may repeat.
  ///
  /// @throws ShapeException when there is no such column; names the index and the shape
  public RealMatrix gatherColumns(int... indices) {
    for (int index : indices) Shapes.requireIndex("column", index, columns(), shape());
    return new RealMatrix(Shapes.submatrix(untyped, all(rows()), indices));
  }

  private static int[] all(int size) {
    return IntStream.range(0, size).toArray();
  }

  /// The entries on the diagonal; of a matrix that is not square as many as fit.
  public RealVector diagonal() {
    return new RealVector(Shapes.diagonalOf(untyped));
  }

  /// The entries as a vector, in row-major order.
  public RealVector asVector() {
    return new RealVector(Shapes.flat(untyped));
  }

  /// The transpose.
  public RealMatrix transpose() {
    return new RealMatrix(Shapes.transposed(untyped));
  }

  /// This matrix with the others to the right of it.
  ///
  /// @throws ShapeException when the numbers of rows differ; names both shapes
  public RealMatrix beside(RealMatrix... others) {
    for (RealMatrix that : others) requireFit("beside", "rows", rows() == that.rows(), that);
    RealMatrix[] turned = Stream.of(others).map(RealMatrix::transpose).toArray(RealMatrix[]::new);
    return transpose().above(turned).transpose();
  }

  /// This matrix with the others below it.
  ///
  /// @throws ShapeException when the numbers of columns differ; names both shapes
  public RealMatrix above(RealMatrix... others) {
    for (RealMatrix that : others)
      requireFit("above", "columns", columns() == that.columns(), that);
    List<Value> parts = Stream.concat(Stream.of(this), Stream.of(others)).map(Value::of).toList();
    int rows = parts.stream().mapToInt(part -> part.shape().rows()).sum();
    return new RealMatrix(Shapes.reshape(Shapes.concat(parts), Shape.matrix(rows, columns())));
  }

  private void requireFit(String operation, String counted, boolean fits, RealMatrix that) {
    if (fits) return;
    throw new ShapeException(
        operation
            + ": the matrices must have the same number of "
            + counted
            + ", but were "
            + shape()
            + " and "
            + that.shape()
            + "; transpose() turns one");
  }

  /// The sum of each row: as many as there are rows.
  public RealVector rowSums() {
    return new RealVector(Axes.rowSums(untyped));
  }

  /// The sum of each column: as many as there are columns.
  public RealVector columnSums() {
    return new RealVector(Axes.columnSums(untyped));
  }

  /// The mean of each row: as many as there are rows.
  ///
  /// @throws ShapeException when the rows are empty
  public RealVector rowMeans() {
    return rowSums().div(nonZero("rowMeans", columns()));
  }

  /// The mean of each column: as many as there are columns.
  ///
  /// @throws ShapeException when the columns are empty
  public RealVector columnMeans() {
    return columnSums().div(nonZero("columnMeans", rows()));
  }

  private int nonZero(String operation, int size) {
    if (size > 0) return size;
    throw new ShapeException(
        operation + ": at least one entry is needed, but a " + shape() + " was given");
  }

  /// [RealVector#logSumExp] of each row.
  public RealVector rowLogSumExp() {
    return new RealVector(LogSums.logSumExp(untyped));
  }

  /// [RealVector#softmax] of each row.
  public RealMatrix rowSoftmax() {
    return new RealMatrix(LogSums.softmax(untyped));
  }

  /// The matrix-vector product.
  ///
  /// @throws ShapeException when the vector's size is not the number of columns; names both shapes
  public RealVector matvec(RealVector x) {
    return new RealVector(Products.matvec(untyped, x.untyped));
  }

  /// The matrix product `A B`; of matrices without entries between them all zeros.
  ///
  /// @throws ShapeException when B has not as many rows as this matrix columns; names both shapes
  public RealMatrix matmul(RealMatrix that) {
    return new RealMatrix(Products.matmul(untyped, that.untyped));
  }

  /// The sum of the diagonal; 0 for an empty matrix.
  ///
  /// @throws ShapeException when it is not square; names both dimensions
  public Real trace() {
    return new Real(Products.trace(untyped));
  }

  /// `xᵀ A x`.
  ///
  /// @throws ShapeException unless the matrix is square and as large as `x`; names both shapes
  public Real quadraticForm(RealVector x) {
    return new Real(Products.quadraticForm(untyped, x.untyped));
  }

  /// The solution x of `A x = b`, by LU factorisation with row exchanges.
  ///
  /// A nearly singular matrix is no error: the solution then loses as many digits as the condition
  /// number has. A NaN in the matrix makes every entry NaN.
  ///
  /// @throws DomainException when a pivot is 0: the matrix is singular; names the pivot
  /// @throws ShapeException unless the matrix is square and as large as `b`; names both shapes
  public RealVector solve(RealVector b) {
    return new RealVector(Factorisations.solve(untyped, b.untyped));
  }

  /// The solution X of `A X = B`, column by column as [#solve(RealVector)].
  public RealMatrix solve(RealMatrix b) {
    return new RealMatrix(Factorisations.solve(untyped, b.untyped));
  }

  /// The inverse, by LU factorisation. To multiply by it, [#solve] is faster and more accurate.
  ///
  /// @throws DomainException when the matrix is singular, as [#solve(RealVector)]
  /// @throws ShapeException when it is not square; names both dimensions
  public RealMatrix inverse() {
    return new RealMatrix(Factorisations.inverse(untyped));
  }

  /// The determinant, by LU factorisation; 1 for an empty matrix.
  ///
  /// Singular matrices have one too, and derivatives of every order: the first is the matrix of
  /// cofactors, which is not 0 where the rank is one less than full. Of a matrix with rank n - k
  /// the derivatives from the second on cost as k² further determinants each. Large determinants
  /// overflow, and where `s` to the power of n - 1 underflows for entries of size s, so do their
  /// derivatives, to 0: divide the matrix by s first, or take [#logabsdet].
  ///
  /// @throws ShapeException when it is not square; names both dimensions
  public Real det() {
    return new Real(Factorisations.det(untyped));
  }

  /// `log det A`; 0 for an empty matrix. Of a positive definite matrix, twice the sum of the
  /// logarithms of the diagonal of [#cholesky] is the same at half the cost.
  ///
  /// @throws DomainException when the matrix is singular, or its determinant is negative
  /// @throws ShapeException when it is not square; names both dimensions
  public Real logdet() {
    return new Real(Factorisations.logdet(untyped));
  }

  /// `log |det A|`, and the sign of the determinant, 1 or -1, which is a constant.
  ///
  /// @throws DomainException when the matrix is singular
  /// @throws ShapeException when it is not square; names both dimensions
  public Tuple2<Real, Real> logabsdet() {
    return Tuple.of(
        new Real(Factorisations.logabsdet(untyped)), new Real(Factorisations.signdet(untyped)));
  }

  /// The lower triangular L with positive diagonal and `L Lᵀ = A`; zeros above the diagonal.
  ///
  /// As a function of all entries it is that of `(A + Aᵀ) / 2`. So its gradient is symmetric, and a
  /// step along it keeps the matrix symmetric. An asymmetry of rounding errors, up to 1e-8 of the
  /// largest entry, is evened out like this; a larger one is an error.
  ///
  /// @throws DomainException when the matrix is not symmetric, or not positive definite; names the
  ///   entries, or the leading minor and its pivot
  /// @throws ShapeException when it is not square; names both dimensions
  public RealMatrix cholesky() {
    return new RealMatrix(Factorisations.cholesky(untyped));
  }

  /// The solution x of a triangular system, by substitution. The other triangle is not read, and
  /// its derivative is 0.
  ///
  /// @throws DomainException when an entry of the diagonal is 0; names it
  /// @throws ShapeException unless the matrix is square and as large as `b`; names both shapes
  public RealVector triangularSolve(Triangle triangle, RealVector b) {
    return new RealVector(Factorisations.triangularSolve(triangle, untyped, b.untyped));
  }

  /// The solution X of a triangular system, column by column as [#triangularSolve(Triangle,
  /// RealVector)].
  public RealMatrix triangularSolve(Triangle triangle, RealMatrix b) {
    return new RealMatrix(Factorisations.triangularSolve(triangle, untyped, b.untyped));
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
    return 31 * shape().hashCode() + ((Dense) untyped.level().leave(untyped)).hash();
  }

  /// The shape and the plain numbers, marked when the matrix is active or recorded. Never throws.
  @Override
  public String toString() {
    return Printing.array(untyped);
  }
}
