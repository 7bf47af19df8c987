package dev.mixtape.forward;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
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
/// directions, or along one direction.
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
      int to = Math.min(components, from + Dual.WIDTH);
      pushforward.run(pushforward.units(from, to), to - from);
      from += Dual.WIDTH;
    } while (from < components);
    return pushforward;
  }

  /// Runs `function` on duals over `argument` that move along one direction.
  ///
  /// @throws ShapeException when a leaf of the direction has not the shape of the argument's
  static Pushforward along(
      Function<Object, Object> function, Object argument, @Nullable Value[] direction) {
    Pushforward pushforward = new Pushforward(function, argument);
    List<Value> leaves = pushforward.leaves;
    List<@Nullable Value[]> seeds = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      Value seed = direction[leaf];
      requireShape(leaves.get(leaf).shape(), seed);
      seeds.add(new @Nullable Value[] {seed});
    }
    pushforward.run(seeds, 1);
    return pushforward;
  }

  private static void requireShape(Shape expected, @Nullable Value seed) {
    if (seed == null || seed.shape().equals(expected)) return;
    throw new ShapeException(
        "a direction has the shape of the argument, "
            + expected
            + ", but a "
            + seed.shape()
            + " was given");
  }

  /// Runs the function on duals with one seed per leaf and direction.
  private void run(List<@Nullable Value[]> seeds, int directions) {
    DualLevel level = new DualLevel();
    Object answered;
    try {
      List<Value> seeded = new ArrayList<>();
      for (int leaf = 0; leaf < leaves.size(); leaf++)
        seeded.add(level.dual(leaves.get(leaf), seeds.get(leaf)));
      answered = function.apply(argument.build(seeded));
    } finally {
      level.close();
    }
    List<Value> duals = Structure.leavesOf(answered).stream().map(level::answered).toList();
    if (result == null) {
      result = Structure.of(answered);
      values = duals.stream().map(level::primalOf).toList();
    }
    for (int k = 0; k < directions; k++) {
      Value[] column = new Value[duals.size()];
      for (int leaf = 0; leaf < column.length; leaf++) {
        Value partial = level.partialOf(duals.get(leaf), k);
        column[leaf] = partial == null ? Dense.filled(0, duals.get(leaf).shape()) : partial;
      }
      partials.add(column);
    }
  }

  /// Unit seeds for the components `from` to `to` of the argument.
  private List<@Nullable Value[]> units(int from, int to) {
    List<@Nullable Value[]> units = new ArrayList<>();
    int first = 0;
    for (Value leaf : leaves) {
      @Nullable Value[] directions = new Value[to - from];
      for (int c = 0; c < leaf.shape().size(); c++) {
        int direction = first + c - from;
        if (direction >= 0 && direction < directions.length)
          directions[direction] = Dense.only(1, c, leaf.shape());
      }
      units.add(directions);
      first += leaf.shape().size();
    }
    return units;
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
