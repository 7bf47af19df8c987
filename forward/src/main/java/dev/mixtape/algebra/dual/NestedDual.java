package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A dual of any shape over any value: arrays, and duals over values that are active themselves.
final class NestedDual extends Lifted {
  final @Nullable Value[] partials;
  private final boolean keepsZeros;

  /// @param keepsZeros true when the primal's structural zeros are this value's too
  NestedDual(DualLevel owner, Value primal, @Nullable Value[] partials, boolean keepsZeros) {
    super(owner, primal);
    this.partials = partials;
    this.keepsZeros = keepsZeros;
  }

  @Override
  public int @Nullable [] moving() {
    return keepsZeros ? primal().moving() : null;
  }
}
