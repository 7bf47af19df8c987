package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.rows.Reductions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The partial of a row in one operand as an operation of its own, by the row's `double` form: the
/// result is the first operand, the row's operands follow.
public record PartialOf(Row row, int operand) implements Operation {
  @Override
  public String name() {
    return "∂" + row.name() + "/∂" + (operand + 1);
  }

  @Override
  public Value value(Value[] x) {
    Shape shape = x[0].shape();
    double[] partials = new double[shape.size()];
    for (int i = 0; i < partials.length; i++)
      partials[i] =
          row.numberPartial(
              operand, entry(x, 0, i), entry(x, 1, i), entry(x, 2, i), entry(x, 3, i));
    return shape.isScalar() ? new Scalar(partials[0]) : Dense.of(partials, shape);
  }

  private static double entry(Value[] x, int operand, int i) {
    if (operand >= x.length) return 0;
    double[] numbers = x[operand].arrayNumbers();
    return numbers[numbers.length == 1 ? 0 : i];
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    DualLevel level = new DualLevel();
    Value[] duals = x.clone();
    for (int i = 0; i < x.length; i++)
      if (tangents[i] != null) duals[i] = level.dual(x[i], new @Nullable Value[] {tangents[i]});
    Value partial = row.partial(operand, duals[0], Arrays.copyOfRange(duals, 1, x.length));
    level.close();
    return partial.level() == level ? level.partialOf(partial, 0) : null;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    @Nullable Value[] pulled = new Value[x.length];
    for (int i = 0; i < x.length; i++) {
      if (!wanted[i]) continue;
      @Nullable Value[] direction = new Value[x.length];
      direction[i] = Dense.filled(1, x[i].shape());
      Value slope = push(y, x, direction);
      if (slope == null) continue;
      Value whole = slope.times(cotangent);
      pulled[i] =
          x[i].shape().isScalar() && !whole.shape().isScalar() ? Reductions.SUM.of(whole) : whole;
    }
    return pulled;
  }
}
