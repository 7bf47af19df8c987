package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Array operations that move entries without changing them. Entries are counted in row-major
/// order.
public final class Shapes {
  /// One entry, as a scalar.
  ///
  /// @throws ShapeException when there is no such entry
  public static Value get(Value array, int index) {
    requireIndex("entry", index, array.shape().size(), array.shape());
    if (array instanceof Dense dense) return new Scalar(dense.array()[index]);
    return Level.dispatch(new Slice(index, Shape.SCALAR), array);
  }

  /// Checks that there is a `what` number `index`, of `size` that an array of `shape` has.
  ///
  /// @throws ShapeException when there is none
  public static void requireIndex(String what, int index, int size, Shape shape) {
    if (index >= 0 && index < size) return;
    throw new ShapeException(
        "no "
            + what
            + " "
            + index
            + " in a "
            + shape
            + ": "
            + (size == 0 ? "there is none" : "indices go from 0 to " + (size - 1)));
  }

  /// Checks that a range lies within the `size` entries, rows or columns of an array of `shape`.
  ///
  /// @throws ShapeException when it does not
  public static void requireRange(String operation, int from, int until, int size, Shape shape) {
    if (0 <= from && from <= until && until <= size) return;
    throw new ShapeException(
        operation
            + "("
            + from
            + ", "
            + until
            + ") of a "
            + shape
            + ": 0 <= from <= until <= "
            + size
            + " is needed");
  }

  /// The entries from `from` on, as a value of shape `part`.
  public static Value slice(Value array, int from, Shape part) {
    if (from == 0 && array.shape().equals(part)) return array;
    return Level.dispatch(new Slice(from, part), array);
  }

  /// A value of shape `whole` that is zero but for `part`, which starts at entry `from`.
  public static Value embed(Value part, int from, Shape whole) {
    return reshape(Level.dispatch(new Placing(new int[] {from}, whole.size()), part), whole);
  }

  /// The entries as a vector.
  public static Value flat(Value array) {
    return reshape(array, Shape.vector(array.shape().size()));
  }

  /// The same entries in another shape of the same size.
  public static Value reshape(Value array, Shape shape) {
    return array.shape().equals(shape) ? array : Level.dispatch(new Reshape(shape), array);
  }

  /// The transpose of a matrix.
  public static Value transposed(Value matrix) {
    int rows = matrix.shape().rows();
    int columns = matrix.shape().columns();
    if (rows == 1 || columns == 1) return reshape(matrix, Shape.matrix(columns, rows));
    int[] indices = new int[rows * columns];
    for (int i = 0; i < indices.length; i++) indices[i] = i % rows * columns + i / rows;
    return reshape(gather(matrix, indices), Shape.matrix(columns, rows));
  }

  /// The part of a matrix in these rows and columns, each in the given order.
  public static Value submatrix(Value matrix, int[] rows, int[] columns) {
    int width = matrix.shape().columns();
    int[] indices = new int[Shape.matrix(rows.length, columns.length).size()];
    for (int i = 0; i < indices.length; i++)
      indices[i] = rows[i / columns.length] * width + columns[i % columns.length];
    return reshape(gather(matrix, indices), Shape.matrix(rows.length, columns.length));
  }

  /// The square matrix with these entries on its diagonal, and structural zeros elsewhere.
  public static Value diagonal(Value vector) {
    int size = vector.shape().size();
    Shape square = Shape.matrix(size, size);
    return reshape(scatter(vector, diagonal(size, size), square.size()), square);
  }

  /// The entries on the diagonal of a matrix.
  public static Value diagonalOf(Value matrix) {
    Shape shape = matrix.shape();
    return gather(matrix, diagonal(Math.min(shape.rows(), shape.columns()), shape.columns()));
  }

  private static int[] diagonal(int size, int columns) {
    return IntStream.range(0, size).map(i -> i * (columns + 1)).toArray();
  }

