package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import java.util.BitSet;

/// Sums along the rows or columns of a matrix, and their adjoints: a vector repeated in every
/// column or row.
public final class Axes {
  private static final Linear ROW_SUMS = new RowSums();
  private static final Linear COLUMN_SUMS = new ColumnSums();

  private Axes() {}

  /// The sum of each row, as a vector.
  public static Value rowSums(Value matrix) {
    return ROW_SUMS.of(matrix);
  }

  /// The sum of each column, as a vector.
  public static Value columnSums(Value matrix) {
    return COLUMN_SUMS.of(matrix);
  }

  /// A matrix of `rows` rows, each of which is `vector`.
  public static Value inEveryRow(Value vector, int rows) {
    return Level.dispatch(new InEveryRow(rows), vector);
  }

  /// A matrix of `columns` columns, each of which is `vector`.
  public static Value inEveryColumn(Value vector, int columns) {
    return Level.dispatch(new InEveryColumn(columns), vector);
  }

  /// The sum of a vector, or of each row of a matrix.
  static Value lastSums(Value array) {
    return array.shape().rank() == 2 ? rowSums(array) : Reductions.SUM.of(array);
  }

  /// The adjoint of [#lastSums]: a scalar in every entry of a vector, or a vector in every column
  /// of a matrix.
  static Value spread(Value sums, Shape shape) {
    return shape.rank() == 2 ? inEveryColumn(sums, shape.columns()) : Reductions.fill(sums, shape);
  }

  private static final class RowSums extends Linear {
    RowSums() {
      super("rowSums");
    }

    @Override
    Value value(Value x) {
      int columns = x.shape().columns();
      double[] all = x.arrayNumbers();
      double[] sums = new double[x.shape().rows()];
      for (int i = 0; i < sums.length; i++)
        for (int j = 0; j < columns; j++) sums[i] += all[i * columns + j];
      BitSet moving = new BitSet(sums.length);
      int[] entries = x.moving();
      if (entries == null) moving.set(0, sums.length);
      else for (int entry : entries) moving.set(entry / columns);
      return Moving.only(sums, moving, Shape.vector(sums.length));
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return inEveryColumn(cotangent, shape.columns());
    }
  }

  private static final class ColumnSums extends Linear {
    ColumnSums() {
      super("columnSums");
    }

    @Override
    Value value(Value x) {
      int rows = x.shape().rows();
      double[] all = x.arrayNumbers();
      double[] sums = new double[x.shape().columns()];
      for (int i = 0; i < rows; i++)
        for (int j = 0; j < sums.length; j++) sums[j] += all[i * sums.length + j];
      BitSet moving = new BitSet(sums.length);
      int[] entries = x.moving();
      if (entries == null) moving.set(0, sums.length);
      else for (int entry : entries) moving.set(entry % sums.length);
      return Moving.only(sums, moving, Shape.vector(sums.length));
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return inEveryRow(cotangent, shape.rows());
    }
  }

  private static final class InEveryRow extends Linear {
    private final int rows;

    InEveryRow(int rows) {
      super("inEveryRow");
      this.rows = rows;
    }

    @Override
    Value value(Value x) {
      double[] row = x.arrayNumbers();
      Shape shape = Shape.matrix(rows, row.length);
      double[] all = new double[shape.size()];
      BitSet moving = new BitSet(all.length);
      int[] entries = x.moving();
      if (entries == null) moving.set(0, all.length);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(row, 0, all, i * row.length, row.length);
        if (entries != null) for (int entry : entries) moving.set(i * row.length + entry);
      }
      return Moving.only(all, moving, shape);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return columnSums(cotangent);
    }
  }

  private static final class InEveryColumn extends Linear {
    private final int columns;

    InEveryColumn(int columns) {
      super("inEveryColumn");
      this.columns = columns;
    }

    @Override
    Value value(Value x) {
      double[] column = x.arrayNumbers();
      Shape shape = Shape.matrix(column.length, columns);
      double[] all = new double[shape.size()];
      for (int i = 0; i < column.length; i++)
        Arrays.fill(all, i * columns, (i + 1) * columns, column[i]);
      BitSet moving = new BitSet(all.length);
      int[] entries = x.moving();
      if (entries == null) moving.set(0, all.length);
      else for (int entry : entries) moving.set(entry * columns, (entry + 1) * columns);
      return Moving.only(all, moving, shape);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return rowSums(cotangent);
    }
  }
}
