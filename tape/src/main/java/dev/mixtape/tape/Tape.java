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
import java.util.HashMap;
import java.util.Map;

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

  /// The nodes; nothing is written to them once the tape is closed.
  Storage nodes = Storage.take();

  /// The nodes that are debugged.
  Map<Integer, Application> watched = Map.of();

  Tape() {
    super(LevelId.next());
  }

  /// A new independent variable; these are the first nodes.
  Taped input(Value primal) {
    return Taped.of(this, nodes.newNode(), primal);
  }

  void close() {
    closed = true;
  }

  /// Keeps the nodes of a closed tape in storage of their size, which no other tape gets.
  void keep() {
    Storage pooled = nodes;
    nodes = pooled.copy();
    pooled.giveBack();
  }

  /// Leaves the nodes of a closed tape to other tapes; it cannot be swept any more.
  void release() {
    Storage own = nodes;
    nodes = Storage.RELEASED;
    own.giveBack();
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    if (closed) return Taped.of(this, Taped.DETACHED, dispatch(operation, below(operands)));
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
    for (Value operand : operands) if (!isNumber(operand)) return false;
    return true;
  }

  private boolean isNumber(Value x) {
    return x instanceof Taped.OfNumber ? x.level() == this : x instanceof Scalar;
  }

  private static double number(Value x) {
    return x instanceof Taped.OfNumber taped ? taped.number : ((Scalar) x).number();
  }

  @Override
  protected Value apply(Row row, Value x) {
    if (isBusy() || !isNumber(x)) return super.apply(row, x);
    double a = number(x);
    double y = row.number(a);
    addEdge(row, 0, x, y, a, 0, 0);
    return new Taped.OfNumber(this, nodes.newNode(), y);
  }

  @Override
  protected Value apply(Row row, Value x, Value z) {
    if (isBusy() || !isNumber(x) || !isNumber(z)) return super.apply(row, x, z);
    double a = number(x);
    double b = number(z);
    double y = row.number(a, b);
    addEdge(row, 0, x, y, a, b, 0);
    addEdge(row, 1, z, y, a, b, 0);
    return new Taped.OfNumber(this, nodes.newNode(), y);
  }

  /// True where more is to be done than to write down numbers.
  private boolean isBusy() {
    return closed || Thread.currentThread() != owner;
  }

  private Taped applyToNumbers(Row row, Value[] x) {
    double a = number(x[0]);
    double b = x.length > 1 ? number(x[1]) : 0;
    double c = x.length > 2 ? number(x[2]) : 0;
    double y = row.number(a, b, c);
    for (int i = 0; i < x.length; i++) addEdge(row, i, x[i], y, a, b, c);
    return new Taped.OfNumber(this, nodes.newNode(), y);
  }

  private void addEdge(Row row, int i, Value x, double y, double a, double b, double c) {
    if (x instanceof Taped.OfNumber taped && taped.node >= 0 && row.moves(i, y, a, b, c))
      nodes.newEdge(taped.node, row.numberPartial(i, y, a, b, c));
  }

  private Taped applyToAny(Operation operation, Value[] operands) {
    Value[] below = below(operands);
    Value result = dispatch(operation, below);
    int[] to = new int[operands.length];
    for (int i = 0; i < to.length; i++) {
      to[i] =
          operands[i] instanceof Taped taped && taped.level() == this ? taped.node : Taped.DETACHED;
    }
    int node = nodes.newNode(new Storage.Entry(CONTEXT.given(operation), result, below, to));
    return result instanceof Scalar scalar && scalar.isKnown()
        ? new Taped.OfNumber(this, node, scalar.number())
        : new Taped.OfAny(this, node, result, keepsZeros(operation, operands, result));
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
