package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Value;
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
    int size = array.shape().size();
    if (index < 0 || index >= size) {
      throw new ShapeException(
          "no entry " + index + " in a " + array.shape() + ": indices go from 0 to " + (size - 1));
    }
    if (array instanceof Dense dense) return new Scalar(dense.array()[index]);
    return Level.dispatch(new Slice(index, Shape.SCALAR), array);
  }

  /// The entries from `from` on, as a value of shape `part`.
  public static Value slice(Value array, int from, Shape part) {
    if (from == 0 && array.shape().equals(part)) return array;
    return Level.dispatch(new Slice(from, part), array);
  }

  /// A value of shape `whole` that is zero but for `part`, which starts at entry `from`.
  public static Value embed(Value part, int from, Shape whole) {
    return Level.dispatch(new Embed(from, whole), part);
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
    int[] indices = new int[rows * columns];
    for (int i = 0; i < indices.length; i++) indices[i] = i % rows * columns + i / rows;
    return reshape(gather(matrix, indices), Shape.matrix(columns, rows));
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
    return Level.dispatch(new Concat(), parts.toArray(Value[]::new));
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

  private static int @Nullable [] moving(Value value) {
    return value instanceof Dense dense ? dense.moving() : null;
  }

  /// An operation that leaves entries out: it ignores a tangent all of whose moving entries are
  /// left out.
  private abstract static class Picking extends Linear {
    Picking(String name) {
      super(name);
    }

    /// The entries of the result that move when the entries `moving` of the operand do.
    abstract IntStream within(int[] moving);

    @Override
    final boolean ignores(Value tangent) {
      int[] moving = moving(tangent);
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
      int[] moving = moving(x);
      if (moving == null) return Dense.of(numbers, part);
      return Dense.only(numbers, within(moving).toArray(), part);
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
      int[] entries = moving(cotangent);
      if (entries == null) moving.set(from, from + c.length);
      else for (int entry : entries) moving.set(from + entry);
    }
  }

  private static final class Embed extends Linear {
    private final int from;
    private final Shape whole;

    Embed(int from, Shape whole) {
      super("embed(" + from + ")");
      this.from = from;
      this.whole = whole;
    }

    @Override
    Value value(Value x) {
      double[] part = x.arrayNumbers();
      if (x.shape().isScalar()) return Dense.only(part[0], from, whole);
      double[] all = new double[whole.size()];
      System.arraycopy(part, 0, all, from, part.length);
      return Dense.of(all, whole);
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return slice(cotangent, from, shape);
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
      int[] moving = moving(x);
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
      int[] moving = moving(x);
      if (moving == null) return Dense.vector(part);
      return Dense.only(part, within(moving).toArray(), Shape.vector(part.length));
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
      double[] part = x.arrayNumbers();
      for (int i = 0; i < part.length; i++) all[indices[i]] += part[i];
      int[] moving = IntStream.of(indices).sorted().distinct().toArray();
      return Dense.only(all, moving, Shape.vector(size));
    }

    @Override
    Value adjoint(Value cotangent, Shape shape) {
      return gather(cotangent, indices);
    }
  }

  private static final class Concat implements Operation {
    @Override
    public String name() {
      return "concat";
    }

    @Override
    public Value value(Value[] parts) {
      int size = 0;
      for (Value part : parts) size += part.shape().size();
      double[] all = new double[size];
      int at = 0;
      for (Value part : parts) {
        double[] numbers = part.arrayNumbers();
        System.arraycopy(numbers, 0, all, at, numbers.length);
        at += numbers.length;
      }
      return Dense.vector(all);
    }

    @Override
    public Value push(Value y, Value[] parts, @Nullable Value[] tangents) {
      Value[] moved = new Value[parts.length];
      for (int i = 0; i < parts.length; i++) {
        Value tangent = tangents[i];
        moved[i] = tangent == null ? Dense.filled(0, parts[i].shape()) : tangent;
      }
      return Level.dispatch(this, moved);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] parts, boolean[] wanted) {
      @Nullable Value[] pulled = new Value[parts.length];
      int at = 0;
      for (int i = 0; i < parts.length; i++) {
        if (wanted[i]) pulled[i] = slice(cotangent, at, parts[i].shape());
        at += parts[i].shape().size();
      }
      return pulled;
    }
  }

  private Shapes() {}
}
