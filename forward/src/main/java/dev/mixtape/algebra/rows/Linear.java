package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A linear operation of one operand: its pushforward is itself, its pullback its adjoint.
public abstract class Linear implements Operation {
  private final String name;

  Linear(String name) {
    this.name = name;
  }

  abstract Value value(Value x);

  /// The adjoint for operands of shape `shape`, applied to `cotangent`.
  abstract Value adjoint(Value cotangent, Shape shape);

  /// Applies the operation at the level of `x`.
  public final Value of(Value x) {
    return Level.dispatch(this, x);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Value value(Value[] operands) {
    return value(operands[0]);
  }

  @Override
  public final @Nullable Value push(Value y, Value[] operands, @Nullable Value[] tangents) {
    Value tangent = tangents[0];
    return tangent == null || ignores(tangent) ? null : of(tangent);
  }

  @Override
  public final boolean keepsZeros() {
    return true;
  }

  /// True for a tangent all of whose moving entries are left out of the result.
  boolean ignores(Value tangent) {
    return false;
  }

  @Override
  public final @Nullable Value[] pull(
      Value cotangent, Value y, Value[] operands, boolean[] wanted) {
    return new Value[] {adjoint(cotangent, operands[0].shape())};
  }
}
