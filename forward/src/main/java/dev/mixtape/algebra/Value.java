package dev.mixtape.algebra;

import static dev.mixtape.algebra.rows.Arithmetic.DIV;
import static dev.mixtape.algebra.rows.Arithmetic.MINUS;
import static dev.mixtape.algebra.rows.Arithmetic.PLUS;
import static dev.mixtape.algebra.rows.Arithmetic.TIMES;
import static dev.mixtape.algebra.rows.Arithmetic.UNARY_MINUS;

/// One untyped value of some level and shape: what [Real], [RealVector] and [RealMatrix] are thin
/// wrappers of.
///
/// Engines and rules work on values, users on the wrappers. The operators here are element-wise
/// with scalars broadcast, so that a partial is written once for scalars, vectors and matrices.
public abstract class Value {
  private final Level level;

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

  public static Value of(double number) {
    return new Scalar(number);
  }

  public final Level level() {
    return level;
  }

  public abstract Shape shape();

  /// The value one level down; of a boundary's value its plain number; of a plain number itself.
  public abstract Value primal();

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

  public final Real asReal() {
    return new Real(this);
  }

  public final RealVector asVector() {
    return new RealVector(this);
  }

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

  public final Value plus(Value that) {
    return PLUS.of(this, that);
  }

  public final Value minus(Value that) {
    return MINUS.of(this, that);
  }

  public final Value times(Value that) {
    return TIMES.of(this, that);
  }

  public final Value div(Value that) {
    return DIV.of(this, that);
  }

  public final Value unaryMinus() {
    return UNARY_MINUS.of(this);
  }

  public final Value plus(double that) {
    return PLUS.of(this, of(that));
  }

  public final Value minus(double that) {
    return MINUS.of(this, of(that));
  }

  public final Value times(double that) {
    return TIMES.of(this, of(that));
  }

  public final Value div(double that) {
    return DIV.of(this, of(that));
  }
}
