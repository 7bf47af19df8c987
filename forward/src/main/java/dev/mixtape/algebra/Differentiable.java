package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Powers.RECIP;
import static dev.mixtape.algebra.rows.Powers.SQUARE;

/// What functions are written in and derivatives are taken of: reals, vectors and matrices.
///
/// The operators are element-wise and carry the names that Kotlin reads as `+ - * /`. A plain
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

  default T plus(T that) {
    return wrap(Value.of(this).plus(Value.of(that)));
  }

  default T minus(T that) {
    return wrap(Value.of(this).minus(Value.of(that)));
  }

  default T times(T that) {
    return wrap(Value.of(this).times(Value.of(that)));
  }

  default T div(T that) {
    return wrap(Value.of(this).div(Value.of(that)));
  }

  default T plus(double that) {
    return wrap(Value.of(this).plus(that));
  }

  default T minus(double that) {
    return wrap(Value.of(this).minus(that));
  }

  default T times(double that) {
    return wrap(Value.of(this).times(that));
  }

  default T div(double that) {
    return wrap(Value.of(this).div(that));
  }

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
