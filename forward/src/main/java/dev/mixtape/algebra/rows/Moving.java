package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Arithmetic of tangents and cotangents that keeps their structural zeros: what does not move
/// stays an exact zero beside an infinite or undefined partial.
public final class Moving {
  private Moving() {}

  /// A partial times a tangent or cotangent, entry by entry.
  public static Value times(Value partial, Value tangent) {
    if (partial == Scalar.ONE) return tangent;
    if (tangent == Scalar.ONE) return partial;
    return times(partial, tangent, tangent.moving());
  }

  /// The product of two values, either of which may have structural zeros.
  static Value product(Value a, Value b) {
    int[] first = a.moving();
    int[] second = b.moving();
    if (first == null || second == null) return times(a, b, first == null ? second : first);
    BitSet both = bits(first);
    both.and(bits(second));
    return times(a, b, both.stream().toArray());
  }

  /// The product in the entries that move; null for all.
  private static Value times(Value a, Value b, int @Nullable [] moving) {
    if (moving == null) return a.times(b);
    if (a.isNumber() && b.isNumber()) return ofNumbers(a.arrayNumbers(), b, moving);
    Value own = a.shape().isScalar() ? a : Shapes.gather(a, moving);
    Value moved = own.times(Shapes.gather(b, moving));
    return Shapes.reshape(Shapes.scatter(moved, moving, b.shape().size()), b.shape());
  }

  private static Value ofNumbers(double[] a, Value b, int[] moving) {
    double[] factors = b.arrayNumbers();
    double[] products = new double[factors.length];
    for (int entry : moving) products[entry] = a[a.length == 1 ? 0 : entry] * factors[entry];
    return Dense.only(products, moving, b.shape());
  }

  /// `Σ pᵢ ẋᵢ` over the entries that move.
  static Value dot(Value partial, Value tangent) {
    return tangent.moving() == null
        ? Products.dot(partial, tangent)
        : Reductions.SUM.of(times(partial, tangent));
  }

  /// The sum of two tangents.
  public static Value plus(Value a, Value b) {
    return a.moving() == null || b.moving() == null || !a.shape().equals(b.shape())
        ? a.plus(b)
        : Level.dispatch(PLUS, a, b);
  }

  private static final Operation PLUS = new Plus();

  private static final class Plus implements Operation {
    @Override
    public String name() {
      return "plus";
    }

    @Override
    public boolean keepsZeros() {
      return true;
    }

    @Override
    public Value value(Value[] x) {
      double[] a = x[0].arrayNumbers();
      double[] b = x[1].arrayNumbers();
      double[] sums = new double[a.length];
      for (int i = 0; i < sums.length; i++) sums[i] = a[i] + b[i];
      int[] first = x[0].moving();
      int[] second = x[1].moving();
      return first == null || second == null
          ? Dense.of(sums, x[0].shape())
          : only(sums, union(first, second), x[0].shape());
    }

    @Override
    public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
      Value first = tangents[0];
      Value second = tangents[1];
      if (first == null) return second;
      return second == null ? first : Moving.plus(first, second);
    }

    @Override
    public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
      return new Value[] {cotangent, cotangent};
    }
  }

  /// Numbers of which only the entries `moving` are no structural zeros.
  public static Value only(double[] numbers, BitSet moving, Shape shape) {
    return moving.cardinality() == numbers.length
        ? Dense.of(numbers, shape)
        : Dense.only(numbers, moving.stream().toArray(), shape);
  }

  private static Value only(double[] numbers, int[] moving, Shape shape) {
    return moving.length == numbers.length
        ? Dense.of(numbers, shape)
        : Dense.only(numbers, moving, shape);
  }

  private static int[] union(int[] a, int[] b) {
    int[] all = new int[a.length + b.length];
    int size = 0;
    for (int i = 0, j = 0; i < a.length || j < b.length; size++) {
      int next = j == b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
      if (i < a.length && a[i] == next) i++;
      if (j < b.length && b[j] == next) j++;
      all[size] = next;
    }
    return Arrays.copyOf(all, size);
  }

  private static BitSet bits(int[] entries) {
    BitSet bits = new BitSet();
    for (int entry : entries) bits.set(entry);
    return bits;
  }
}
