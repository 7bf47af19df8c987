package dev.mixtape.bridge;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The levels of what a rule was given. What it answers depends on nothing else, or it captured an
/// active value, of which its function and the level that asks know nothing.
final class GivenLevels {
  private final String rule;
  private final Value y;
  private final Value[] x;
  private final List<? extends @Nullable Value> more;

  GivenLevels(String rule, Value y, Value[] x, List<? extends @Nullable Value> more) {
    this.rule = rule;
    this.y = y;
    this.x = x;
    this.more = more;
  }

  /// @throws FunctionException when the answer depends on a captured active value
  void require(@Nullable Value answered) {
    if (answered == null) return;
    for (Value v = answered; !v.isNumber(); v = v.primal()) {
      if (isKnown(v.level()) || !v.level().isActive(v)) continue;
      throw new FunctionException(
          "rule "
              + rule
              + " answered a tangent that depends on an active value that it captured, which its"
              + " function does not depend on; pass the value as an argument, or write"
              + " stopGradient(x) where a constant is meant");
    }
  }

  private boolean isKnown(Level level) {
    if (isOf(level, y)) return true;
    for (Value operand : x) if (isOf(level, operand)) return true;
    for (Value value : more) if (value != null && isOf(level, value)) return true;
    return false;
  }

  private static boolean isOf(Level level, Value value) {
    for (Value v = value; !v.isNumber(); v = v.primal()) if (v.level() == level) return true;
    return false;
  }
}
