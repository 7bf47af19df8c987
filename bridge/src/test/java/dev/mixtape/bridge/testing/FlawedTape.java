package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.Rrule1;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tape with one flaw of those that tapes have.
final class FlawedTape implements EngineUnderTest {
  enum Flaw {
    /// The last cotangent replaces the ones before.
    FORGETS_FAN_OUT,
    /// Goes along the edges, depth first, and through each node once: what arrives later is lost.
    PULLS_BEFORE_THE_SUM_IS_COMPLETE,
    /// Goes along every path.
    SWEEPS_EVERY_PATH,
    /// Of what moves a forward node, all but the first is taken for a constant, captures first of
    /// all.
    FIRST_SLOT_OF_A_NODE_ONLY,
    /// Values of every tape are taken for its own.
    CONFUSES_LEVELS,
    /// Pulls back with numbers, not with values that may be active.
    NUMBERS_IN_THE_SWEEP,
    /// A result is taken as it is, with what an inner differentiation left in it.
    KEEPS_INNER_DERIVATIVES,
    /// A second sweep adds to what the first one left.
    STALE_ADJOINTS,
    /// The first cotangent to arrive is the array that the next is added to.
    WRITES_INTO_COTANGENTS,
    /// Every tape is kept.
    KEEPS_MEMORY,
    /// Tapes of the same depth of nesting share their nodes.
    SHARES_NODES,
    /// Any thread may record.
    ANY_THREAD,
    /// Every operand's cotangent is asked for.
    EVALUATES_UNWANTED,
    /// What is not a number is zero.
    NAN_TO_ZERO,
    /// What no cotangent reached is swept with a zero.
    ZEROS_ARE_NUMBERS,
    /// Cotangents of entries are whole arrays.
    WHOLE_ARRAYS,
    /// One stack frame per node.
    RECURSES,
    /// A pullback evaluates the function.
    CALLS_AGAIN,
    /// An active value answers its number.
    ANSWERS_NUMBERS,
    /// An exception leaves it unusable.
    UNUSABLE_AFTER_AN_EXCEPTION
  }

  private static final int CONSTANT = -1;
  private static final List<Object> KEPT = new ArrayList<>();
  private static final Map<Integer, List<Node>> SHARED = new HashMap<>();
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

  private final Set<Flaw> flaws;
  private boolean unusable;

  FlawedTape(Flaw... flaws) {
    this.flaws = EnumSet.noneOf(Flaw.class);
    this.flaws.addAll(Arrays.asList(flaws));
  }

  private boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares nodes.
  private record Node(@Nullable Operation operation, Value y, Value[] x, int[] from) {}

  private record Arrival(int node, Value cotangent) {}

  private static final class Active extends Lifted {
    final int node;

    Active(Level level, int node, Value primal) {
      super(level, primal);
      this.node = node;
    }
  }

  private final class Tape extends Level {
    private final Thread owner = Thread.currentThread();
    private final List<Node> nodes;
    private Accumulator @Nullable [] last;
    private volatile boolean closed;

    Tape(List<Node> nodes) {
      super(LevelId.next());
      this.nodes = nodes;
      if (has(Flaw.KEEPS_MEMORY)) KEPT.add(this);
    }

    Active recorded(@Nullable Operation operation, Value y, Value[] x, int[] from) {
      nodes.add(new Node(operation, y, x, from));
      return new Active(this, nodes.size() - 1, y);
    }

    private boolean isOwn(Value value) {
      if (has(Flaw.CONFUSES_LEVELS)) return value instanceof Active;
      return value.level() == this;
    }

    int node(Value value) {
      return isOwn(value) ? ((Active) value).node : CONSTANT;
    }

    Value below(Value value) {
      return isOwn(value) ? value.primal() : value;
    }

    @Override
    public Value apply(Operation operation, Value[] operands) {
      Value[] x = Arrays.stream(operands).map(this::below).toArray(Value[]::new);
      int[] from = Arrays.stream(operands).mapToInt(this::node).toArray();
      if (has(Flaw.FIRST_SLOT_OF_A_NODE_ONLY)) {
        int slots = operation.name().equals("attach") ? 4 : operation.name().equals("map") ? 1 : -1;
        if (slots > 0) Arrays.fill(from, Math.min(from.length, slots), from.length, CONSTANT);
      }
      Value y = dispatch(operation, x);
      if (closed) return new Active(this, CONSTANT, y);
      if (Thread.currentThread() != owner && !has(Flaw.ANY_THREAD))
        throw new ScopeException("another thread");
      return recorded(operation, y, x, from);
    }

    @Override
    public Value leave(Value value) {
      if (has(Flaw.ANSWERS_NUMBERS)) return value.numbers();
      throw new ActiveValueException("active");
    }

    Value result(Value value) {
      return has(Flaw.KEEPS_INNER_DERIVATIVES) ? value : answered(value);
    }

    Accumulator[] sweep(List<Value> results, @Nullable Value[] cotangents) {
      Accumulator[] bar = last;
      if (bar == null || !has(Flaw.STALE_ADJOINTS)) {
        bar = new Accumulator[nodes.size()];
        Arrays.setAll(bar, n -> new Accumulator());
      }
      last = bar;
      if (has(Flaw.PULLS_BEFORE_THE_SUM_IS_COMPLETE) || has(Flaw.SWEEPS_EVERY_PATH)) {
        followEdges(results, cotangents, bar);
        return bar;
      }
      for (int i = 0; i < cotangents.length; i++) add(bar, node(results.get(i)), cotangents[i]);
      pullFrom(bar.length - 1, bar);
      return bar;
    }

