package dev.mixtape.integrations.owntape;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.RuleContext;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// A tape without a list: each value links to the operands that it was computed from.
///
/// Recording changes nothing that is shared, so several threads may do it, and what no result
/// depends on is garbage while the function still runs. A sweep visits what its cotangents reach,
/// the deepest value first.
public final class LinkedTape extends Level {
  private static final RuleContext CONTEXT =
      RuleContext.plain().with(EngineTrait.REVERSE, LinkedTape::pullback);

  private LinkedTape() {
    super(LevelId.next());
  }

  private static final class Linked extends Lifted {
    final @Nullable Operation operation;
    final Value[] operands;

    /// The length of the longest path to an input: greater than that of every operand.
    final int depth;

    Linked(LinkedTape tape, Value primal, @Nullable Operation operation, Value... operands) {
      super(tape, primal);
      this.operation = operation;
      this.operands = operands;
      int deepest = -1;
      for (Value operand : operands)
        if (operand.level() == tape) deepest = Math.max(deepest, ((Linked) operand).depth);
      depth = deepest + 1;
    }
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    Value y = dispatch(operation, below(operands));
    return new Linked(this, y, CONTEXT.given(operation), operands.clone());
  }

  private Value below(Value value) {
    return value.level() == this ? value.primal() : value;
  }

  private Value[] below(Value[] values) {
    return Arrays.stream(values).map(this::below).toArray(Value[]::new);
  }

  private final class Sweep {
    private final IdentityHashMap<Linked, Accumulator> bar = new IdentityHashMap<>();
    private final PriorityQueue<Linked> reached =
        new PriorityQueue<>(Comparator.comparingInt((Linked value) -> -value.depth));

    private @Nullable Accumulator at(Value value) {
      if (value.level() != LinkedTape.this) return null;
      return bar.computeIfAbsent(
          (Linked) value,
          first -> {
            reached.add(first);
            return new Accumulator();
          });
    }

    private Sweep(List<Value> results, @Nullable Value[] cotangents) {
      for (int i = 0; i < cotangents.length; i++) {
        Value yBar = cotangents[i];
        Accumulator sum = yBar == null ? null : at(results.get(i));
        if (sum != null && yBar != null) sum.add(yBar);
      }
      for (Linked y = reached.poll(); y != null; y = reached.poll())
        if (y.operation != null) pull(y.operation, y);
    }

    private void pull(Operation operation, Linked y) {
      Accumulator sum = bar.remove(y);
      Value yBar = sum == null ? null : sum.sum();
      if (yBar == null) return;
      @Nullable Accumulator[] xBar = new Accumulator[y.operands.length];
      Arrays.setAll(xBar, i -> at(y.operands[i]));
      Accumulator.pull(operation, yBar, y.primal(), below(y.operands), xBar);
    }

    private @Nullable Value of(Value input) {
      Accumulator sum = bar.get((Linked) input);
      return sum == null ? null : sum.sum();
    }
  }

  /// The value of `f` at `a`, and its pullback there. `f` is called once; its pullback may be
  /// applied any number of times, in any thread.
  @SuppressWarnings("unchecked") // what a structure builds has the type that it was taken from
  public static <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
    LinkedTape tape = new LinkedTape();
    Structure structure = Structure.of(a);
    List<Value> leaves = Structure.leavesOf(a);
    List<Value> inputs = new ArrayList<>();
    for (Value leaf : leaves) inputs.add(new Linked(tape, leaf, null));
    R y = f.apply((A) structure.build(inputs));
    List<Value> results = Structure.leavesOf(y).stream().map(tape::answered).toList();
    return new Rrule1<>(
        (R) Structure.of(y).build(results.stream().map(tape::below).toList()),
        yBar -> {
          Sweep sweep = tape.new Sweep(results, yBar.leaves());
          @Nullable Value[] aBar = inputs.stream().map(sweep::of).toArray(Value[]::new);
          return Tuple.of(Captures.none(), Tangent.ofLeaves(structure, leaves, aBar));
        });
  }
}
