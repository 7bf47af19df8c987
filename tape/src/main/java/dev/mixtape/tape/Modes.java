package dev.mixtape.tape;

import dev.mixtape.algebra.node.Mode;
import dev.mixtape.algebra.node.NodeFunction;

/// What a node's wrapper says about its mode.
final class Modes {
  private Modes() {}

  static String of(Object f) {
    if (!(f instanceof NodeFunction node)) return "automatic";
    return node.mode() == Mode.REVERSE ? "reverse" : "fwddiff";
  }
}
