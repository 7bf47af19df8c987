package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Arithmetic.DIV;
import static dev.mixtape.algebra.rows.Arithmetic.MINUS;
import static dev.mixtape.algebra.rows.Arithmetic.PLUS;
import static dev.mixtape.algebra.rows.Arithmetic.TIMES;
import static dev.mixtape.algebra.rows.Arithmetic.UNARY_MINUS;

import org.jspecify.annotations.Nullable;

/// One untyped value of some level and shape: what [Real], [RealVector] and [RealMatrix] are thin
/// wrappers of.
///
/// Engines and rules work on values, users on the wrappers. The operators here are element-wise
/// with scalars broadcast, so that a partial is written once for scalars, vectors and matrices.
public abstract class Value {
  private final Level level;

  /// A value that `level` understands.
  protected Value(Level level) {
    this.level = level;
  }

  /// The untyped value inside a wrapper.
  public static Value of(Differentiable<?> typed) {
    return switch (typed) {
      case Real x -> x.untyped;
      case RealVector v -> v.untyped;
      case RealMatrix m -> m.untyped;
    };
  }

  /// A plain number.
  public static Value of(double number) {
    return new Scalar(number);
  }

  /// The level that understands this value.
  public final Level level() {
    return level;
  }

  /// The shape, the same at every level below.
  public abstract Shape shape();

  /// The value one level down; of a boundary's value its plain number; of a plain number itself.
  public abstract Value primal();

  /// The entries of an array that are no structural zeros, in ascending order; null when none is
  /// known to be one. A structural zero depends on nothing, at any level; as a tangent or cotangent
  /// it does not move, not even where a partial is infinite or NaN.
  public int @Nullable [] moving() {
    return null;
  }

  /// True for plain numbers, which no level tracks.
  public final boolean isNumber() {
    return level == Level.NUMBERS;
  }

  /// The plain numbers below every level, for engines and messages: user code leaves the algebra
  /// through [Level#leave] instead.
  public final Value numbers() {
    Value v = this;
    while (!v.isNumber()) v = v.primal();
    return v;
  }

  /// The plain number of a scalar, below every level.
  public double scalarNumber() {
    return ((Scalar) numbers()).number();
  }

  /// The plain numbers in row-major order, below every level; not to be written to.
  public double[] arrayNumbers() {
    return switch (numbers()) {
      case Dense dense -> dense.array();
      case Value scalar -> new double[] {scalar.scalarNumber()};
    };
  }

  /// This scalar as a real.
  ///
  /// @throws ShapeException when it is no scalar
  public final Real asReal() {
    return new Real(this);
  }

  /// This value as a vector.
  ///
  /// @throws ShapeException when it is none
  public final RealVector asVector() {
    return new RealVector(this);
  }

  /// This value as a matrix.
  ///
  /// @throws ShapeException when it is none
  public final RealMatrix asMatrix() {
    return new RealMatrix(this);
  }

  /// The wrapper for this value's rank.
  public final Differentiable<?> typed() {
    return switch (shape().rank()) {
      case 0 -> asReal();
      case 1 -> asVector();
      default -> asMatrix();
    };
  }

  /// The sum, entry by entry; a scalar is broadcast. Entries that are structural zeros of both stay
  /// so.
  public final Value plus(Value that) {
    if (this instanceof Dense a && that instanceof Dense b) return a.sum(b);
    return PLUS.of(this, that);
  }

  /// The difference, entry by entry; a scalar is broadcast.
  public final Value minus(Value that) {
    return MINUS.of(this, that);
  }

  /// The product, entry by entry; a scalar is broadcast.
  public final Value times(Value that) {
    return TIMES.of(this, that);
  }

  /// The quotient, entry by entry; a scalar is broadcast.
  public final Value div(Value that) {
    return DIV.of(this, that);
  }

  /// `-x`.
  public final Value unaryMinus() {
    return UNARY_MINUS.of(this);
  }

  /// The sum with a plain number.
  public final Value plus(double that) {
    return PLUS.of(this, of(that));
  }

  /// The difference from a plain number.
  public final Value minus(double that) {
    return MINUS.of(this, of(that));
  }

  /// The product with a plain number.
  public final Value times(double that) {
    return TIMES.of(this, of(that));
  }

  /// The quotient by a plain number.
  public final Value div(double that) {
    return DIV.of(this, of(that));
  }
}
