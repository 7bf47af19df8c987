package dev.mixtape.algebra.node;

import java.util.Set;

/// A function that says how it wants to be differentiated where it is called.
public interface NodeFunction extends MadeOf {
  /// The function itself.
  Function function();

  @Override
  default Object origin() {
    return this;
  }

  Mode mode();

  /// The 0-based positions of the arguments held constant.
  Set<Integer> held();
}
