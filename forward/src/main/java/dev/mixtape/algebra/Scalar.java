package dev.mixtape.algebra;

/// A plain number.
public final class Scalar extends Value {
  /// The number 0.
  public static final Scalar ZERO = new Scalar(0);

  /// The number 1.
  public static final Scalar ONE = new Scalar(1);

  private final double number;

  /// A plain number as a value.
  public Scalar(double number) {
    super(Level.NUMBERS);
    this.number = number;
  }

  /// The number.
  public double number() {
    return number;
  }

  @Override
  public Shape shape() {
    return Shape.SCALAR;
  }

  @Override
  public Value primal() {
    return this;
  }

  @Override
  public double scalarNumber() {
    return number;
  }
}