  /// The entries `indices`, as a vector.
  public static Value gather(Value array, int[] indices) {
    return Level.dispatch(new Gather(indices), array);
  }

  /// A vector of `size` entries that is zero but for those at `indices`.
  public static Value scatter(Value part, int[] indices, int size) {
    return Level.dispatch(new Scatter(indices, size), part);
  }

  /// The entries of all parts, one after the other, as a vector.
  public static Value concat(List<Value> parts) {
    if (parts.size() == 1 && !parts.get(0).shape().isScalar()) return flat(parts.get(0));
    int[] at = new int[parts.size()];
    int size = 0;
    for (int i = 0; i < at.length; i++) {
      at[i] = size;
      size += parts.get(i).shape().size();
    }
    return Level.dispatch(new Placing(at, size), parts.toArray(Value[]::new));
  }

  /// The leaves of these shapes that lie one after the other in a vector: the way back from
  /// [#concat].
  public static List<Value> split(Value vector, List<Shape> shapes) {
    List<Value> leaves = new ArrayList<>();
    int at = 0;
    for (Shape shape : shapes) {
      leaves.add(shape.isScalar() ? get(vector, at) : slice(vector, at, shape));
      at += shape.size();
    }
    return leaves;
  }

  /// Several leaves as one value: a single one as it is, others as a vector.
  public static Value pack(List<Value> leaves) {
    return leaves.size() == 1 ? leaves.get(0) : concat(leaves);
  }

  /// The leaves of these shapes that were packed by [#pack].
  public static List<Value> unpack(Value packed, List<Shape> shapes) {
    return shapes.size() == 1 ? List.of(packed) : split(packed, shapes);
  }

  /// The entries that `operation` takes out of an array, null when it does something else.
  public static int @Nullable [] picked(Operation operation) {
    return Watched.plain(operation) instanceof Picking picking ? picking.entries() : null;
  }

  /// An operation that leaves entries out: it ignores a tangent all of whose moving entries are
  /// left out.
  private abstract static class Picking extends Linear {
    Picking(String name) {
      super(name);
    }

    /// The operand's entry for each entry of the result.
    abstract int[] entries();

    /// The entries of the result that move when the entries `moving` of the operand do.
    abstract IntStream within(int[] moving);

    @Override
    final boolean ignores(Value tangent) {
      int[] moving = tangent.moving();
      return moving != null && within(moving).findAny().isEmpty();
    }
  }

  private static final class Slice extends Picking {
    private final int from;
    private final Shape part;

    Slice(int from, Shape part) {
      super("get(" + from + (part.isScalar() ? ")" : ", " + part + ")"));
      this.from = from;
      this.part = part;
    }

    @Override
    Value value(Value x) {
      double[] numbers = Arrays.copyOfRange(x.arrayNumbers(), from, from + part.size());
      int[] moving = x.moving();
      if (moving == null) return Dense.of(numbers, part);
      return Dense.only(numbers, within(moving).toArray(), part);
    }

    @Override
    int[] entries() {
      return IntStream.range(from, from + part.size()).toArray();
    }

    @Override
    IntStream within(int[] moving) {
      return IntStream.of(moving)
          .map(entry -> entry - from)
          .filter(entry -> entry >= 0 && entry < part.size());
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return embed(cotangent, from, shape);
    }

    @Override
    public boolean pullsInPlace() {
      return true;
    }

    @Override
    public void pullInto(Value cotangent, double[] adjoint, BitSet moving) {
      double[] c = cotangent.arrayNumbers();
      for (int i = 0; i < c.length; i++) adjoint[from + i] += c[i];
      int[] entries = cotangent.moving();
      if (entries == null) moving.set(from, from + c.length);
      else for (int entry : entries) moving.set(from + entry);
    }
  }

  private static final class Reshape extends Linear {
    private final Shape to;

    Reshape(Shape to) {
      super("reshape");
      this.to = to;
    }

