package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A loop that stores its operands and its states alone: an operation whose pushforward and
/// pullback run the steps again, on duals.
final class RecomputedLoop implements Operation {
  /// Runs the steps again on these operands and the states they answered.
  interface Again {
    Partials partials(Value[] operands, Value states, boolean[] wanted);
  }

  private final Loop loop;
  private final Value states;
  private final Again again;

  RecomputedLoop(Loop loop, Value states, Again again) {
    this.loop = loop;
    this.states = states;
    this.again = again;
  }

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public Value value(Value[] operands) {
    return states;
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    Partials partials = again.partials(x, y, Partials.moved(x.length, tangents));
    @Nullable Value[] pushed = new Value[tangents.length];
    for (int k = 0; k < pushed.length; k++) pushed[k] = loop.push(partials, tangents[k]);
    return pushed;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    return loop.pull(again.partials(x, y, wanted), cotangent);
  }
}
