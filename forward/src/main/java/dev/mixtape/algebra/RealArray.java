package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Rounding.REM;

import dev.mixtape.algebra.rows.Reductions;
import dev.mixtape.algebra.rows.Scans;
import dev.mixtape.algebra.rows.Shapes;

/// What vectors and matrices have in common: a [Real] on the right is broadcast to every entry, and
/// all entries together have a sum, a norm, a largest one.
///
/// @param <T> the type itself
public sealed interface RealArray<T extends RealArray<T>> extends Differentiable<T>
    permits RealVector, RealMatrix {
  /// The sum of every entry and one real.
  default T plus(Real that) {
    return wrap(Value.of(this).plus(that.untyped));
  }

  /// The difference of every entry and one real.
  default T minus(Real that) {
    return wrap(Value.of(this).minus(that.untyped));
  }

  /// The product of every entry and one real.
  default T times(Real that) {
    return wrap(Value.of(this).times(that.untyped));
  }

  /// The quotient of every entry and one real.
  default T div(Real that) {
    return wrap(Value.of(this).div(that.untyped));
  }

  /// The remainder of every entry by one real, with the sign of the entry.
  default T rem(Real that) {
    return wrap(REM.of(Value.of(this), that.untyped));
  }

  /// The sum of all entries; 0 for none.
  default Real sum() {
    return new Real(Reductions.SUM.of(Value.of(this)));
  }

  /// The mean of all entries.
  ///
  /// @throws ShapeException when there is none
  default Real mean() {
    return new Real(Reductions.SUM.of(nonEmpty("mean")).div(shape().size()));
  }

  /// The product of all entries; 1 for none. Its derivatives of every order are right where entries
  /// are 0: none divides by an entry.
  default Real prod() {
    return new Real(Scans.product(Value.of(this)));
  }

  /// `√Σ xᵢ²` over all entries (of a matrix the Frobenius norm); 0 for none. Neither overflows nor
  /// underflows on the way. At 0, where it has no derivative, the subgradient 0 is answered.
  default Real norm() {
    return new Real(Reductions.norm(Value.of(this)));
  }

  /// The largest entry, NaN when one is NaN; among equal ones the first has the derivative.
  ///
  /// @throws ShapeException when there is none
  default Real max() {
    return new Real(Reductions.max(nonEmpty("max")));
  }

  /// The smallest entry, NaN when one is NaN; among equal ones the first has the derivative.
  ///
  /// @throws ShapeException when there is none
  default Real min() {
    return new Real(Reductions.min(nonEmpty("min")));
  }

  /// The same entries, in row-major order, as a matrix.
  ///
  /// @throws ShapeException when the sizes differ; names both shapes
  default RealMatrix reshape(int rows, int columns) {
    Shape to = Shape.matrix(rows, columns);
    if (to.size() != shape().size()) {
      throw new ShapeException(
          "reshape: a "
              + shape()
              + " has "
              + shape().size()
              + " entries and cannot be a "
              + to
              + ", which has "
              + to.size());
    }
    return new RealMatrix(Shapes.reshape(Value.of(this), to));
  }

  private Value nonEmpty(String operation) {
    if (shape().size() > 0) return Value.of(this);
    throw new ShapeException(
        operation + ": at least one entry is needed, but a " + shape() + " was given");
  }
}
