package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Arithmetic.PLUS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plain numbers of a vector or a row-major matrix. The array is shared, not copied: whoever makes
/// a `Dense` promises that nobody writes to it afterwards.
public final class Dense extends Value {
  private volatile double @Nullable [] array;
  private final @Nullable Deferred deferred;
  private final Shape shape;
  private final int @Nullable [] moving;

  /// Numbers that all may move, when they are a tangent.
  public Dense(double[] array, Shape shape) {
    this(array, shape, null);
  }

  private Dense(double[] array, Shape shape, int @Nullable [] moving) {
    super(Level.NUMBERS);
    this.moving = moving;
    if (array.length != shape.size() || shape.isScalar()) {
      throw new ShapeException(array.length + " numbers cannot be a " + shape);
    }
    this.array = array;
    this.deferred = null;
    this.shape = shape;
  }

  private Dense(Deferred deferred, Shape shape) {
    super(Level.NUMBERS);
    this.moving = null;
    this.array = null;
    this.deferred = deferred;
    this.shape = shape;
  }

  /// Numbers that are computed when they are first asked for.
  public static Dense deferred(Deferred numbers, Shape shape) {
    return new Dense(numbers, shape);
  }

  /// The same number everywhere, in an array only when one is asked for.
  public static Value uniform(double number, Shape shape) {
    return shape.isScalar()
        ? new Scalar(number)
        : new Dense(new Deferred.Uniform(number, shape.size()), shape);
  }

  /// A vector that shares `array`.
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

  /// The tangents of `primal`, with plain zeros where one is null.
  public static List<Value> filled(List<Value> primal, @Nullable Value[] tangents) {
    List<Value> filled = new ArrayList<>(tangents.length);
    for (int i = 0; i < tangents.length; i++) {
      Value tangent = tangents[i];
      filled.add(tangent == null ? filled(0, primal.get(i).shape()) : tangent);
    }
    return filled;
  }

  /// `number` in one entry, and structural zeros in all others: as a tangent or a cotangent, they
  /// do not move, not even where a partial is infinite or NaN.
  public static Value only(double number, int entry, Shape shape) {
    if (shape.isScalar()) return new Scalar(number);
    double[] array = new double[shape.size()];
    array[entry] = number;
    return new Dense(array, shape, new int[] {entry});
  }

  /// Numbers of which only the entries `moving`, in ascending order, are no structural zeros.
  public static Value only(double[] array, int[] moving, Shape shape) {
    return shape.isScalar() ? new Scalar(array[0]) : new Dense(array, shape, moving);
  }

  @Override
  public int @Nullable [] moving() {
    return moving;
  }

  /// The sum; entries that are structural zeros of both stay so.
  Value sum(Dense that) {
    Value sum = PLUS.of(this, that);
    if (moving == null || that.moving == null) return sum;
    int[] both =
        IntStream.concat(IntStream.of(moving), IntStream.of(that.moving))
            .sorted()
            .distinct()
            .toArray();
    return only(sum.arrayNumbers(), both, shape);
  }

  /// The numbers in row-major order; not to be written to.
  public double[] array() {
    double[] known = array;
    if (known == null) {
      known = Objects.requireNonNull(deferred).array();
      array = known;
    }
    return known;
  }

  /// What computes the numbers, null when they were given.
  public @Nullable Deferred deferred() {
    return deferred;
  }

  /// The sum of the numbers, from the first to the last; it waits where they wait.
  public Scalar total() {
    if (deferred != null && array == null) return Scalar.sum(deferred);
    double sum = 0;
    for (double entry : array()) sum += entry;
    return new Scalar(sum);
  }

  /// The hash of the numbers, of which `-0.0` equals `0.0`.
  int hash() {
    int hash = 1;
    for (double number : array()) hash = 31 * hash + Double.hashCode(number == 0 ? 0 : number);
    return hash;
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
