package dev.mixtape.algebra.kernel;

import java.util.Arrays;

/// A derivative of one result of a template, as a template of its own.
///
/// @param outputs per operand the output that is its part of the derivative, -1 for a structural
///   zero; a tangent is output 0 alone
public record Derivative(Compiled compiled, int... outputs) {
  /// True when nothing moves.
  public boolean isZero() {
    return Arrays.stream(outputs).allMatch(output -> output < 0);
  }
}
