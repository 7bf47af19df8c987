package dev.mixtape.forward;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.Dual;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function differentiated in every real component of its argument, in chunks of eight
/// directions.
final class Pushforward {
  private final Structure argument;
  private final List<Value> leaves;
  private final Function<Object, Object> function;
  private final List<Value[]> partials = new ArrayList<>();
  private @Nullable Structure result;
  private List<Value> values = List.of();

  private Pushforward(Function<Object, Object> function, Object argument) {
    this.function = function;
    this.argument = Structure.of(argument);
    this.leaves = Structure.leavesOf(argument);
  }

  /// Runs `function` on duals over `argument`.
  static Pushforward of(Function<Object, Object> function, Object argument) {
    Pushforward pushforward = new Pushforward(function, argument);
    int components = pushforward.leaves.stream().mapToInt(leaf -> leaf.shape().size()).sum();
    int from = 0;
    do {
      pushforward.run(from, Math.min(components, from + Dual.WIDTH));
      from += Dual.WIDTH;
    } while (from < components);
    return pushforward;
  }

  private void run(int from, int to) {
    DualLevel level = new DualLevel();
    Object answered;
    try {
      answered = function.apply(argument.build(seeded(level, from, to)));
    } finally {
      level.close();
    }
    List<Value> duals = Structure.leavesOf(answered).stream().map(level::answered).toList();
    if (result == null) {
      result = Structure.of(answered);
      values = duals.stream().map(level::primalOf).toList();
    }
    for (int k = 0; k < to - from; k++) {
      Value[] column = new Value[duals.size()];
      for (int leaf = 0; leaf < column.length; leaf++) {
        Value partial = level.partialOf(duals.get(leaf), k);
        column[leaf] = partial == null ? Dense.filled(0, duals.get(leaf).shape()) : partial;
      }
      partials.add(column);
    }
  }

  private List<Value> seeded(DualLevel level, int from, int to) {
    List<Value> seeded = new ArrayList<>();
    int first = 0;
    for (Value leaf : leaves) {
      @Nullable Value[] directions = new Value[to - from];
      for (int c = 0; c < leaf.shape().size(); c++) {
        int direction = first + c - from;
        if (direction >= 0 && direction < directions.length)
          directions[direction] = Dense.only(1, c, leaf.shape());
      }
      seeded.add(level.dual(leaf, directions));
      first += leaf.shape().size();
    }
    return seeded;
  }

  /// The function's value.
  Object value() {
    return Objects.requireNonNull(result).build(values);
  }

  /// The value of the function's result's one leaf.
  Value leaf() {
    return values.get(0);
  }

  /// The result's partial in component `i` of the argument, as a value of the result's type.
  Object partial(int i) {
    return Objects.requireNonNull(result).build(List.of(partials.get(i)));
  }

  /// The gradient of a scalar result as one value per leaf of the argument.
  Value[] gradient() {
    Value[] gradient = new Value[leaves.size()];
    int at = 0;
    for (int leaf = 0; leaf < gradient.length; leaf++) {
      Shape shape = leaves.get(leaf).shape();
      List<Value> entries = new ArrayList<>();
      for (int c = 0; c < shape.size(); c++) entries.add(partials.get(at++)[0]);
      if (shape.isScalar()) gradient[leaf] = entries.get(0);
      else if (entries.isEmpty()) gradient[leaf] = leaves.get(leaf);
      else gradient[leaf] = Shapes.reshape(Shapes.concat(entries), shape);
    }
    return gradient;
  }

  Structure argument() {
    return argument;
  }

  List<Value> leaves() {
    return leaves;
  }

  /// The Jacobian: a row per component of the result, a column per component of the argument.
  Value jacobian() {
    int rows = values.stream().mapToInt(value -> value.shape().size()).sum();
    int columns = partials.size();
    if (rows * columns == 0) return new Dense(new double[0], Shape.matrix(rows, columns));
    List<Value> all = new ArrayList<>();
    for (Value[] column : partials) all.addAll(List.of(column));
    return Shapes.transposed(Shapes.reshape(Shapes.concat(all), Shape.matrix(columns, rows)));
  }
}
