package dev.mixtape.tape;

import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A handle on a node of a tape: its number, and its value one level down.
final class Taped extends Lifted {
  /// The number of a value that was made after its tape had closed: it has no node.
  static final int DETACHED = -1;

  final int node;

  Taped(Tape tape, int node, Value primal) {
    super(tape, primal);
    this.node = node;
  }

  @Override
  public int @Nullable [] moving() {
    return ((Tape) level()).keepsZeros(node) ? primal().moving() : null;
  }
}
