package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Powers.RECIP;
import static dev.mixtape.algebra.rows.Powers.SQUARE;
import static dev.mixtape.algebra.rows.Rounding.REM;

/// What functions are written in and derivatives are taken of: reals, vectors and matrices.
///
/// The operators are element-wise and carry the names that Kotlin reads as `+ - * / %`. A plain
/// `double` or a [Real] on the right is broadcast.
///
/// @param <T> the type itself
public sealed interface Differentiable<T extends Differentiable<T>>
    permits Real, RealVector, RealMatrix {
  /// A wrapper of this type around an untyped value.
  T wrap(Value value);

  /// The shape: `real`, `vector(n)` or `matrix(r, c)`.
  default Shape shape() {
    return Value.of(this).shape();
  }

  /// The sum, entry by entry.
  ///
  /// @throws ShapeException when the shapes differ; names both
  default T plus(T that) {
    return wrap(Value.of(this).plus(Value.of(that)));
  }

  /// The difference, entry by entry.
  ///
  /// @throws ShapeException when the shapes differ; names both
  default T minus(T that) {
    return wrap(Value.of(this).minus(Value.of(that)));
  }

  /// The product, entry by entry.
  ///
  /// @throws ShapeException when the shapes differ; names both
  default T times(T that) {
    return wrap(Value.of(this).times(Value.of(that)));
  }

  /// The quotient, entry by entry.
  ///
  /// @throws ShapeException when the shapes differ; names both
  default T div(T that) {
    return wrap(Value.of(this).div(Value.of(that)));
  }

  /// The remainder, entry by entry, of the quotient rounded towards zero, as Java's `%`: exact,
  /// with the sign of this one; NaN for a zero divisor. The derivatives are 1 and `-trunc(a / b)`;
  /// where the divisor divides, those beside the jump. [Algebra#mod] has the sign of the divisor.
  ///
  /// @throws ShapeException when the shapes differ; names both
  default T rem(T that) {
    return wrap(REM.of(Value.of(this), Value.of(that)));
  }

  /// The sum of every entry and a plain number.
  default T plus(double that) {
    return wrap(Value.of(this).plus(that));
  }

  /// The difference of every entry and a plain number.
  default T minus(double that) {
    return wrap(Value.of(this).minus(that));
  }

  /// The product of every entry and a plain number.
  default T times(double that) {
    return wrap(Value.of(this).times(that));
  }

  /// The quotient of every entry and a plain number.
  default T div(double that) {
    return wrap(Value.of(this).div(that));
  }

  /// The remainder of every entry by a plain number.
  default T rem(double that) {
    return wrap(REM.of(Value.of(this), Value.of(that)));
  }

  /// `-x`.
  default T unaryMinus() {
    return wrap(Value.of(this).unaryMinus());
  }

  /// `x * x`.
  default T square() {
    return wrap(SQUARE.of(Value.of(this)));
  }

  /// `1 / x`.
  default T recip() {
    return wrap(RECIP.of(Value.of(this)));
  }
}
