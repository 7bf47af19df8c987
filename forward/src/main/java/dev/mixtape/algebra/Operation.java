package dev.mixtape.algebra;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Something a level can do to values: a value, a pushforward and a pullback.
///
/// Primitives ([Row]), array operations, functions that bring a rule, and forward nodes are all
/// operations; a level needs no other knowledge about any of them. `push` and `pull` are written in
/// the algebra, so they may be given active values and derivatives nest.
///
/// Notation, used everywhere: `y` the result, `x` the operands, a dot for tangents, a bar for
/// cotangents. A null tangent or cotangent is an exact, structural zero.
public interface Operation {
  /// The operation's name in programs, graphs and messages.
  String name();

  /// The result for plain numbers.
  Value value(Value[] operands);

  /// The Jacobian-vector product: the tangent of the result for tangents of the operands.
  ///
  /// @param y the result
  /// @param tangents one per operand, null where the operand does not move
  /// @return the tangent of `y`, or null where it does not move
  @Nullable Value push(Value y, Value[] operands, @Nullable Value[] tangents);

  /// The vector-Jacobian product: the cotangents of the wanted operands.
  ///
  /// @param cotangent the cotangent of `y`, of its shape
  /// @param wanted which operands need a cotangent, those that the level follows and no others; the
  ///   others' entries are ignored
  /// @return one cotangent per operand, of its shape; null where it is zero or not wanted
  @Nullable Value[] pull(Value cotangent, Value y, Value[] operands, boolean[] wanted);

  /// Several Jacobian-vector products at once; `tangents[k]` is the k-th direction.
  default @Nullable Value[] pushAll(Value y, Value[] operands, @Nullable Value[][] tangents) {
    @Nullable Value[] pushed = new Value[tangents.length];
    for (int k = 0; k < tangents.length; k++) {
      if (anyMoves(tangents[k])) pushed[k] = push(y, operands, tangents[k]);
    }
    return pushed;
  }

  /// True when the structural zeros of a result depend on nothing but structural zeros of the
  /// operands, so that they are some at every level. Operations that move entries are like that; a
  /// product that comes out as zero is not.
  default boolean keepsZeros() {
    return false;
  }

  /// True when [#pullInto] adds to an adjoint in place.
  default boolean pullsInPlace() {
    return false;
  }

  /// Adds the pullback of a plain cotangent to the plain adjoint of the one operand, for operations
  /// that touch few of its entries.
  ///
  /// @param adjoint the operand's adjoint in row-major order; modified
  /// @param moving the entries of `adjoint` that are no structural zeros; those added to are set
  default void pullInto(Value cotangent, double[] adjoint, BitSet moving) {
    throw new UnsupportedOperationException(name() + " does not pull in place");
  }

  private static boolean anyMoves(@Nullable Value[] tangents) {
    for (Value tangent : tangents) if (tangent != null) return true;
    return false;
  }
}
