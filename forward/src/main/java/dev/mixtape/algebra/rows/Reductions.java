package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;

/// Reductions of an array to a scalar, and their adjoints.
public final class Reductions {
  private Reductions() {}

  /// The sum of all entries, 0 for none.
  public static final class Sum extends Linear {
    private Sum() {
      super("sum");
    }

    @Override
    Value value(Value x) {
      double sum = 0;
      for (double entry : x.arrayNumbers()) sum += entry;
      return new Scalar(sum);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return fill(cotangent, shape);
    }
  }

  public static final Sum SUM = new Sum();

  /// A scalar repeated in every entry of `shape`.
  public static Value fill(Value scalar, Shape shape) {
    return shape.isScalar() ? scalar : Level.dispatch(new Fill(shape), scalar);
  }

  private static final class Fill extends Linear {
    private final Shape shape;

    Fill(Shape shape) {
      super("fill");
      this.shape = shape;
    }

    @Override
    Value value(Value x) {
      return Dense.filled(x.scalarNumber(), shape);
    }

    @Override
    Value adjoint(Value cotangent, Shape scalar) {
      return SUM.of(cotangent);
    }
  }
}
