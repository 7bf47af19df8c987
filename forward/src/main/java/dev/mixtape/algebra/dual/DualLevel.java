package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Watched;
import dev.mixtape.algebra.rows.Reductions;
import org.jspecify.annotations.Nullable;

/// One running forward-mode differentiation: values of this level carry a partial per direction.
public final class DualLevel extends Level {
  private final @Nullable Home home;
  private volatile boolean closed;

  /// A differentiation of its own, above all that is open.
  public DualLevel() {
    this(LevelId.next(), null);
  }

  /// A stand-in inside `home`.
  public DualLevel(LevelId id, @Nullable Home home) {
    super(id);
    this.home = home;
  }

  /// True for a stand-in of this boundary.
  public boolean livesIn(Home boundary) {
    return home == boundary;
  }

  /// The differentiation has returned: what is still around answers numbers without derivatives.
  public void close() {
    closed = true;
  }

  /// A value of this level; null partials are structural zeros.
  public Value dual(Value primal, @Nullable Value[] partials) {
    return dual(primal, partials, false);
  }

  private Value dual(Value primal, @Nullable Value[] partials, boolean keepsZeros) {
    if (partials.length <= Dual.WIDTH && isBaseScalar(primal) && allBaseScalars(partials)) {
      return Dual.of(this, primal.scalarNumber(), partials);
    }
    return new NestedDual(this, primal, partials, keepsZeros);
  }

  private boolean isBaseScalar(Value value) {
    return value.shape().isScalar() && (value.isNumber() || (home != null && home.owns(value)));
  }

  private boolean allBaseScalars(@Nullable Value[] values) {
    for (Value value : values) if (value != null && !isBaseScalar(value)) return false;
    return true;
  }

  /// A plain number as a value one level below the lowest dual.
  Value base(Value number) {
    return home == null ? number : home.inactive(number);
  }

  /// The value one level down; a value of a lower level is its own.
  public Value primalOf(Value value) {
    return value.level() == this ? value.primal() : value;
  }

  /// The partial of `value` in direction `k`, of its shape; null when it does not depend on it.
  public @Nullable Value partialOf(Value value, int k) {
    Value partial = broadcastable(value, k);
    return partial == null || partial.shape().equals(value.shape())
        ? partial
        : Reductions.fill(partial, value.shape());
  }

  /// The partial as it is stored: of an array it may be a scalar that stands for every entry.
  private @Nullable Value broadcastable(Value value, int k) {
    if (value.level() != this) return null;
    if (value instanceof Dual dual)
      return (dual.mask & 1 << k) == 0 ? null : new Scalar(dual.partial(k));
    @Nullable Value[] partials = ((NestedDual) value).partials;
    return k < partials.length ? partials[k] : null;
  }

  private @Nullable Value[] partialsOf(Value[] x, int k, boolean broadcasts) {
    @Nullable Value[] partials = new Value[x.length];
    for (int i = 0; i < x.length; i++)
      partials[i] = broadcasts ? broadcastable(x[i], k) : partialOf(x[i], k);
    return partials;
  }

  /// The number of directions in which partials of `value` are kept.
  public int directions(Value value) {
    if (value.level() != this) return 0;
    if (value instanceof Dual dual) return Integer.SIZE - Integer.numberOfLeadingZeros(dual.mask);
    return ((NestedDual) value).partials.length;
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    Value[] x = adopted(operands);
    if (x != operands) {
      Level highest = NUMBERS;
      for (Value operand : x) highest = highest(highest, operand.level());
      if (highest != this) return highest.apply(operation, x);
    }
    Row row = Row.in(operation);
    if (row != null && isFast(x) && !closed)
      return operation instanceof Watched watched
          ? pushed(watched, x, applyFast(row, x))
          : applyFast(row, x);
    return closed ? detached(operation, x) : applyNested(operation, x);
  }

