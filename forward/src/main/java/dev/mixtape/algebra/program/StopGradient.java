package dev.mixtape.algebra.program;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// The identity without a derivative, where a recording met `stopGradient`.
final class StopGradient implements Operation {
  static final Operation OPERATION = new StopGradient();

  private StopGradient() {}

  @Override
  public String name() {
    return "stopGradient";
  }

  @Override
  public Value value(Value[] operands) {
    return operands[0];
  }

  @Override
  public @Nullable Value push(Value y, Value[] operands, @Nullable Value[] tangents) {
    return null;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] operands, boolean[] wanted) {
    return new @Nullable Value[1];
  }
}
