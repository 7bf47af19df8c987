package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Deferred;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.ColumnKernels;
import dev.mixtape.algebra.rows.Products;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One result of a map over columns as an operation on them, in generated code where they are plain
/// numbers. The values wait until somebody asks for them or for their sum.
final class ColumnOperation implements Operation {
  private final ColumnKernels kernels;
  private final List<Value> constants;
  private final int size;
  private final long stored;
  private final Again again;
  private final Sighting sighting;

  /// The map once more, on values that are active themselves.
  @FunctionalInterface
  interface Again {
    Partials partials(Value[] operands, boolean[] wanted);
  }

  /// @param constants what the kernels take behind the operands
  /// @param size the number of elements
  /// @param stored a bit per operand: those whose partials are computed along with the values
  ColumnOperation(
      ColumnKernels kernels,
      List<Value> constants,
      int size,
      long stored,
      Again again,
      Sighting sighting) {
    this.kernels = kernels;
    this.constants = constants;
    this.size = size;
    this.stored = stored;
    this.again = again;
    this.sighting = sighting;
  }

  @Override
  public String name() {
    return stored == 0 ? "recompute" : "map";
  }

  @Override
  public Value value(Value[] operands) {
    return Dense.deferred(new Waiting(columns(operands)), Shape.vector(size));
  }

  private double[][] columns(Value[] operands) {
    double[][] columns = new double[operands.length + constants.size()][];
    for (int i = 0; i < columns.length; i++) {
      Value operand = i < operands.length ? operands[i] : constants.get(i - operands.length);
      columns[i] = operand.arrayNumbers();
    }
    return columns;
  }

  /// Values that nobody has asked for yet.
  private final class Waiting implements Deferred {
    private final double[][] columns;
    private ColumnKernels.@Nullable Linearized partials;
    private ColumnKernels.@Nullable Linearized gradient;

    Waiting(double[][] columns) {
      this.columns = columns;
    }

    @Override
    public synchronized double[] array() {
      if (stored == 0) return kernels.value(columns, size);
      partials = kernels.partials(columns, size, stored);
      return partials.value();
    }

    @Override
    public synchronized double sum() {
      if (stored == 0) return kernels.sum(columns, size);
      gradient = kernels.sumAndGradient(columns, size, stored);
      return gradient.value()[0];
    }

    /// The pullback by what is known already: of one number for all values by the gradient of their
    /// sum, of a column by their partials; null when neither is.
    synchronized double @Nullable [] @Nullable [] pulled(double[] cotangent, Value[] x) {
      if (cotangent.length == 1 && gradient != null)
        return scaled(gradient.partials(), cotangent[0]);
      if (cotangent.length != size || partials == null) return null;
      double[] @Nullable [] pulled = new double[x.length][];
      for (int i = 0; i < x.length; i++) {
        double[] column = partials.partials()[i];
        if (column != null) pulled[i] = product(column, cotangent, x[i].shape().isScalar());
      }
      return pulled;
    }
  }

  private static double[] product(double[] partials, double[] cotangent, boolean isShared) {
    Value column = Dense.vector(partials);
    Value all = Dense.vector(cotangent);
    return isShared
        ? new double[] {Products.dot(column, all).scalarNumber()}
        : column.times(all).arrayNumbers();
  }

  private static double[] @Nullable [] scaled(double[] @Nullable [] gradient, double factor) {
    if (factor == 1) return gradient;
    double[] @Nullable [] scaled = new double[gradient.length][];
    for (int i = 0; i < scaled.length; i++) {
      double[] column = gradient[i];
      if (column != null) scaled[i] = Dense.vector(column).times(new Scalar(factor)).arrayNumbers();
    }
    return scaled;
  }

  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    Partials partials = again.partials(x, Partials.moved(x.length, tangents));
    @Nullable Value[] pushed = new Value[tangents.length];
    for (int k = 0; k < pushed.length; k++) pushed[k] = partials.push(tangents[k])[0];
    return pushed;
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    for (Value operand : x) if (!operand.isNumber()) return pullAgain(cotangent, x, wanted);
    if (!cotangent.isNumber()) return pullAgain(cotangent, x, wanted);
    double[] @Nullable [] pulled = pullNumbers((Dense) cotangent, y, x, bits(wanted));
    @Nullable Value[] cotangents = new Value[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] own = pulled[i];
      if (wanted[i] && own != null) cotangents[i] = Dense.of(own, x[i].shape());
    }
    return cotangents;
  }

  private @Nullable Value[] pullAgain(Value cotangent, Value[] x, boolean[] wanted) {
    return again.partials(x, wanted).pull(new Value[] {cotangent});
  }

  private static long bits(boolean[] wanted) {
    long bits = 0;
    for (int i = 0; i < wanted.length; i++) if (wanted[i]) bits |= 1L << i;
    return bits;
  }

  private double[] @Nullable [] pullNumbers(Dense cotangent, Value y, Value[] x, long wanted) {
    double[] c =
        cotangent.deferred() instanceof Deferred.Uniform(double number, _)
            ? new double[] {number}
            : cotangent.array();
    if ((wanted & ~stored) == 0
        && y instanceof Dense values
        && values.deferred() instanceof Waiting waiting) {
      double @Nullable [] @Nullable [] known = waiting.pulled(c, x);
      if (known != null) return known;
    }
    return sighting.again(() -> {
      sighting.passed();
      return kernels.pull(columns(x), c, size, wanted);
    });
  }
}
