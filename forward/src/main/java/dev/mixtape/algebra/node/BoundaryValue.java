package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Value;

/// A plain number inside a boundary.
final class BoundaryValue extends Lifted {
  final boolean active;

  BoundaryValue(Boundary owner, Value number, boolean active) {
    super(owner, number);
    this.active = active;
  }
}
