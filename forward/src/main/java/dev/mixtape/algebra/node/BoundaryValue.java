package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Value;

/// A plain number inside a boundary.
final class BoundaryValue extends Lifted {
  /// A bit for each slot that something active went in through, see [Slot#bit]; 0 is inactive.
  final long dependsOn;

  BoundaryValue(Boundary owner, Value number, long dependsOn) {
    super(owner, number);
    this.dependsOn = dependsOn;
  }
}
