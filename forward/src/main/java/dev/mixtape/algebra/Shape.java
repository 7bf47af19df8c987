package dev.mixtape.algebra;

/// The shape of a value: a scalar, a vector of `rows` entries, or a row-major matrix.
///
/// @param rank 0 for a scalar, 1 for a vector, 2 for a matrix
/// @param rows entries of a vector, rows of a matrix, 1 for a scalar
/// @param columns columns of a matrix, otherwise 1
public record Shape(int rank, int rows, int columns) {
  public static final Shape SCALAR = new Shape(0, 1, 1);

  /// @throws ShapeException when a count is negative, or there are more entries than an array holds
  public Shape {
    if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE) {
      throw new ShapeException(
          "a shape needs counts from 0 on and at most 2147483647 entries, but "
              + (rank < 2 ? rows + " entries" : rows + " rows and " + columns + " columns")
              + " were asked for");
    }
  }

  /// The shape of a vector of `size` entries.
  public static Shape vector(int size) {
    return new Shape(1, size, 1);
  }

  /// The shape of a matrix.
  public static Shape matrix(int rows, int columns) {
    return new Shape(2, rows, columns);
  }

  /// The number of real entries.
  public int size() {
    return rows * columns;
  }

  /// True for a scalar.
  public boolean isScalar() {
    return rank == 0;
  }

  /// The shape of an element-wise result: equal shapes, or a scalar with anything.
  ///
  /// @throws ShapeException naming `operation` and both shapes when neither holds
  public static Shape broadcast(String operation, Shape a, Shape b) {
    if (a.equals(b) || b.isScalar()) return a;
    if (a.isScalar()) return b;
    throw new ShapeException(
        operation
            + ": operands must have the same shape or one must be a scalar, but were "
            + a
            + " and "
            + b
            + (a.rank + b.rank == 3
                ? "; vector.inEveryRowOf(matrix) or vector.inEveryColumnOf(matrix) says how the"
                    + " vector is meant"
                : ""));
  }

  @Override
  public String toString() {
    return switch (rank) {
      case 0 -> "real";
      case 1 -> "vector(" + rows + ")";
      default -> "matrix(" + rows + ", " + columns + ")";
    };
  }
}
