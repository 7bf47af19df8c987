package dev.mixtape.algebra.node;

/// How a node is differentiated; never what comes out.
public enum Mode {
  /// Chosen by the engine.
  AUTO,
  /// One evaluation on duals, whose partials are stored.
  SINGLE_PASS,
  /// One evaluation on plain numbers, and another on duals when the derivative is asked for.
  RECOMPUTE,
  /// No node: the function's own operations go to the levels of its arguments.
  REVERSE
}
