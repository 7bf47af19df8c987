package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Rounding.REM;

/// What vectors and matrices have in common: a [Real] on the right is broadcast to every entry.
///
/// @param <T> the type itself
sealed interface RealArray<T extends Differentiable<T>> permits RealVector, RealMatrix {
  T wrap(Value value);

  /// The sum of every entry and one real.
  default T plus(Real that) {
    return wrap(untyped().plus(that.untyped));
  }

  /// The difference of every entry and one real.
  default T minus(Real that) {
    return wrap(untyped().minus(that.untyped));
  }

  /// The product of every entry and one real.
  default T times(Real that) {
    return wrap(untyped().times(that.untyped));
  }

  /// The quotient of every entry and one real.
  default T div(Real that) {
    return wrap(untyped().div(that.untyped));
  }

  /// The remainder of every entry by one real, with the sign of the entry.
  default T rem(Real that) {
    return wrap(REM.of(untyped(), that.untyped));
  }

  /// The hash of plain numbers of which `-0.0` equals `0.0`.
  static int hash(double[] numbers) {
    int hash = 1;
    for (double number : numbers) hash = 31 * hash + Double.hashCode(number == 0 ? 0 : number);
    return hash;
  }

  private Value untyped() {
    return Value.of((Differentiable<?>) this);
  }
}
