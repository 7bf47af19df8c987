package dev.mixtape.bridge;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import java.util.List;

/// Cotangents given as values of the result's own type.
final class Cotangents {
  private Cotangents() {}

  static <R> Tangent<R> natural(R value) {
    List<Value> leaves = Structure.leavesOf(value);
    return Tangent.ofLeaves(Structure.of(value), leaves, leaves.toArray(Value[]::new));
  }
}
