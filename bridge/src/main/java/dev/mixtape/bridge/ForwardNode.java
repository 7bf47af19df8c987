package dev.mixtape.bridge;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.node.Mode;
import dev.mixtape.algebra.node.NodeFunction;
import java.util.HashSet;
import java.util.Set;

/// What the forward nodes of all arities share: the options.
abstract class ForwardNode implements NodeFunction {
  static final ForwardOption REVERSE = new ForwardOption.InReverse();

  private final Mode mode;
  private final transient Set<Integer> held = new HashSet<>();

  ForwardNode(ForwardOption[] options, int arity) {
    Mode chosen = Mode.AUTO;
    for (ForwardOption option : options) {
      switch (option) {
        case Strategy strategy -> chosen = strategy.mode;
        case ForwardOption.InReverse _ -> chosen = Mode.REVERSE;
        case ForwardOption.Holding(Set<Integer> arguments) ->
            arguments.forEach(i -> hold(i, arity));
      }
    }
    this.mode = chosen;
  }

  private void hold(int argument, int arity) {
    if (argument < 1 || argument > arity) {
      throw new FunctionException(
          "holding("
              + argument
              + ") names no argument: they are counted from 1, and the function has "
              + arity);
    }
    held.add(argument - 1);
  }

  @Override
  public final Mode mode() {
    return mode;
  }

  @Override
  public final Set<Integer> held() {
    return held;
  }
}
