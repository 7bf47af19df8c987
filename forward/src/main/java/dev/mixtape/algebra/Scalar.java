package dev.mixtape.algebra;

import org.jspecify.annotations.Nullable;

/// A plain number.
public sealed class Scalar extends Value {
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

  /// The sum of numbers that nobody has asked for yet, computed when it is asked for.
  public static Scalar sum(Deferred numbers) {
    return new Sum(numbers);
  }

  private static final class Sum extends Scalar {
    private volatile @Nullable Deferred numbers;
    private double sum;

    Sum(Deferred numbers) {
      super(0);
      this.numbers = numbers;
    }

    @Override
    public boolean isKnown() {
      return numbers == null;
    }

    @Override
    public double number() {
      Deferred waiting = numbers;
      if (waiting != null) {
        sum = waiting.sum();
        numbers = null;
      }
      return sum;
    }
  }

  /// False while the number waits to be computed.
  public boolean isKnown() {
    return true;
  }

  /// The number.
  public double number() {
    return number;
  }

  @Override
  public final Shape shape() {
    return Shape.SCALAR;
  }

  @Override
  public final Value primal() {
    return this;
  }

  @Override
  public final double scalarNumber() {
    return number();
  }
}