    private void followEdges(List<Value> results, @Nullable Value[] cotangents, Accumulator[] bar) {
      Deque<Arrival> arrivals = new ArrayDeque<>();
      int[] to = results.stream().mapToInt(this::node).toArray();
      push(arrivals, to, cotangents);
      boolean[] isPulled = new boolean[bar.length];
      while (!arrivals.isEmpty()) {
        Arrival arrival = arrivals.pop();
        int n = arrival.node;
        Node node = nodes.get(n);
        if (node.operation == null) add(bar, n, arrival.cotangent);
        else if (!isPulled[n]) push(arrivals, node.from, pulled(node, node.operation, arrival));
        isPulled[n] = !has(Flaw.SWEEPS_EVERY_PATH);
      }
    }

    private static void push(Deque<Arrival> arrivals, int[] to, @Nullable Value[] cotangents) {
      for (int i = to.length - 1; i >= 0; i--) {
        Value cotangent = cotangents[i];
        if (to[i] != CONSTANT && cotangent != null) arrivals.push(new Arrival(to[i], cotangent));
      }
    }

    private static @Nullable Value[] pulled(Node node, Operation operation, Arrival arrival) {
      boolean[] wanted = new boolean[node.from.length];
      for (int i = 0; i < wanted.length; i++) wanted[i] = node.from[i] != CONSTANT;
      return operation.pull(arrival.cotangent, node.y, node.x, wanted);
    }

    private void pullFrom(int last, Accumulator[] bar) {
      for (int n = last; n >= 0; n--) {
        pull(nodes.get(n), bar[n], bar);
        if (has(Flaw.RECURSES)) {
          pullFrom(n - 1, bar);
          return;
        }
      }
    }

    private void pull(Node node, Accumulator sum, Accumulator[] bar) {
      Value yBar = sum.sum();
      if (yBar == null && has(Flaw.ZEROS_ARE_NUMBERS)) yBar = Dense.filled(0, node.y.shape());
      if (node.operation == null || yBar == null) return;
      Value y = node.y;
      Value[] x = node.x;
      if (has(Flaw.NUMBERS_IN_THE_SWEEP)) {
        y = y.numbers();
        x = Arrays.stream(x).map(Value::numbers).toArray(Value[]::new);
      }
      if (node.operation.pullsInPlace() && !has(Flaw.WHOLE_ARRAYS) && !has(Flaw.FORGETS_FAN_OUT)) {
        Accumulator[] into = {bar[node.from[0]]};
        Accumulator.pull(node.operation, yBar, y, x, into);
        return;
      }
      boolean[] wanted = new boolean[x.length];
      for (int i = 0; i < x.length; i++)
        wanted[i] = node.from[i] != CONSTANT || has(Flaw.EVALUATES_UNWANTED);
      @Nullable Value[] pulled = node.operation.pull(yBar, y, x, wanted);
      for (int i = 0; i < x.length; i++) add(bar, node.from[i], pulled[i]);
    }

    private void add(Accumulator[] bar, int node, @Nullable Value more) {
      if (node == CONSTANT || more == null) return;
      Value part = more;
      if (has(Flaw.NAN_TO_ZERO) && part.isNumber() && part.shape().isScalar())
        part = Value.of(Double.isNaN(part.scalarNumber()) ? 0 : part.scalarNumber());
      if (has(Flaw.FORGETS_FAN_OUT)) bar[node] = new Accumulator();
      if (has(Flaw.WRITES_INTO_COTANGENTS)
          && bar[node].sum() instanceof Dense into
          && part instanceof Dense from) {
        for (int i = 0; i < from.array().length; i++) into.array()[i] += from.array()[i];
        return;
      }
      bar[node].add(part);
    }
  }

  private List<Node> nodes() {
    if (!has(Flaw.SHARES_NODES)) return new ArrayList<>();
    synchronized (SHARED) {
      List<Node> shared = SHARED.computeIfAbsent(DEPTH.get(), depth -> new ArrayList<>());
      shared.clear();
      return shared;
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
    if (unusable) throw new IllegalStateException("the tape is still open");
    Tape tape = new Tape(nodes());
    Structure structure = Structure.of(a);
    List<Value> leaves = Structure.leavesOf(a);
    List<Value> inputs = new ArrayList<>();
    for (Value leaf : leaves) inputs.add(tape.recorded(null, leaf, new Value[0], new int[0]));
    R y;
    DEPTH.set(DEPTH.get() + 1);
    try {
      y = f.apply((A) structure.build(inputs));
    } catch (RuntimeException e) {
      unusable = has(Flaw.UNUSABLE_AFTER_AN_EXCEPTION);
      throw e;
    } finally {
      DEPTH.set(DEPTH.get() - 1);
      tape.closed = true;
    }
    List<Value> results = Structure.leavesOf(y).stream().map(tape::result).toList();
    R value = (R) Structure.of(y).build(results.stream().map(tape::below).toList());
    return new Rrule1<>(
        value,
        yBar -> {
          if (has(Flaw.CALLS_AGAIN)) f.apply(a);
          Accumulator[] bar = tape.sweep(results, yBar.leaves());
          @Nullable Value[] aBar = new Value[leaves.size()];
          Arrays.setAll(aBar, i -> Objects.requireNonNull(bar[i]).sum());
          return Tuple.of(Captures.none(), Tangent.ofLeaves(structure, leaves, aBar));
        });
  }
}
