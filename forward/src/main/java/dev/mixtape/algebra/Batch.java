package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;

/// A batch of elements of one type, stored as a structure of arrays: one column per real leaf, and
/// what the elements have in common once. A million normal distributions are two `double[]`.
///
/// A [RealVector] is the batch whose elements are reals. `map` makes batches, [#of] too.
///
/// @param <T> the type of the elements
public abstract sealed class Batch<T> permits RealVector, ColumnBatch, SameBatch {
  Batch() {}

  /// A batch of these elements.
  ///
  /// @throws ShapeException when the elements' leaves differ in number or shape
  @SuppressWarnings("unchecked")
  public static <T> Batch<T> of(List<? extends T> elements) {
    List<Structure> structures = new ArrayList<>();
    List<List<Value>> leaves = new ArrayList<>();
    for (T element : elements) {
      structures.add(Structure.of(element));
      leaves.add(Structure.leavesOf(element));
    }
    return (Batch<T>) ofElements(structures, leaves);
  }

  /// A batch of elements given as structures and leaves.
  public static Batch<?> ofElements(List<Structure> structures, List<List<Value>> leaves) {
    if (structures.isEmpty()) return new ColumnBatch<>(0, List.of(), null, List.of());
    List<Value> columns = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.get(0).size(); leaf++) columns.add(column(leaves, leaf));
    return ofColumns(structures, columns);
  }

  private static Value column(List<List<Value>> elements, int leaf) {
    Shape shape = elements.get(0).get(leaf).shape();
    List<Value> entries = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      List<Value> leaves = elements.get(i);
      if (leaves.size() != elements.get(0).size() || !leaves.get(leaf).shape().equals(shape)) {
        throw new ShapeException(
            "elements of a batch must have leaves of the same shapes, but element 0 has "
                + shapes(elements.get(0))
                + " and element "
                + i
                + " has "
                + shapes(leaves));
      }
      entries.add(leaves.get(leaf));
    }
    return Shapes.reshape(Shapes.concat(entries), columnShape(elements.size(), shape));
  }

  private static List<Shape> shapes(List<Value> leaves) {
    return leaves.stream().map(Value::shape).toList();
  }

  /// The shape of the column of `size` leaves of shape `leaf`: a vector, or a matrix with one row
  /// per element.
  public static Shape columnShape(int size, Shape leaf) {
    return leaf.isScalar() ? Shape.vector(size) : Shape.matrix(size, leaf.size());
  }

  /// A batch of `size` elements of one structure, of these columns.
  public static Batch<?> ofColumns(Structure element, int size, List<Value> columns) {
    return element instanceof Structure.Leaf(Shape shape) && shape.isScalar()
        ? columns.get(0).asVector()
        : new ColumnBatch<>(size, List.of(element), null, columns);
  }

  /// A batch of these columns; `structures` has one entry per element.
  public static Batch<?> ofColumns(List<Structure> structures, List<Value> columns) {
    List<Structure> cases = cases(structures);
    if (cases.size() == 1) return ofColumns(cases.get(0), structures.size(), columns);
    int[] caseOf = new int[structures.size()];
    for (int i = 0; i < caseOf.length; i++) caseOf[i] = cases.indexOf(structures.get(i));
    return new ColumnBatch<>(structures.size(), cases, caseOf, columns);
  }

  private static List<Structure> cases(List<Structure> structures) {
    Structure first = structures.get(0);
    for (Structure structure : structures) {
      if (structure != first) return structures.stream().distinct().toList();
    }
    return List.of(first);
  }

  /// The number of elements.
  public abstract int size();

  /// Element `index`, counted from 0.
  ///
  /// @throws ShapeException when there is no such element; names the index and the size
  public abstract T get(int index);

  /// The columns, one per real leaf of an element.
  public List<Value> columns() {
    return List.of(((RealVector) this).untyped);
  }

  /// The structure of element `index`.
  public Structure element(int index) {
    return REAL;
  }

  private static final Structure REAL = new Structure.Leaf(Shape.SCALAR);

  /// True when all elements have the same structure.
  public boolean isUniform() {
    return true;
  }

  /// The leaves of element `index`.
  public final List<Value> leaves(int index) {
    if (this instanceof SameBatch) return columns();
    List<Value> leaves = new ArrayList<>();
    List<Shape> shapes = leafShapes(element(index));
    for (int i = 0; i < shapes.size(); i++) {
      int size = shapes.get(i).size();
      leaves.add(
          shapes.get(i).isScalar()
              ? Shapes.get(columns().get(i), index)
              : Shapes.slice(columns().get(i), index * size, shapes.get(i)));
    }
    return leaves;
  }

  /// The shapes of the leaves of `structure`.
  public static List<Shape> leafShapes(Structure structure) {
    if (structure instanceof Structure.Leaf(Shape shape)) return List.of(shape);
    List<Shape> shapes = new ArrayList<>();
    addLeafShapes(structure, shapes);
    return shapes;
  }

  /// Adds the shapes of the leaves of `structure` to `shapes`.
  public static void addLeafShapes(Structure structure, List<Shape> shapes) {
    switch (structure) {
      case Structure.Leaf(Shape shape) -> shapes.add(shape);
      case Structure.Static _ -> {}
      case Structure.OfRecord(_, var parts) -> parts.forEach(part -> addLeafShapes(part, shapes));
      case Structure.OfTuple(var parts) -> parts.forEach(part -> addLeafShapes(part, shapes));
      case Structure.OfBatch(var like) ->
          like.columns().forEach(column -> shapes.add(column.shape()));
    }
  }

  /// The elements `indices` as a batch of their own; of a `same(…)` itself.
  public final Batch<?> select(int[] indices) {
    if (isSame()) return this;
    List<Structure> structures = new ArrayList<>(indices.length);
    for (int index : indices) structures.add(element(index));
    List<Value> selected = new ArrayList<>();
    for (Value column : columns()) selected.add(selectRows(column, indices));
    return structures.isEmpty() ? this : ofColumns(structures, selected);
  }

  private static Value selectRows(Value column, int[] rows) {
    int width = column.shape().columns();
    if (width == 1 && column.shape().rank() == 1) return Shapes.gather(column, rows);
    int[] entries = new int[rows.length * width];
    for (int i = 0; i < entries.length; i++) entries[i] = rows[i / width] * width + i % width;
    return Shapes.reshape(Shapes.gather(column, entries), Shape.matrix(rows.length, width));
  }

  /// True for one value that is broadcast to every element of the batches beside it.
  public boolean isSame() {
    return false;
  }

  /// The same elements with other columns.
  Batch<?> withColumns(List<Value> columns) {
    return columns.get(0).asVector();
  }

  boolean sameStructure(Batch<?> that) {
    if (isSame() != that.isSame() || size() != that.size()) return false;
    for (int i = 0; i < size(); i++) if (!element(i).equals(that.element(i))) return false;
    return true;
  }

  final void requireElement(int index) {
    if (index < 0 || index >= size()) {
      throw new ShapeException("no element " + index + " in a batch of " + size());
    }
  }
}
