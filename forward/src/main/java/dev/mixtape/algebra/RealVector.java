package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Reductions.SUM;

import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Shapes;

/// A vector of reals, and the batch whose elements are reals. An array, not a list of objects:
/// operations on it are single operations of the tape.
public final class RealVector extends Batch<Real>
    implements Differentiable<RealVector>, RealArray<RealVector> {
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

  /// The sum of the entries; 0 for an empty vector.
  public Real sum() {
    return new Real(SUM.of(untyped));
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
    return RealArray.hash(toArray());
  }

  /// The plain numbers, marked when the vector is active or recorded. Never throws.
  @Override
  public String toString() {
    return Printing.array(untyped);
  }
}
