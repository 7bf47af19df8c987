package dev.mixtape.forward;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.node.Directions;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A function differentiated in every real component of its argument, or along one direction.
final class Pushforward {
  private final Structure argument;
  private final List<Value> leaves;
  private final Directions pushed;

  private Pushforward(
      Function<Object, Object> function,
      Object argument,
      int directions,
      IntFunction<@Nullable Value[]> direction) {
    this.argument = Structure.of(argument);
    this.leaves = Structure.leavesOf(argument);
    this.pushed =
        Directions.along(
            duals -> function.apply(this.argument.build(duals)), leaves, directions, direction);
  }

  /// Runs `function` on duals over `argument`, once for every eight of its components.
  static Pushforward of(Function<Object, Object> function, Object argument) {
    List<Shape> shapes = Structure.leavesOf(argument).stream().map(Value::shape).toList();
    int components = shapes.stream().mapToInt(Shape::size).sum();
    return new Pushforward(function, argument, components, i -> unit(i, shapes));
  }

  /// Runs `function` on duals over `argument` that move along one direction.
  ///
  /// @throws ShapeException when a leaf of the direction has not the shape of the argument's
  static Pushforward along(
      Function<Object, Object> function, Object argument, @Nullable Value[] direction) {
    List<Value> leaves = Structure.leavesOf(argument);
    for (int leaf = 0; leaf < direction.length; leaf++)
      requireShape(leaves.get(leaf).shape(), direction[leaf]);
    return new Pushforward(function, argument, 1, _ -> direction);
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

  /// The unit tangent of component `i`, counted leaf by leaf.
  private static @Nullable Value[] unit(int i, List<Shape> shapes) {
    @Nullable Value[] unit = new Value[shapes.size()];
    int component = i;
    int leaf = 0;
    while (component >= shapes.get(leaf).size()) component -= shapes.get(leaf++).size();
    unit[leaf] = Dense.only(1, component, shapes.get(leaf));
    return unit;
  }

  /// The function's value.
  Object value() {
    return pushed.result().build(pushed.values());
  }

  /// The value of the function's result's one leaf.
  Value leaf() {
    return pushed.values().get(0);
  }

  /// The result's partial in direction `i`, as a value of the result's type.
  Object partial(int i) {
    return pushed.result().build(partials(i));
  }

  private List<Value> partials(int i) {
    return Dense.filled(pushed.values(), pushed.tangents().get(i));
  }

  /// The gradient of a scalar result as one value per leaf of the argument.
  Value[] gradient() {
    Value[] gradient = new Value[leaves.size()];
    int at = 0;
    for (int leaf = 0; leaf < gradient.length; leaf++) {
      Shape shape = leaves.get(leaf).shape();
      List<Value> entries = new ArrayList<>();
      for (int c = 0; c < shape.size(); c++) entries.add(partials(at++).get(0));
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
    int rows = pushed.values().stream().mapToInt(value -> value.shape().size()).sum();
    int columns = pushed.tangents().size();
    if (rows * columns == 0) return new Dense(new double[0], Shape.matrix(rows, columns));
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) all.addAll(partials(i));
    return Shapes.transposed(Shapes.reshape(Shapes.concat(all), Shape.matrix(columns, rows)));
  }
}
