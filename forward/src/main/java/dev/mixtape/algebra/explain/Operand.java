package dev.mixtape.algebra.explain;

/// Real components that enter a node: an argument, or all that the function captured.
///
/// @param argument the argument's number, counted from 1; 0 for captured values
/// @param components real components that one call of the function gets
/// @param active those of them that are being differentiated
/// @param perElement true for a batch, of which each call gets its own element
/// @param held true for an argument that is held constant
public record Operand(int argument, int components, int active, boolean perElement, boolean held) {
  @Override
  public String toString() {
    String what = argument == 0 ? "captured" : "argument " + argument;
    String each = perElement ? " per element" : "";
    return "%s: %d%s, %s".formatted(what, components, each, held ? "held" : active + " active");
  }
}
