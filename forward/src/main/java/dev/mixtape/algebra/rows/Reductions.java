package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.rows.Kinks.IF_POSITIVE;
import static dev.mixtape.algebra.rows.Powers.RECIP;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reductions of an array to a scalar, and their adjoints. For products see [Scans].
public final class Reductions {
  private Reductions() {}

  /// The sum of all entries, 0 for none.
  public static final class Sum extends Linear {
    private Sum() {
      super("sum");
    }

    @Override
    Value value(Value x) {
      return x instanceof Dense array ? array.total() : x;
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
      return Dense.uniform(x.scalarNumber(), shape);
    }

    @Override
    Value adjoint(Value cotangent, Shape scalar) {
      return SUM.of(cotangent);
    }
  }

  private static final Operation NORM = new Norm();

  /// `√Σ xᵢ²` over all entries, without overflow; at 0 the subgradient 0 is answered.
  public static Value norm(Value x) {
    return Level.dispatch(NORM, x);
  }

  /// `a / b`, 0 for `b = 0`: an entry's share in a norm. No word of the algebra, so it is not in
  /// the table.
  private static final Row SHARE =
      Row.of(
              "share",
              Reductions::share,
              (y, a, b) -> IF_POSITIVE.of(b, RECIP.of(b), b.times(0)),
              (y, a, b) -> share(1, b),
              (y, a, b) -> IF_POSITIVE.of(b, y.div(b).unaryMinus(), b.times(0)),
              (y, a, b) -> -share(y, b))
          .formula("a / b");

  private static double share(double a, double b) {
    return b > 0 ? a / b : b * 0;
  }

  private static final class Norm implements Operation {
    @Override
    public String name() {
      return "norm";
    }

    @Override
    public Value value(Value[] operands) {
      double[] x = operands[0].arrayNumbers();
      double squares = 0;
      for (double entry : x) squares += entry * entry;
      boolean isExact = squares > 0x1p-900 && squares < Double.POSITIVE_INFINITY;
      return new Scalar(isExact ? Math.sqrt(squares) : scaled(x));
    }

    private static double scaled(double[] x) {
      double largest = 0;
      for (double entry : x) largest = Math.max(largest, Math.abs(entry));
      if (largest == 0 || !Double.isFinite(largest)) return largest;
      int exponent = Math.getExponent(largest);
      double squares = 0;
      for (double entry : x) {
        double scaled = Math.scalb(entry, -exponent);
        squares += scaled * scaled;
      }
      return Math.scalb(Math.sqrt(squares), exponent);
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value tangent = tangents[0];
      return tangent == null ? null : SUM.of(Moving.times(SHARE.of(x[0], y), tangent));
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new Value[] {Moving.times(SHARE.of(x[0], y), cotangent)};
    }
  }

  /// The largest entry, NaN when one is NaN; among equal ones the first has the derivative.
  public static Value max(Value x) {
    return Level.dispatch(new Chosen(true), x, x);
  }

  /// The smallest entry, NaN when one is NaN; among equal ones the first has the derivative.
  public static Value min(Value x) {
    return Level.dispatch(new Chosen(false), x, x);
  }

  /// The index of the largest or smallest of some numbers, of the first NaN when there is one, and
  /// otherwise of the first of equal ones.
  public static int index(boolean largest, double[] numbers) {
    return index(largest, numbers, 0, numbers.length);
  }

  static int index(boolean largest, double[] numbers, int from, int until) {
    int best = from;
    for (int i = from; i < until; i++) {
      if (Double.isNaN(numbers[i])) return i;
      if (largest ? numbers[i] > numbers[best] : numbers[i] < numbers[best]) best = i;
    }
    return best;
  }

  /// The entry of the second operand where the first is largest or smallest. It does not move with
  /// the first.
  private record Chosen(boolean largest) implements Operation {
    @Override
    public String name() {
      return largest ? "max" : "min";
    }

    @Override
    public Value value(Value[] x) {
      double[] from = x[1].arrayNumbers();
      return new Scalar(from[index(largest, x[0].arrayNumbers())]);
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value tangent = tangents[1];
      if (tangent == null) return null;
      return isStill(x[0], tangent) ? null : Level.dispatch(this, x[0], tangent);
    }

    private boolean isStill(Value x, Value tangent) {
      int[] moving = tangent.moving();
      return moving != null
          && x.isNumber()
          && Arrays.binarySearch(moving, index(largest, x.arrayNumbers())) < 0;
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new @Nullable Value[] {
        null, wanted[1] ? Level.dispatch(new Placed(largest), x[0], cotangent) : null
      };
    }
  }

  /// The second operand, a scalar, where the first is largest or smallest, and structural zeros
  /// elsewhere: the adjoint of [Chosen].
  private record Placed(boolean largest) implements Operation {
    @Override
    public String name() {
      return largest ? "atMax" : "atMin";
    }

    @Override
    public boolean keepsZeros() {
      return true;
    }

    @Override
    public Value value(Value[] x) {
      int at = index(largest, x[0].arrayNumbers());
      return Dense.only(x[1].scalarNumber(), at, x[0].shape());
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value tangent = tangents[1];
      return tangent == null ? null : Level.dispatch(this, x[0], tangent);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new @Nullable Value[] {
        null, wanted[1] ? Level.dispatch(new Chosen(largest), x[0], cotangent) : null
      };
    }
  }
}
