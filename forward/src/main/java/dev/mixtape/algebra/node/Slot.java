package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A place where something from outside enters a node: a leaf of an argument, or a captured value.
final class Slot {
  /// The outside value whose number and derivatives enter.
  final Value source;

  /// True for a column of a batch, of which each call gets its own element.
  final boolean elementwise;

  /// True when it is held constant, at every level.
  final boolean held;

  /// True when partials in it are asked for, where a run is asked for partials.
  final boolean wanted;

  /// Its place among the slots of the boundary.
  int index;

  /// What stands for it inside, in the pass that is running; null until it is met.
  @Nullable Value inside;

  Slot(Value source, boolean elementwise, boolean held, boolean wanted) {
    this.source = source;
    this.elementwise = elementwise;
    this.held = held;
    this.wanted = wanted && !held;
  }

  /// The bit that marks what depends on this slot; those from the 64th on share one.
  long bit() {
    return 1L << Math.min(index, Long.SIZE - 1);
  }

  Linkage linkage(int elements, Shape result) {
    return new Linkage(elementwise, elements, source.shape(), result);
  }
}
