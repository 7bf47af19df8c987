package dev.mixtape.integrations.owntape;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.ScopeException;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reverse-mode tape of one file, explained line by line in `docs/for-tape-authors.md`.
public final class OwnTape extends Level {
  private static final RuleContext CONTEXT =
      RuleContext.plain().with(EngineTrait.REVERSE, OwnTape::pullback);

  private final Thread owner = Thread.currentThread();
  private final List<Node> nodes = new ArrayList<>();
  private volatile boolean closed;

  private record Node(@Nullable Operation operation, Value y, Value[] x, int[] from) {}

  private static final class Active extends Lifted {
    final int node;

    Active(OwnTape tape, int node, Value primal) {
      super(tape, primal);
      this.node = node;
    }
  }

  private static final int CONSTANT = -1;

  private OwnTape() {
    super(LevelId.next());
  }

  private Active recorded(@Nullable Operation operation, Value y, Value[] x, int[] from) {
    nodes.add(new Node(operation, y, x, from));
    return new Active(this, nodes.size() - 1, y);
  }

  private int node(Value value) {
    return value.level() == this ? ((Active) value).node : CONSTANT;
  }

  private Value below(Value value) {
    return value.level() == this ? value.primal() : value;
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    Value[] x = new Value[operands.length];
    int[] from = new int[operands.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = below(operands[i]);
      from[i] = node(operands[i]);
    }
    Value y = dispatch(operation, x);
    if (closed) return new Active(this, CONSTANT, y);
    if (Thread.currentThread() != owner)
      throw new ScopeException("this tape belongs to " + owner + "; differentiate in one thread");
    return recorded(CONTEXT.given(operation), y, x, from);
  }

  private Accumulator[] sweep(List<Value> results, @Nullable Value[] cotangents) {
    Accumulator[] bar = new Accumulator[nodes.size()];
    Arrays.setAll(bar, n -> new Accumulator());
    for (int i = 0; i < cotangents.length; i++) add(bar, node(results.get(i)), cotangents[i]);
    for (int n = bar.length - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      Value yBar = bar[n].sum();
      if (node.operation == null || yBar == null) continue;
      @Nullable Accumulator[] xBar = new Accumulator[node.from.length];
      Arrays.setAll(xBar, i -> node.from[i] == CONSTANT ? null : bar[node.from[i]]);
      Accumulator.pull(node.operation, yBar, node.y, node.x, xBar);
    }
    return bar;
  }

  private static void add(Accumulator[] bar, int node, @Nullable Value more) {
    if (node != CONSTANT && more != null) bar[node].add(more);
  }

  /// The value of `f` at `a`, and its pullback there.
  @SuppressWarnings("unchecked")
  public static <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
    OwnTape tape = new OwnTape();
    Structure structure = Structure.of(a);
    List<Value> leaves = Structure.leavesOf(a);
    List<Value> inputs = new ArrayList<>();
    for (Value leaf : leaves) inputs.add(tape.recorded(null, leaf, new Value[0], new int[0]));
    try {
      R y = f.apply((A) structure.build(inputs));
      List<Value> results = Structure.leavesOf(y).stream().map(tape::answered).toList();
      R value = (R) Structure.of(y).build(results.stream().map(tape::below).toList());
      return new Rrule1<>(
          value,
          yBar -> {
            Accumulator[] bar = tape.sweep(results, yBar.leaves());
            @Nullable Value[] aBar = new Value[leaves.size()];
            Arrays.setAll(aBar, i -> bar[i].sum());
            return Tuple.of(Captures.none(), Tangent.ofLeaves(structure, leaves, aBar));
          });
    } finally {
      tape.closed = true;
    }
  }
}