    @Override
    Value value(Value x) {
      double[] numbers = x.arrayNumbers();
      int[] moving = x.moving();
      return moving == null ? Dense.of(numbers, to) : Dense.only(numbers, moving, to);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return reshape(cotangent, shape);
    }
  }

  private static final class Gather extends Picking {
    private final int[] indices;

    Gather(int[] indices) {
      super("gather");
      this.indices = indices;
    }

    @Override
    Value value(Value x) {
      double[] all = x.arrayNumbers();
      double[] part = new double[indices.length];
      for (int i = 0; i < part.length; i++) part[i] = all[indices[i]];
      int[] moving = x.moving();
      if (moving == null) return Dense.vector(part);
      return Dense.only(part, within(moving).toArray(), Shape.vector(part.length));
    }

    @Override
    int[] entries() {
      return indices;
    }

    @Override
    IntStream within(int[] moving) {
      return IntStream.range(0, indices.length)
          .filter(i -> Arrays.binarySearch(moving, indices[i]) >= 0);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return reshape(scatter(cotangent, indices, shape.size()), shape);
    }

    @Override
    public boolean pullsInPlace() {
      return true;
    }

    @Override
    public void pullInto(Value cotangent, double[] adjoint, BitSet moving) {
      Scatter.add(cotangent, indices, adjoint, moving);
    }
  }

  private static final class Scatter extends Linear {
    private final int[] indices;
    private final int size;

    Scatter(int[] indices, int size) {
      super("scatter");
      this.indices = indices;
      this.size = size;
    }

    @Override
    Value value(Value x) {
      double[] all = new double[size];
      BitSet moving = new BitSet(size);
      add(x, indices, all, moving);
      return Moving.only(all, moving, Shape.vector(size));
    }

    static void add(Value part, int[] indices, double[] all, BitSet moving) {
      double[] numbers = part.arrayNumbers();
      for (int i = 0; i < numbers.length; i++) all[indices[i]] += numbers[i];
      int[] entries = part.moving();
      if (entries == null) for (int index : indices) moving.set(index);
      else for (int entry : entries) moving.set(indices[entry]);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return gather(cotangent, indices);
    }
  }

  /// Parts placed in a vector whose other entries are structural zeros.
  private static final class Placing implements Operation {
    private final int[] at;
    private final int size;

    Placing(int[] at, int size) {
      this.at = at;
      this.size = size;
    }

    @Override
    public String name() {
      return at.length == 1 ? "embed(" + at[0] + ")" : "concat";
    }

    @Override
    public boolean keepsZeros() {
      return true;
    }

    @Override
    public Value value(Value[] parts) {
      if (parts.length == 1 && parts[0] instanceof Scalar only)
        return Dense.only(only.number(), at[0], Shape.vector(size));
      double[] all = new double[size];
      BitSet moving = new BitSet(size);
      for (int i = 0; i < at.length; i++) {
        double[] numbers = parts[i].arrayNumbers();
        System.arraycopy(numbers, 0, all, at[i], numbers.length);
        int[] entries = parts[i].moving();
        if (entries == null) moving.set(at[i], at[i] + numbers.length);
        else for (int entry : entries) moving.set(at[i] + entry);
      }
      return Moving.only(all, moving, Shape.vector(size));
    }

    @Override
    public @Nullable Value push(Value y, Value[] parts, @Nullable Value[] tangents) {
      int[] moved = IntStream.range(0, at.length).filter(i -> tangents[i] != null).toArray();
      if (moved.length == 0) return null;
      Operation placing = new Placing(IntStream.of(moved).map(i -> at[i]).toArray(), size);
      return Level.dispatch(
          placing, IntStream.of(moved).mapToObj(i -> tangents[i]).toArray(Value[]::new));
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] parts, boolean[] wanted) {
      @Nullable Value[] pulled = new Value[parts.length];
      for (int i = 0; i < parts.length; i++)
        if (wanted[i]) pulled[i] = slice(cotangent, at[i], parts[i].shape());
      return pulled;
    }
  }

  private Shapes() {}
}
