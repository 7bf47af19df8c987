package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Axes;
import dev.mixtape.algebra.rows.LogSums;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Reductions;
import dev.mixtape.algebra.rows.Scans;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A vector of reals, and the batch whose elements are reals. An array, not a list of objects:
/// operations on it are single operations of the tape.
public final class RealVector extends Batch<Real> implements RealArray<RealVector> {
  final Value untyped;

  RealVector(Value untyped) {
    if (untyped.shape().rank() != 1) {
      throw new ShapeException("a vector was expected, but a " + untyped.shape() + " was given");
    }
    this.untyped = untyped;
  }

  /// A vector of these numbers, which are copied.
  public static RealVector of(double... numbers) {
    return wrapping(numbers.clone());
  }

  /// A vector that shares `numbers`; the caller promises that nobody writes to them.
  public static RealVector wrapping(double[] numbers) {
    return new RealVector(Dense.vector(numbers));
  }

  /// A vector of these reals.
  public static RealVector of(Real first, Real... others) {
    List<Real> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(others));
    return ofReals(all);
  }

  /// A vector of these reals, one operation whatever their number.
  public static RealVector ofReals(List<Real> entries) {
    return new RealVector(Shapes.concat(entries.stream().map(real -> real.untyped).toList()));
  }

  /// A vector of the entries that `entry` answers for the indices from 0 on.
  public static RealVector of(int size, IntFunction<Real> entry) {
    return ofReals(IntStream.range(0, Shape.vector(size).size()).mapToObj(entry).toList());
  }

  /// A vector of `size` equal entries.
  public static RealVector filled(int size, double entry) {
    return new RealVector(Dense.filled(entry, Shape.vector(size)));
  }

  /// A vector of `size` equal entries.
  public static RealVector filled(int size, Real entry) {
    return new RealVector(Reductions.fill(entry.untyped, Shape.vector(size)));
  }

  /// The integers from `from` on and below `until`; none when they are equal.
  ///
  /// @throws ShapeException when `until` is less than `from`
  public static RealVector range(int from, int until) {
    if (until < from) {
      throw new ShapeException(
          "range: until must not be less than from, but " + from + " and " + until + " were given");
    }
    return wrapping(IntStream.range(from, until).asDoubleStream().toArray());
  }

  /// `size` numbers at equal distances, of which the first and the last are `from` and `to`.
  ///
  /// @throws ShapeException when `size` is less than 2
  public static RealVector linspace(double from, double to, int size) {
    if (size < 2) {
      throw new ShapeException(
          "linspace: both ends are entries, so a size of at least 2 is needed, but was " + size);
    }
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      double share = i / (size - 1.0);
      numbers[i] = from * (1 - share) + to * share;
    }
    return wrapping(numbers);
  }

  @Override
  public RealVector wrap(Value value) {
    return new RealVector(value);
  }

  @Override
  public int size() {
    return untyped.shape().rows();
  }

  /// Entry `index`, counted from 0.
  ///
  /// @throws ShapeException when there is no such entry; names the index and the size
  @Override
  public Real get(int index) {
    return new Real(Shapes.get(untyped, index));
  }

  /// The entries from `from` on and before `until`.
  ///
  /// @throws ShapeException when the range is not inside the vector; names both
  public RealVector slice(int from, int until) {
    Shapes.requireRange("slice", from, until, size(), shape());
    return new RealVector(Shapes.slice(untyped, from, Shape.vector(until - from)));
  }

  /// The entries at these indices, which may repeat.
  ///
  /// @throws ShapeException when there is no such entry; names the index and the size
  public RealVector gather(int... indices) {
    for (int index : indices) Shapes.requireIndex("entry", index, size(), shape());
    return new RealVector(Shapes.gather(untyped, indices.clone()));
  }

  /// The entries from the last to the first.
  public RealVector reversed() {
    return gather(IntStream.range(0, size()).map(i -> size() - 1 - i).toArray());
  }

  /// A matrix of `rows` rows, each of which is this vector. The entries are copied.
  public RealMatrix inEveryRow(int rows) {
    return new RealMatrix(Axes.inEveryRow(untyped, rows));
  }

  /// A matrix of `columns` columns, each of which is this vector. The entries are copied.
  public RealMatrix inEveryColumn(int columns) {
    return new RealMatrix(Axes.inEveryColumn(untyped, columns));
  }

  /// This vector in every row of a matrix of the shape of `matrix`, to be used with it: the rows
  /// less their mean are `m.minus(m.columnMeans().inEveryRowOf(m))`. The entries are copied, so it
  /// costs a matrix.
  ///
  /// @throws ShapeException when the size is not the number of columns; names both
  public RealMatrix inEveryRowOf(RealMatrix matrix) {
    if (size() == matrix.columns()) return inEveryRow(matrix.rows());
    throw new ShapeException(
        "inEveryRowOf: rows of a "
            + matrix.shape()
            + " have "
            + matrix.columns()
            + " entries, but a "
            + shape()
            + " was given; inEveryColumnOf repeats a vector of "
            + matrix.rows());
  }

  /// This vector in every column of a matrix of the shape of `matrix`, to be used with it: each row
  /// divided by its sum is `m.div(m.rowSums().inEveryColumnOf(m))`. The entries are copied, so it
  /// costs a matrix.
  ///
  /// @throws ShapeException when the size is not the number of rows; names both
  public RealMatrix inEveryColumnOf(RealMatrix matrix) {
    if (size() == matrix.rows()) return inEveryColumn(matrix.columns());
    throw new ShapeException(
        "inEveryColumnOf: columns of a "
            + matrix.shape()
            + " have "
            + matrix.rows()
            + " entries, but a "
            + shape()
            + " was given; inEveryRowOf repeats a vector of "
            + matrix.columns());
  }

  /// The index of the largest entry, of the first among equal ones. A decision about the primal
  /// numbers, as comparisons are.
  ///
  /// @throws ShapeException when there is no entry
  /// @throws DomainException when an entry is NaN, which has no place in an order
  public int argmax() {
    return Extreme.LARGEST.index(untyped);
  }

  /// The index of the smallest entry, of the first among equal ones. A decision about the primal
  /// numbers, as comparisons are.
  ///
  /// @throws ShapeException when there is no entry
  /// @throws DomainException when an entry is NaN, which has no place in an order
  public int argmin() {
    return Extreme.SMALLEST.index(untyped);
  }

  /// The running sums `x₀ + … + xᵢ`.
  public RealVector cumsum() {
    return new RealVector(Scans.sums(untyped));
  }

  /// The running products `x₀ ⋯ xᵢ`, with derivatives as [#prod] has them.
  public RealVector cumprod() {
    return new RealVector(Scans.products(untyped));
  }

  /// `Σ (xᵢ - mean)² / (n - 1)`, the sample's estimate.
  ///
  /// @throws ShapeException when there are less than two entries
  public Real variance() {
    RealVector deviations = deviations("variance");
    return deviations.dot(deviations).div(size() - 1);
  }

  /// The square root of [#variance]; 0 for equal entries, with the subgradient 0.
  ///
  /// @throws ShapeException when there are less than two entries
  public Real standardDeviation() {
    return deviations("standardDeviation").norm().div(Math.sqrt(size() - 1));
  }

  private RealVector deviations(String operation) {
    if (size() > 1) return minus(mean());
    throw new ShapeException(
        operation + ": at least two entries are needed, but a " + shape() + " was given");
  }

  /// `ln Σ exp xᵢ`, which does not overflow; minus infinity for an empty vector. Entries of minus
  /// infinity add nothing. The derivative is [#softmax].
  public Real logSumExp() {
    return new Real(LogSums.logSumExp(untyped));
  }

  /// `exp xᵢ / Σ exp xⱼ`, which does not overflow. An infinite entry has the whole share; where
  /// several are largest and infinite, of either sign, their shares are NaN.
  public RealVector softmax() {
    return new RealVector(LogSums.softmax(untyped));
  }

  /// `xᵢ - logSumExp(x)`: the logarithm of [#softmax], precise where that underflows.
  public RealVector logSoftmax() {
    return minus(logSumExp());
  }

  /// The sum of the products of the entries.
  ///
  /// @throws ShapeException when the sizes differ; names both
  public Real dot(RealVector that) {
    return new Real(Products.dot(untyped, that.untyped));
  }

  /// The matrix `x yᵀ`: a row per entry of this vector.
  public RealMatrix outer(RealVector that) {
    return new RealMatrix(Products.outer(untyped, that.untyped));
  }

  /// The vector-matrix product `xᵀ A`, which is `Aᵀ x`.
  ///
  /// @throws ShapeException when the matrix has not as many rows as this vector entries; names both
  ///   shapes
  public RealVector vecmat(RealMatrix a) {
    return new RealVector(Products.vecmat(a.untyped, untyped));
  }

  /// A copy of the plain numbers.
  ///
  /// @throws ActiveValueException as [Real#value]
  public double[] toArray() {
    return ((Dense) untyped.level().leave(untyped)).array().clone();
  }

  /// True for a vector of the same size whose primal numbers are all equal.
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RealVector that) || that.size() != size()) return false;
    for (int i = 0; i < size(); i++) if (!get(i).eq(that.get(i))) return false;
    return true;
  }

  /// The hash of the plain numbers.
  ///
  /// @throws ActiveValueException as [Real#value]
  @Override
  public int hashCode() {
    return ((Dense) untyped.level().leave(untyped)).hash();
  }

  /// The plain numbers, marked when the vector is active or recorded. Never throws.
  @Override
  public String toString() {
    return Printing.array(untyped);
  }
}
