package dev.mixtape.tape;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Application;
import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.RuleContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One running reverse-mode differentiation.
///
/// A primitive on scalars that are plain numbers one level down is a node of numbers: its operands
/// and partials lie in primitive arrays. Everything else is a node that remembers its operation and
/// operands, so that its pullback can be written in the algebra and differentiated again.
///
/// A tape belongs to the thread that opened it, and is closed to user code when the differentiated
/// function returns. What is still computed with its values afterwards is detached: right numbers,
/// no nodes.
final class Tape extends Level {
  private static final RuleContext CONTEXT =
      RuleContext.plain().with(EngineTrait.REVERSE, Mixtape::pullback);

  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  /// The number of nodes.
  int size;

  /// The number of independent variables, which are the first nodes.
  int inputs;

  /// For node n, its edges are `firstEdge[n] … firstEdge[n + 1]`.
  int[] firstEdge = new int[64];

  int edges;
  int[] edgeTo = new int[128];
  double[] edgePartial = new double[128];

  /// The nodes that are no nodes of numbers.
  @Nullable Entry[] entries = new Entry[64];

  /// The nodes that are debugged.
  Map<Integer, Application> watched = Map.of();

  /// An operation with its result and operands one level down.
  ///
  /// @param nodes the operands' nodes, [Taped#DETACHED] for constants
  /// @param keepsZeros true when the result's structural zeros are those of its node too
  record Entry(
      Operation operation, Value result, Value[] operands, int[] nodes, boolean keepsZeros) {}

  Tape() {
    super(LevelId.next());
  }

  /// A new independent variable.
  Taped input(Value primal) {
    inputs++;
    return new Taped(this, newNode(null), primal);
  }

  void close() {
    closed = true;
  }

  private int newNode(@Nullable Entry entry) {
    if (size + 1 == firstEdge.length) {
      firstEdge = Arrays.copyOf(firstEdge, 2 * firstEdge.length);
      entries = Arrays.copyOf(entries, firstEdge.length);
    }
    entries[size] = entry;
    firstEdge[size + 1] = edges;
    return size++;
  }

  private void newEdge(int to, double partial) {
    if (edges == edgeTo.length) {
      edgeTo = Arrays.copyOf(edgeTo, 2 * edges);
      edgePartial = Arrays.copyOf(edgePartial, 2 * edges);
    }
    edgeTo[edges] = to;
    edgePartial[edges++] = partial;
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    if (closed) return new Taped(this, Taped.DETACHED, dispatch(operation, below(operands)));
    if (Thread.currentThread() != owner) {
      throw new ScopeException(
          "a tape was used from another thread: it belongs to "
              + owner.getName()
              + " and "
              + Thread.currentThread().getName()
              + " applied "
              + operation.name()
              + " to a value of it; differentiate inside the thread, or pass plain numbers");
    }
    Row row = Row.in(operation);
    Taped y =
        row != null && areNumbers(operands)
            ? applyToNumbers(row, operands)
            : applyToAny(operation, operands);
    if (Debugging.isOn()) watch(operation, y, below(operands));
    return y;
  }

  private void watch(Operation operation, Taped y, Value[] below) {
    Application application = Application.of(operation, y.primal(), below);
    if (application == null) return;
    if (watched.isEmpty()) watched = new HashMap<>();
    watched.put(y.node, application);
  }

  private Value[] below(Value[] operands) {
    Value[] below = new Value[operands.length];
    for (int i = 0; i < below.length; i++)
      below[i] = operands[i].level() == this ? operands[i].primal() : operands[i];
    return below;
  }

  private boolean areNumbers(Value[] operands) {
    for (Value operand : operands) {
      if (operand instanceof Scalar) continue;
      if (operand.level() != this || !(operand.primal() instanceof Scalar)) return false;
    }
    return true;
  }

  private static double number(Value[] x, int i) {
    return i < x.length ? ((Scalar) x[i].primal()).number() : 0;
  }

  private Taped applyToNumbers(Row row, Value[] x) {
    double a = number(x, 0);
    double b = number(x, 1);
    double c = number(x, 2);
    double y = row.number(a, b, c);
    for (int i = 0; i < x.length; i++) {
      if (!(x[i] instanceof Taped taped) || taped.node < 0 || !row.moves(i, y, a, b, c)) continue;
      newEdge(taped.node, row.numberPartial(i, y, a, b, c));
    }
    return new Taped(this, newNode(null), new Scalar(y));
  }

  private Taped applyToAny(Operation operation, Value[] operands) {
    Value[] below = below(operands);
    Value result = dispatch(operation, below);
    int[] nodes = new int[operands.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] =
          operands[i] instanceof Taped taped && taped.level() == this ? taped.node : Taped.DETACHED;
    }
    boolean keepsZeros = keepsZeros(operation, operands, result);
    Entry entry = new Entry(CONTEXT.given(operation), result, below, nodes, keepsZeros);
    return new Taped(this, newNode(entry), result);
  }

  boolean keepsZeros(int node) {
    Entry entry = node < 0 ? null : entries[node];
    return entry != null && entry.keepsZeros;
  }

  @Override
  public Value leave(Value value) {
    if (closed) {
      throw new ScopeException(
          "a value left its scope: the gradient that made it has returned; return the value from"
              + " the differentiated function, or ask withGradient for it");
    }
    return super.leave(value);
  }

  @Override
  public String toString() {
    return "taped";
  }
}
