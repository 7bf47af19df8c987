package dev.mixtape.algebra;

import java.util.List;

/// What a function captured and the tangents of it, in the order in which the function met them.
///
/// @param entries one per captured value that is being differentiated
public record Captures(List<Captured> entries) {
  private static final Captures NONE = new Captures(List.of());

  /// A captured value and its tangent, of equal shape.
  public record Captured(Value value, Value tangent) {}

  /// Nothing was captured.
  public static Captures none() {
    return NONE;
  }
}
