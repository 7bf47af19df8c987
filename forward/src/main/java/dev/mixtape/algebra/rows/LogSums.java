package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.rows.Axes.lastSums;
import static dev.mixtape.algebra.rows.Axes.spread;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// Sums in log space, of a vector or of each row of a matrix.
public final class LogSums {
  private static final Operation LOG_SUM_EXP = new LogSumExp();
  private static final Operation SOFTMAX = new Softmax();

  private LogSums() {}

  /// `ln Σ exp xᵢ`, of a matrix row by row.
  public static Value logSumExp(Value x) {
    return Level.dispatch(LOG_SUM_EXP, x);
  }

  /// `exp xᵢ / Σ exp xⱼ`, of a matrix row by row.
  public static Value softmax(Value x) {
    return Level.dispatch(SOFTMAX, x);
  }

  private static int width(Value x) {
    return x.shape().rank() == 2 ? x.shape().columns() : x.shape().rows();
  }

  private static final class LogSumExp implements Operation {
    @Override
    public String name() {
      return "logSumExp";
    }

    @Override
    public Value value(Value[] operands) {
      Value x = operands[0];
      double[] all = x.arrayNumbers();
      int width = width(x);
      if (x.shape().rank() == 1) return new Scalar(of(all, 0, width));
      double[] y = new double[x.shape().rows()];
      for (int i = 0; i < y.length; i++) y[i] = of(all, i * width, (i + 1) * width);
      return Dense.vector(y);
    }

    private static double of(double[] x, int from, int until) {
      if (from == until) return Double.NEGATIVE_INFINITY;
      int largest = Reductions.index(true, x, from, until);
      double shift = x[largest];
      if (!Double.isFinite(shift)) return shift;
      double others = 0;
      for (int i = from; i < until; i++) if (i != largest) others += Math.exp(x[i] - shift);
      return shift + Math.log1p(others);
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value tangent = tangents[0];
      return tangent == null ? null : lastSums(Moving.times(softmax(x[0]), tangent));
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new Value[] {Moving.times(softmax(x[0]), spread(cotangent, x[0].shape()))};
    }
  }

  private static final class Softmax implements Operation {
    @Override
    public String name() {
      return "softmax";
    }

    @Override
    public Value value(Value[] operands) {
      Shape shape = operands[0].shape();
      double[] x = operands[0].arrayNumbers();
      double[] y = new double[x.length];
      int width = width(operands[0]);
      for (int from = 0; from < y.length; from += width) write(x, from, from + width, y);
      return Dense.of(y, shape);
    }

    private static void write(double[] x, int from, int until, double[] y) {
      double shift = x[Reductions.index(true, x, from, until)];
      double sum = 0;
      for (int i = from; i < until; i++) {
        y[i] = weight(x[i], shift);
        sum += y[i];
      }
      for (int i = from; i < until; i++) y[i] = share(y[i], sum, shift);
    }

    private static double weight(double x, double shift) {
      return x == shift ? 1 : Math.exp(x - shift);
    }

    /// Of several equal infinities none has a share that a limit would give it.
    private static double share(double weight, double sum, double shift) {
      return Double.isInfinite(shift) && sum > 1 && weight > 0 ? Double.NaN : weight / sum;
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value tangent = tangents[0];
      return tangent == null ? null : moved(y, tangent);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new Value[] {moved(y, cotangent)};
    }

    /// `yᵢ (tᵢ - Σ yⱼ tⱼ)`, which is symmetric.
    private static Value moved(Value y, Value t) {
      Value own = Moving.times(y, t);
      Value mean = spread(lastSums(own), y.shape());
      return Moving.plus(own, Moving.times(y.unaryMinus(), mean));
    }
  }
}
