package dev.mixtape.bridge.testing;

import java.util.List;
import java.util.Set;

/// An option of [CheckRule#checkRule]; its static methods make them.
public sealed interface CheckOption {
  /// How far slopes may be apart.
  record Within(double relative, double absolute) implements CheckOption {}

  /// The seed of random cotangents, directions and points.
  record Seed(long seed) implements CheckOption {}

  /// A check that is not made.
  record Skipping(Check check, String reason) implements CheckOption {}

  /// One more point to compare at.
  record At(List<Object> arguments) implements CheckOption {
    /// A point; the list is copied.
    public At {
      arguments = List.copyOf(arguments);
    }
  }

  /// Arguments, counted from 1, that the rule holds constant.
  record HeldConstant(Set<Integer> arguments) implements CheckOption {
    /// Arguments; the set is copied.
    public HeldConstant {
      arguments = Set.copyOf(arguments);
    }
  }

  /// What the report calls the rule.
  record Named(String name) implements CheckOption {}
}
