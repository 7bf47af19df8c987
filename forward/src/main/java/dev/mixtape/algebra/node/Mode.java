package dev.mixtape.algebra.node;

import dev.mixtape.algebra.explain.NodeMode;

/// How a node is differentiated; never what comes out.
public enum Mode {
  /// Chosen by the engine.
  AUTO(NodeMode.PLAIN),
  /// One evaluation on duals, whose partials are stored.
  SINGLE_PASS(NodeMode.SINGLE_PASS),
  /// One evaluation on plain numbers, and another on duals when the derivative is asked for.
  RECOMPUTE(NodeMode.RECOMPUTE),
  /// No node: the function's own operations go to the levels of its arguments.
  REVERSE(NodeMode.REVERSE);

  private final NodeMode node;

  Mode(NodeMode node) {
    this.node = node;
  }

  /// What a node that was asked for this is, when it is active; [#AUTO] asks for nothing.
  NodeMode node() {
    return node;
  }
}
