package dev.mixtape.tape;

import dev.mixtape.algebra.node.Explainer;
import dev.mixtape.algebra.node.Mode;
import dev.mixtape.algebra.node.NodeFunction;
import dev.mixtape.algebra.program.Naming;
import dev.mixtape.algebra.program.Program;
import java.util.function.Supplier;

/// Named calls, and what a wrapper says about the mode.
final class Modes {
  private Modes() {}

  /// A named call of `f`.
  static <R> R node(String name, Object f, Supplier<R> call) {
    return Explainer.named(name, f, () -> Naming.region(name, Program.Kind.NODE, of(f), call));
  }

  private static String of(Object f) {
    if (!(f instanceof NodeFunction node)) return "automatic";
    return node.mode() == Mode.REVERSE ? "reverse" : "fwddiff";
  }
}
