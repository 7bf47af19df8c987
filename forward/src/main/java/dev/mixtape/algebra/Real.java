package dev.mixtape.algebra;

/// A real number: a plain one, or one that is being differentiated or recorded.
///
/// Comparisons look at the primal number and are IEEE (false for NaN). `equals` compares primal
/// numbers too, by [#compareTo].
public final class Real implements Differentiable<Real>, Comparable<Real> {
  final Value untyped;

  Real(Value untyped) {
    if (!untyped.shape().isScalar()) {
      throw new ShapeException("a real was expected, but a " + untyped.shape() + " was given");
    }
    this.untyped = untyped;
  }

  /// A plain number.
  public static Real of(double number) {
    return new Real(new Scalar(number));
  }

  @Override
  public Real wrap(Value value) {
    return new Real(value);
  }

  /// The plain number.
  ///
  /// @throws ActiveValueException when this value depends on something being differentiated: its
  ///   derivative would be lost; `stopGradient(x).value()` says that this is meant
  public double value() {
    return ((Scalar) untyped.level().leave(untyped)).number();
  }

  /// True when this number is greater; false for NaN, as all of these comparisons. True when this
  /// number is greater than the other; false for NaN.
  public boolean gt(Real that) {
    return Level.compare(Comparison.GT, untyped, that.untyped);
  }

  /// True when this number is greater than or equal to the other; false for NaN.
  public boolean ge(Real that) {
    return Level.compare(Comparison.GE, untyped, that.untyped);
  }

  /// True when this number is less than the other; false for NaN.
  public boolean lt(Real that) {
    return Level.compare(Comparison.LT, untyped, that.untyped);
  }

  /// True when this number is less than or equal to the other; false for NaN.
  public boolean le(Real that) {
    return Level.compare(Comparison.LE, untyped, that.untyped);
  }

  /// True when this number is equal to the other; false for NaN.
  public boolean eq(Real that) {
    return Level.compare(Comparison.EQ, untyped, that.untyped);
  }

  /// True when this number is greater than a plain one; false for NaN.
  public boolean gt(double that) {
    return gt(of(that));
  }

  /// True when this number is greater than or equal to a plain one; false for NaN.
  public boolean ge(double that) {
    return ge(of(that));
  }

  /// True when this number is less than a plain one; false for NaN.
  public boolean lt(double that) {
    return lt(of(that));
  }

  /// True when this number is less than or equal to a plain one; false for NaN.
  public boolean le(double that) {
    return le(of(that));
  }

  /// True when this number is equal to a plain one; false for NaN.
  public boolean eq(double that) {
    return eq(of(that));
  }

  /// The order of the primal numbers; `-0.0` equals `0.0`.
  ///
  /// @throws DomainException when one is NaN, which has no place in an order
  @Override
  public int compareTo(Real that) {
    if (gt(that)) return 1;
    if (lt(that)) return -1;
    if (eq(that)) return 0;
    throw new DomainException(
        "compareTo: NaN has no place in an order, but the operands were "
            + untyped.scalarNumber()
            + " and "
            + that.untyped.scalarNumber());
  }

  /// [#compareTo] with a plain number, which is what Kotlin's `x > 0.0` calls.
  public int compareTo(double that) {
    return compareTo(of(that));
  }

  /// True for equal primal numbers; false for NaN.
  @Override
  public boolean equals(Object other) {
    return other instanceof Real that && eq(that);
  }

  /// The hash of the plain number.
  ///
  /// @throws ActiveValueException as [#value]
  @Override
  public int hashCode() {
    double number = value();
    return Double.hashCode(number == 0 ? 0 : number);
  }

  /// The plain number, or for an active or recorded value its number marked as such, so that it
  /// does not parse. Never throws.
  @Override
  public String toString() {
    double number = untyped.scalarNumber();
    return untyped.isNumber() ? Double.toString(number) : untyped.level() + "(" + number + ")";
  }
}
