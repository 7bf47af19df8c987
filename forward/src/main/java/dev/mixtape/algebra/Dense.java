package dev.mixtape.algebra;

import java.util.Arrays;

/// Plain numbers of a vector or a row-major matrix. The array is shared, not copied: whoever makes
/// a `Dense` promises that nobody writes to it afterwards.
public final class Dense extends Value {
  private static final int ANY = -1;

  private final double[] array;
  private final Shape shape;
  private final int only;

  public Dense(double[] array, Shape shape) {
    this(array, shape, ANY);
  }

  private Dense(double[] array, Shape shape, int only) {
    super(Level.NUMBERS);
    this.only = only;
    if (array.length != shape.size() || shape.isScalar()) {
      throw new ShapeException(array.length + " numbers cannot be a " + shape);
    }
    this.array = array;
    this.shape = shape;
  }

  public static Dense vector(double[] array) {
    return new Dense(array, Shape.vector(array.length));
  }

  /// Numbers of any shape, a scalar included.
  public static Value of(double[] array, Shape shape) {
    return shape.isScalar() ? new Scalar(array[0]) : new Dense(array, shape);
  }

  /// The same number everywhere.
  public static Value filled(double number, Shape shape) {
    if (shape.isScalar()) return new Scalar(number);
    double[] array = new double[shape.size()];
    if (number != 0) Arrays.fill(array, number);
    return new Dense(array, shape);
  }

  /// `number` in one entry, and structural zeros in all others: as a tangent, they do not move, not
  /// even where a partial is infinite or NaN.
  public static Value only(double number, int entry, Shape shape) {
    if (shape.isScalar()) return new Scalar(number);
    double[] array = new double[shape.size()];
    array[entry] = number;
    return new Dense(array, shape, entry);
  }

  /// True when all entries but one are structural zeros.
  public boolean hasOnly() {
    return only != ANY;
  }

  /// The entry that is no structural zero.
  public int only() {
    return only;
  }

  public double[] array() {
    return array;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Value primal() {
    return this;
  }
}
