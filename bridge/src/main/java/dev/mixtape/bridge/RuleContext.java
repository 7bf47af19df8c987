package dev.mixtape.bridge;

import java.util.Set;

/// What the engine that asks for a rule can do, and what it wants.
///
/// @param acceptsCaptures true when the engine can use tangents of captured values; without it, a
///   function that captured an active value refuses
/// @param unwanted the arguments, counted from 1, whose cotangents nobody asks for: their work need
///   not be done
public record RuleContext(boolean acceptsCaptures, Set<Integer> unwanted) {
  private static final RuleContext PLAIN = new RuleContext(false, Set.of());

  /// A context; the set is copied.
  public RuleContext {
    unwanted = Set.copyOf(unwanted);
  }

  /// No captures; everything is wanted.
  public static RuleContext plain() {
    return PLAIN;
  }

  /// Everything is wanted, captures too.
  public static RuleContext withCaptures() {
    return new RuleContext(true, Set.of());
  }

  /// Is the cotangent of argument `i`, counted from 1, asked for?
  public boolean wants(int i) {
    return !unwanted.contains(i);
  }

  boolean[] wanted(int arguments) {
    boolean[] wanted = new boolean[arguments];
    for (int i = 0; i < arguments; i++) wanted[i] = wants(i + 1);
    return wanted;
  }
}
