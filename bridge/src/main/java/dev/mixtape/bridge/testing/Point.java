package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Values, taken apart into their real components: the arguments of a function, or its result.
///
/// @param structures one per value
/// @param shapes one per leaf of all values
/// @param numbers the components of all leaves, one after the other
record Point(List<Structure> structures, List<Shape> shapes, double[] numbers) {
  private static final int SHOWN = 100;

  static Point of(Object... values) {
    List<Structure> structures = Arrays.stream(values).map(Structure::of).toList();
    List<Value> leaves = new ArrayList<>();
    for (Object value : values) leaves.addAll(Structure.leavesOf(value));
    return new Point(structures, leaves.stream().map(Value::shape).toList(), numbers(leaves));
  }

  static double[] numbers(List<Value> leaves) {
    return leaves.stream().flatMapToDouble(leaf -> Arrays.stream(leaf.arrayNumbers())).toArray();
  }

  int size() {
    return numbers.length;
  }

  Point with(double[] other) {
    return new Point(structures, shapes, other);
  }

  Point with(int component, double number) {
    double[] other = numbers.clone();
    other[component] = number;
    return with(other);
  }

  /// Leaves of these shapes, over fresh arrays.
  List<Value> leaves(double[] components) {
    List<Value> leaves = new ArrayList<>();
    int at = 0;
    for (Shape shape : shapes) {
      leaves.add(Dense.of(Arrays.copyOfRange(components, at, at + shape.size()), shape));
      at += shape.size();
    }
    return leaves;
  }

  /// The values, over fresh arrays.
  Object[] values() {
    return values(leaves(numbers));
  }

  /// The values with these leaves.
  Object[] values(List<Value> leaves) {
    return Structure.buildAll(structures, leaves);
  }

  /// The tangents of `values` with these components.
  List<Tangent<?>> tangents(Object[] values, double[] components) {
    List<Value> leaves = leaves(components);
    List<Tangent<?>> tangents = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < structures.size(); i++) {
      int end = at + structures.get(i).leafCount();
      tangents.add(
          Tangent.ofLeaves(
              structures.get(i),
              Structure.leavesOf(values[i]),
              leaves.subList(at, end).toArray(Value[]::new)));
      at = end;
    }
    return tangents;
  }

  /// The first component of value `i`; of the one after the last, the number of all.
  int start(int i) {
    int leaf = 0;
    for (int k = 0; k < i; k++) leaf += structures.get(k).leafCount();
    return shapes.subList(0, leaf).stream().mapToInt(Shape::size).sum();
  }

  /// The value, counted from 0, that a component is of.
  int owner(int component) {
    int owner = 0;
    while (component >= start(owner + 1)) owner++;
    return owner;
  }

  private int leafOf(int component) {
    int leaf = 0;
    int end = shapes.get(0).size();
    while (component >= end) end += shapes.get(++leaf).size();
    return leaf;
  }

  /// `` `inner.theta`[2] `` for a component of a record, `[2]` for one of a vector, nothing for a
  /// real.
  String place(int component) {
    int leaf = leafOf(component);
    int owner = owner(component);
    int within = component - shapes.subList(0, leaf).stream().mapToInt(Shape::size).sum();
    int firstLeaf = structures.subList(0, owner).stream().mapToInt(Structure::leafCount).sum();
    Shape shape = shapes.get(leaf);
    String index =
        switch (shape.rank()) {
          case 0 -> "";
          case 1 -> "[" + within + "]";
          default -> "[" + within / shape.columns() + ", " + within % shape.columns() + "]";
        };
    String name = structures.get(owner).leafNames("").get(leaf - firstLeaf);
    boolean named = !name.isEmpty() && !name.equals("value");
    return (named ? " leaf `" + name + "`" : "") + (index.isEmpty() ? "" : " element " + index);
  }

  /// `argument 2 leaf `scale` element [3]`, of a component of arguments.
  String argumentPlace(int component) {
    return argument(owner(component)) + place(component);
  }

  /// `argument 1`, for the value counted from 0.
  static String argument(int owner) {
    return "argument " + (owner + 1);
  }

  String signature() {
    return structures.stream().map(Structure::toString).collect(Collectors.joining(", "));
  }

  /// Some components of each value, at random: all, when they are few.
  int[] sample(int perValue, RandomGenerator random) {
    return IntStream.range(0, structures.size())
        .flatMap(i -> some(IntStream.range(start(i), start(i + 1)).toArray(), perValue, random))
        .toArray();
  }

  private static IntStream some(int[] all, int count, RandomGenerator random) {
    if (all.length <= count) return Arrays.stream(all);
    for (int k = 0; k < count; k++) {
      int other = k + random.nextInt(all.length - k);
      int swapped = all[k];
      all[k] = all[other];
      all[other] = swapped;
    }
    return Arrays.stream(all).limit(count).sorted();
  }

  /// The values, shortened.
  @Override
  public String toString() {
    String all = Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "));
    return "(" + (all.length() > SHOWN ? all.substring(0, SHOWN) + "…" : all) + ")";
  }
}
