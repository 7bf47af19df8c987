package dev.mixtape.tape;

import dev.mixtape.algebra.Real;
import java.util.ArrayList;
import java.util.List;

/// Writes down how often a function was called, and whether on plain numbers or on duals.
final class Counter {
  private final List<String> seen = new ArrayList<>();

  /// Notes a call with `x`, which it answers.
  Real saw(Real x) {
    String shown = x.toString();
    int bracket = shown.indexOf('(');
    seen.add(
        bracket < 0 ? "number" : shown.substring(0, bracket).equals("dual") ? "dual" : "number");
    return x;
  }

  /// The calls since the last time this was asked for.
  List<String> calls() {
    List<String> calls = List.copyOf(seen);
    seen.clear();
    return calls;
  }
}
