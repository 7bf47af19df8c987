package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Arithmetic of tangents and cotangents that keeps their structural zeros: what does not move
/// stays an exact zero beside an infinite or undefined partial.
public final class Moving {
  private Moving() {}

  /// The entries of a tangent that are no structural zeros, in ascending order; null when all may
  /// move.
  public static int @Nullable [] of(Value tangent) {
    return tangent instanceof Dense dense ? dense.moving() : null;
  }

  /// A partial times a tangent or cotangent, entry by entry.
  public static Value times(Value partial, Value tangent) {
    if (partial == Scalar.ONE) return tangent;
    if (tangent == Scalar.ONE) return partial;
    int[] entries = of(tangent);
    if (entries == null) return partial.times(tangent);
    Value own = partial.shape().isScalar() ? partial : Shapes.gather(partial, entries);
    Value moved = own.times(Shapes.gather(tangent, entries));
    return Shapes.reshape(Shapes.scatter(moved, entries, tangent.shape().size()), tangent.shape());
  }

  /// `Σ pᵢ ẋᵢ` over the entries that move.
  static Value dot(Value partial, Value tangent) {
    return of(tangent) == null
        ? Products.dot(partial, tangent)
        : Reductions.SUM.of(times(partial, tangent));
  }

  /// The sum of two tangents.
  public static Value plus(Value a, Value b) {
    int[] as = of(a);
    int[] bs = of(b);
    if (as == null || bs == null || !a.shape().equals(b.shape())) return a.plus(b);
    BitSet either = bits(as);
    either.or(bits(bs));
    return only(a.plus(b).arrayNumbers(), either, a.shape());
  }

  /// Numbers of which only the entries `moving` are no structural zeros.
  public static Value only(double[] numbers, BitSet moving, Shape shape) {
    return moving.cardinality() == numbers.length
        ? Dense.of(numbers, shape)
        : Dense.only(numbers, moving.stream().toArray(), shape);
  }

  private static BitSet bits(int[] entries) {
    BitSet bits = new BitSet();
    for (int entry : entries) bits.set(entry);
    return bits;
  }
}
