package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A dual of any shape over any value: arrays, and duals over values that are active themselves.
final class NestedDual extends Value {
  private final Value primal;
  final @Nullable Value[] partials;

  NestedDual(DualLevel owner, Value primal, @Nullable Value[] partials) {
    super(owner);
    this.primal = primal;
    this.partials = partials;
  }

  @Override
  public Shape shape() {
    return primal.shape();
  }

  @Override
  public Value primal() {
    return primal;
  }
}