  @Override
  protected Value apply(Row row, Value x) {
    if (closed || !(x instanceof Dual dual)) return super.apply(row, x);
    double a = dual.number;
    double y = row.number(a);
    return row.moves(0, y, a, 0, 0)
        ? dual.scaled(y, row.numberPartial(0, y, a, 0, 0))
        : Dual.constant(this, y);
  }

  @Override
  protected Value apply(Row row, Value x, Value z) {
    if (closed || !isFast(x) || !isFast(z)) return super.apply(row, x, z);
    double a = x.scalarNumber();
    double b = z.scalarNumber();
    double y = row.number(a, b);
    Dual left = x instanceof Dual dual && row.moves(0, y, a, b, 0) ? dual : null;
    Dual right = z instanceof Dual dual && row.moves(1, y, a, b, 0) ? dual : null;
    if (left != null && right != null) {
      double inLeft = row.numberPartial(0, y, a, b, 0);
      return left.combined(y, inLeft, right, row.numberPartial(1, y, a, b, 0));
    }
    if (left != null) return left.scaled(y, row.numberPartial(0, y, a, b, 0));
    return right == null
        ? Dual.constant(this, y)
        : right.scaled(y, row.numberPartial(1, y, a, b, 0));
  }

  private Value[] adopted(Value[] operands) {
    if (home == null) return operands;
    Value[] x = operands;
    for (int i = 0; i < operands.length; i++) {
      Value inside = home.adopt(operands[i]);
      if (inside == operands[i]) continue;
      if (x == operands) x = operands.clone();
      x[i] = inside;
    }
    return x;
  }

  private boolean isFast(Value[] x) {
    for (Value value : x) if (!isFast(value)) return false;
    return true;
  }

  private boolean isFast(Value x) {
    return x instanceof Dual ? x.level() == this : x instanceof Scalar || isBaseScalar(x);
  }

  private static double number(Value[] x, int i) {
    return i < x.length ? x[i].scalarNumber() : 0;
  }

  private Value applyFast(Row row, Value[] x) {
    double a = number(x, 0);
    double b = number(x, 1);
    double c = number(x, 2);
    double y = row.number(a, b, c);
    Dual sum = null;
    for (int i = 0; i < x.length; i++) {
      if (x[i].level() != this || !row.moves(i, y, a, b, c)) continue;
      Dual term = ((Dual) x[i]).scaled(y, row.numberPartial(i, y, a, b, c));
      sum = sum == null ? term : sum.plusPartials(term);
    }
    return sum == null ? Dual.constant(this, y) : sum;
  }

  /// A result of [#applyFast], looked at.
  private Value pushed(Watched watched, Value[] x, Value y) {
    Value[] primals = primals(x);
    watched.made(y.numbers(), primals);
    for (int k = 0; k < directions(y); k++)
      watched.pushed(y.numbers(), primals, partialsOf(x, k, true), partialOf(y, k));
    return y;
  }

  private Value applyNested(Operation operation, Value[] x) {
    Value[] primals = primals(x);
    int directions = 0;
    for (Value value : x) directions = Math.max(directions, directions(value));
    @Nullable Value[][] tangents = new Value[directions][];
    for (int k = 0; k < directions; k++) tangents[k] = partialsOf(x, k, Row.in(operation) != null);
    Value y = Level.dispatch(operation, primals);
    return dual(y, operation.pushAll(y, primals, tangents), keepsZeros(operation, x, y));
  }

  private Value detached(Operation operation, Value[] x) {
    return dual(Level.dispatch(operation, primals(x)), new @Nullable Value[0]);
  }

  private Value[] primals(Value[] x) {
    Value[] primals = new Value[x.length];
    for (int i = 0; i < x.length; i++) primals[i] = primalOf(x[i]);
    return primals;
  }

  @Override
  public Value leave(Value value) {
    if (closed) {
      throw new ScopeException(
          "a value left its scope: the forward differentiation that made it has returned; return"
              + " the value from the differentiated function instead");
    }
    if (home != null) throw home.refusal(value);
    return super.leave(value);
  }

  @Override
  public String toString() {
    return "dual";
  }
}
