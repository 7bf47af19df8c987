package dev.mixtape.bridge;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The levels of what a rule was given. What it answers depends on nothing else, or it captured an
/// active value, of which its function and the level that asks know nothing.
final class GivenLevels {
  private final String rule;
  private final Set<Level> known = Collections.newSetFromMap(new IdentityHashMap<>());

  GivenLevels(String rule, Value y, Value[] x, List<? extends @Nullable Value> more) {
    this.rule = rule;
    add(y);
    for (Value operand : x) add(operand);
    for (Value value : more) if (value != null) add(value);
  }

  private void add(Value value) {
    for (Value v = value; !v.isNumber(); v = v.primal()) known.add(v.level());
  }

  /// @throws FunctionException when the answer depends on a captured active value
  void require(@Nullable Value answered) {
    if (answered == null) return;
    for (Value v = answered; !v.isNumber(); v = v.primal()) {
      if (known.contains(v.level()) || !v.level().isActive(v)) continue;
      throw new FunctionException(
          "rule "
              + rule
              + " answered a tangent that depends on an active value that it captured, which its"
              + " function does not depend on; pass the value as an argument, or write"
              + " stopGradient(x) where a constant is meant");
    }
  }
}
