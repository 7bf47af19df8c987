package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Shapes;
import java.util.List;

/// A value as the vector of its real components, leaf by leaf, and the way back.
///
/// @param structure of the value
/// @param shapes of its leaves
/// @param vector its real components
public record Flattened<P>(Structure structure, List<Shape> shapes, RealVector vector) {
  /// Flattens `value`: leaf by leaf, in the order in which records declare their components.
  public static <P> Flattened<P> of(P value) {
    return of(Structure.of(value), Structure.leavesOf(value));
  }

  /// The flattened leaves of no particular value.
  public static Flattened<Object> ofLeaves(List<Value> leaves) {
    Structure tuple =
        new Structure.OfTuple(
            leaves.stream().<Structure>map(leaf -> new Structure.Leaf(leaf.shape())).toList());
    return of(tuple, leaves);
  }

  private static <P> Flattened<P> of(Structure structure, List<Value> leaves) {
    RealVector vector = leaves.isEmpty() ? RealVector.of() : Shapes.concat(leaves).asVector();
    return new Flattened<>(structure, leaves.stream().map(Value::shape).toList(), vector);
  }

  /// The value of this structure whose components are `components`.
  @SuppressWarnings("unchecked")
  public P unflatten(RealVector components) {
    return (P) structure.build(leaves(components));
  }

  /// The leaves whose components are `components`.
  public List<Value> leaves(RealVector components) {
    return Shapes.split(components.untyped, shapes);
  }
}
