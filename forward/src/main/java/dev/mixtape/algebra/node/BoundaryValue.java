package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;

/// A plain number inside a boundary.
final class BoundaryValue extends Value {
  private final Value number;
  final boolean active;

  BoundaryValue(Boundary owner, Value number, boolean active) {
    super(owner);
    this.number = number;
    this.active = active;
  }

  @Override
  public Shape shape() {
    return number.shape();
  }

  @Override
  public Value primal() {
    return number;
  }
}
