package dev.mixtape.tape;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;

/// A handle on a node of a tape: its number, and its value one level down.
final class Taped extends Value {
  /// The number of a value that was made after its tape had closed: it has no node.
  static final int DETACHED = -1;

  final int node;
  private final Value primal;

  Taped(Tape tape, int node, Value primal) {
    super(tape);
    this.node = node;
    this.primal = primal;
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
