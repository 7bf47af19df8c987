package dev.mixtape.tape;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Jacobians row by row: one recording, one sweep per component of the result.
///
/// @param value the function's value
/// @param blocks one per argument: a row per component of the result, a column per component of the
///   argument, leaf by leaf
record Jacobians(RealVector value, List<RealMatrix> blocks) {
  static Jacobians of(Function<Object[], Object> f, Object... arguments) {
    Reverse reverse = Reverse.of(f, arguments);
    RealVector value = (RealVector) reverse.value();
    List<List<Value>> rows = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) rows.add(new ArrayList<>());
    for (int row = 0; row < value.size(); row++) {
      Value unit = Dense.only(1, row, value.shape());
      @Nullable Value[][] adjoints = reverse.sweep(new Value[] {unit});
      for (int i = 0; i < arguments.length; i++)
        rows.get(i).addAll(Dense.filled(reverse.leaves(i), adjoints[i]));
    }
    reverse.release();
    List<RealMatrix> blocks = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++)
      blocks.add(matrix(value.size(), rows.get(i), reverse.leaves(i)));
    return new Jacobians(value, blocks);
  }

  private static RealMatrix matrix(int rows, List<Value> entries, List<Value> leaves) {
    int columns = leaves.stream().mapToInt(leaf -> leaf.shape().size()).sum();
    if (rows * columns == 0) return RealMatrix.wrapping(rows, columns, new double[0]);
    return Shapes.reshape(Shapes.concat(entries), Shape.matrix(rows, columns)).asMatrix();
  }
}
