package dev.mixtape.bridge;

import java.util.Set;

/// An option of [Bridge#fwddiff]: a [Strategy], or arguments to hold constant.
public sealed interface ForwardOption
    permits Strategy, ForwardOption.Holding, ForwardOption.InReverse {
  /// Arguments held constant, counted from 1.
  record Holding(Set<Integer> arguments) implements ForwardOption {}

  /// No node at all; what [Bridge#reverse] asks for.
  record InReverse() implements ForwardOption {}
}
