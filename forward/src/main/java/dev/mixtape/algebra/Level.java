package dev.mixtape.algebra;

import dev.mixtape.algebra.debug.Debugging;

/// What gives a value its meaning: plain numbers, one running differentiation, or a boundary.
///
/// An operation is done by the highest level among its operands, to which lower values are
/// constants. That rule, in [#dispatch], is the only interception point of the library: duals, the
/// tape, the recorder and any engine written elsewhere are levels. Levels are objects, not
/// thread-locals, so any number of differentiations run at once.
///
/// There are three kinds: [#NUMBERS]; levels that differentiate, whose values have a primal one
/// level down; and boundaries, whose values are plain numbers that remember where they came from.
public abstract class Level {
  /// Plain numbers, below everything.
  public static final Level NUMBERS = new Numbers();

  private final LevelId id;

  /// A level at this place in the order.
  protected Level(LevelId id) {
    this.id = id;
  }

  /// The place of this level in the order of nesting.
  public final LevelId id() {
    return id;
  }

  /// Does the operation. At least one operand belongs to this level and none to a higher one; the
  /// others are constants to it.
  public abstract Value apply(Operation operation, Value[] operands);

  /// Applies a row to a value of this level, as [#apply(Operation, Value[])] does; here for levels
  /// that need no array for it.
  protected Value apply(Row row, Value a) {
    return apply(row, new Value[] {a});
  }

  /// Applies a row to two values, as [#apply(Operation, Value[])] does.
  protected Value apply(Row row, Value a, Value b) {
    return apply(row, new Value[] {a, b});
  }

  /// True for a running differentiation, whose values have a primal that may be active itself.
  public boolean differentiates() {
    return true;
  }

  /// Gives the plain numbers of a value of this level to user code, or throws because its
  /// derivative would be lost.
  ///
  /// @throws ActiveValueException for every value that depends on something being differentiated
  public Value leave(Value value) {
    throw new ActiveValueException(
        "an active value was asked for its plain number, which would drop its derivative; write"
            + " stopGradient(x).value() if that is meant");
  }

  /// Decides a comparison whose operands have been reduced to values that do not differentiate.
  public boolean decide(Comparison comparison, Value a, Value b) {
    return comparison.holds(a.scalarNumber(), b.scalarNumber());
  }

  /// True when a value of this level depends on something that is being differentiated.
  public boolean isActive(Value value) {
    return true;
  }

  /// A value of a boundary as a constant of it: the same number, depending on nothing active.
  public Value constant(Value value) {
    return value;
  }

  /// True when the structural zeros of `result`, which is `operation` of `operands` one level down,
  /// are structural zeros at this level too.
  protected final boolean keepsZeros(Operation operation, Value[] operands, Value result) {
    if (!operation.keepsZeros() || result.moving() == null) return false;
    for (Value operand : operands) {
      boolean isOwn = operand.level() == this && operand.moving() == null;
      if (isOwn && operand.primal().moving() != null) return false;
    }
    return true;
  }

  /// `value` without derivatives at any level.
  public static Value stopGradient(Value value) {
    Value v = undifferentiated(value);
    return v.level().constant(v);
  }

  /// A value that a function differentiated at this level has answered. What a differentiation
  /// inside it left in the value is taken off: that one has returned, and the value still depends
  /// on this level.
  ///
  /// @throws ScopeException when a recording or a node inside left it, which kept the number only
  public final Value answered(Value value) {
    Value v = value;
    while (!v.isNumber() && v.level().id.compareTo(id) > 0) {
      if (!v.level().differentiates()) {
        throw new ScopeException(
            "a value left its scope: it was made inside a node or a map and answered by the"
                + " function around it; answer what the node or the map answers");
      }
      v = v.primal();
    }
    return v;
  }

  /// Applies `operation` at the highest level among `operands`.
  public static Value dispatch(Operation operation, Value... operands) {
    Level highest = NUMBERS;
    for (Value operand : operands) highest = highest(highest, operand.level());
    Operation applied = Debugging.isOn() ? Debugging.watched(operation, highest) : operation;
    return highest.apply(applied, operands);
  }

  /// The higher of two levels.
  public static Level highest(Level a, Level b) {
    if (a == b || b == NUMBERS) return a;
    return a == NUMBERS || a.id.compareTo(b.id) < 0 ? b : a;
  }

  static boolean compare(Comparison comparison, Value a, Value b) {
    Value left = undifferentiated(a);
    Value right = undifferentiated(b);
    return highest(left.level(), right.level()).decide(comparison, left, right);
  }

  /// The value below every differentiating level.
  public static Value undifferentiated(Value value) {
    Value v = value;
    while (v.level().differentiates()) v = v.primal();
    return v;
  }

  private static final class Numbers extends Level {
    Numbers() {
      super(LevelId.NUMBERS);
    }

    @Override
    public Value apply(Operation operation, Value[] operands) {
      return operation.value(operands);
    }

    @Override
    public boolean differentiates() {
      return false;
    }

    @Override
    public boolean isActive(Value value) {
      return false;
    }

    @Override
    public Value leave(Value value) {
      return value;
    }
  }
}
