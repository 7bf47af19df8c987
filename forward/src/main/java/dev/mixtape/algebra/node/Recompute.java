package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node that stores nothing but its inputs: an operation whose pushforward and pullback evaluate
/// the function again, on duals. All result leaves travel as one packed value.
final class Recompute implements Operation {
  /// Evaluates the node again on these operands, for partials in the wanted ones.
  interface Again {
    Partials partials(Value[] operands, boolean[] wanted);
  }

  private final Again again;
  private final List<Value> first;

  private Recompute(List<Value> first, Again again) {
    this.first = first;
    this.again = again;
  }

  /// The results of a node as an operation on its slots.
  ///
  /// @param first the results of the first evaluation, plain numbers
  static List<Value> apply(List<Value> first, List<Value> slots, Again again) {
    if (first.isEmpty() || slots.isEmpty()) return first;
    return unpacked(
        Level.dispatch(new Recompute(first, again), slots.toArray(Value[]::new)), first);
  }

  private static List<Value> unpacked(Value packed, List<Value> like) {
    return Shapes.unpack(packed, like.stream().map(Value::shape).toList());
  }

  @Override
  public String name() {
    return "recompute";
  }

  @Override
  public Value value(Value[] operands) {
    return Shapes.pack(first);
  }

  private Partials evaluate(Value[] operands, boolean[] wanted) {
    Partials partials = again.partials(operands, wanted);
    for (int i = 0; i < first.size(); i++)
      Boundary.requireAgreement("the result", first.get(i), partials.values().get(i));
    return partials;
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    return pushAll(y, x, new @Nullable Value[][] {tangents})[0];
  }

  @Override
  public @Nullable Value[] pushAll(Value y, Value[] x, @Nullable Value[][] tangents) {
    Partials partials = evaluate(x, Partials.moved(x.length, tangents));
    @Nullable Value[] pushed = new Value[tangents.length];
    for (int k = 0; k < pushed.length; k++) pushed[k] = packedOrNull(partials.push(tangents[k]));
    return pushed;
  }

  private @Nullable Value packedOrNull(@Nullable Value[] leaves) {
    boolean any = Arrays.stream(leaves).anyMatch(Objects::nonNull);
    return any ? Shapes.pack(Dense.filled(first, leaves)) : null;
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    return evaluate(x, wanted).pull(unpacked(cotangent, first).toArray(Value[]::new));
  }
}
