package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A dual of any shape over any value: arrays, and duals over values that are active themselves.
final class NestedDual extends Lifted {
  final @Nullable Value[] partials;

  NestedDual(DualLevel owner, Value primal, @Nullable Value[] partials) {
    super(owner, primal);
    this.partials = partials;
  }
}
