package dev.mixtape.algebra.explain;

/// How a node is differentiated; never what comes out.
public enum NodeMode {
  /// One evaluation on duals, whose partials are stored.
  SINGLE_PASS("forward, single pass", "from the pass on duals"),

  /// One evaluation on plain numbers, and another on duals when the derivative is asked for.
  RECOMPUTE("forward, recomputed", "from a call on plain numbers"),

  /// No node: the function's own operations go to the levels of its arguments.
  REVERSE("no node, its operations one by one", "from its operations"),

  /// The function's rule.
  RULE("rule", "from a call on plain numbers"),

  /// No derivative: a call on plain numbers.
  PLAIN("plain call", "from a call on plain numbers");

  private final String words;
  private final String primal;

  NodeMode(String words, String primal) {
    this.words = words;
    this.primal = primal;
  }

  /// Where the value comes from, in words.
  public String primal() {
    return primal;
  }

  @Override
  public String toString() {
    return words;
  }
}
