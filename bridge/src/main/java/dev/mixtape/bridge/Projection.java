package dev.mixtape.bridge;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings what a rule answers into the tangent space of the argument: as many leaves, of its
/// shapes.
final class Projection {
  private Projection() {}

  /// What a rule answered for argument `argument`, counted from 1; nothing is computed.
  ///
  /// @throws FunctionException when there is no answer
  static Tangent<?> present(String rule, int argument, @Nullable Object answer) {
    if (answer instanceof Tangent<?> tangent) return tangent;
    throw new FunctionException(
        "rule "
            + rule
            + " answered too few tangents: one per argument was expected, but argument "
            + argument
            + " got none; answer NoTangent where there is nothing to move");
  }

  /// The leaf tangents of argument `argument`, counted from 1; null is zero.
  ///
  /// @throws FunctionException when the answer has other leaves
  /// @throws ShapeException when a leaf has another shape
  static @Nullable Value[] onto(String rule, int argument, Object primal, Tangent<?> tangent) {
    List<Value> leaves = Structure.leavesOf(primal);
    Tangent<?> forced = tangent.forced();
    if (forced instanceof Tangent.ZeroTangent || forced instanceof Tangent.NoTangent)
      return new @Nullable Value[leaves.size()];
    @Nullable Value[] tangents = forced.leaves();
    if (tangents.length != leaves.size()) {
      throw new FunctionException(
          "rule "
              + rule
              + " answered a tangent of "
              + tangents.length
              + " leaves for argument "
              + argument
              + ", which has "
              + leaves.size());
    }
    for (int i = 0; i < tangents.length; i++) {
      Value leaf = tangents[i];
      Shape expected = leaves.get(i).shape();
      if (leaf != null && !leaf.shape().equals(expected)) {
        throw new ShapeException(
            "rule "
                + rule
                + " answered a "
                + leaf.shape()
                + " for argument "
                + argument
                + ", whose shape is "
                + expected);
      }
    }
    return tangents;
  }
}
