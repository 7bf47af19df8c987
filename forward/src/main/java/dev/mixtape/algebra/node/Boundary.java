package dev.mixtape.algebra.node;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.dual.Home;
import dev.mixtape.algebra.program.Recorder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The wall around one run of a node's function, above every open level.
///
/// Every operand met inside that is not a plain number gets a slot: the arguments first, then what
/// the function captured, in order of first meeting, by identity. Inside, a value is a number (of
/// this level) or a dual of a stand-in: one per differentiating level met, opened on meeting and
/// ordered like the originals. So one run serves all arguments, all captures and all orders.
///
/// When slots are given beforehand, a run is a rerun: the slots it meets must be those of the first
/// run in number and shape, and their numbers must agree.
final class Boundary extends Level implements Home {
  private static final double AGREEMENT = 1e-9;

  /// Most functions meet no more captured values than this; maps grow.
  static final int FEW = 4;

  /// The bit of all slots that have none of their own.
  static final long UNKNOWN = Long.MIN_VALUE;

  final List<Slot> slots = new ArrayList<>();
  final TreeMap<LevelId, StandIn> standIns = new TreeMap<>();
  final int arguments;

  /// What a run is asked for in its slots, beside what they carry.
  enum Requested {
    NOTHING,
    /// That the slots count as active.
    ACTIVITY,
    /// The partials, above every level that the slots are differentiated at.
    PARTIALS
  }

  private final Arguments named;
  private final boolean carriesPartials;
  private final boolean requests;
  private final @Nullable StandIn requested;
  private final IdentityHashMap<Value, Slot> met = new IdentityHashMap<>(FEW);
  private int captured;
  private boolean replays;
  private int call;

  /// How many nodes inside are being run again. What they hand to this boundary it has met in their
  /// first pass; as other objects, for it is computed anew, and only compared with what was.
  private int repeated;

  /// The highest recorder or outer boundary among the levels that slots reduce to.
  Level outer = NUMBERS;

  /// True when a slot depends on something active.
  boolean active;

  /// True when a slot belongs to a differentiation.
  boolean differentiated;

  /// @param named the arguments, by which errors call their slots
  /// @param carriesPartials false for a run on plain numbers
  /// @param requested what is asked for in the wanted slots as such
  /// @param replayed slots of an earlier run, in order; empty for a first run
  Boundary(
      Arguments named,
      List<Slot> arguments,
      List<Slot> replayed,
      boolean carriesPartials,
      Requested requested) {
    super(LevelId.next());
    this.carriesPartials = carriesPartials;
    this.requests = requested != Requested.NOTHING;
    this.requested = requested == Requested.PARTIALS ? new StandIn(id().topmost(), this) : null;
    this.named = named;
    this.arguments = arguments.size();
    this.replays = !replayed.isEmpty();
    (replays ? replayed : arguments).forEach(this::add);
    StandIn top = this.requested;
    if (top != null) standIns.put(top.level.id(), top);
  }

  private void add(Slot slot) {
    slot.index = slots.size();
    slots.add(slot);
  }

  @Nullable StandIn requested() {
    return requested;
  }

  /// The boundaries that have met, in an earlier pass, what this pass will hand to them.
  Set<Boundary> around() {
    Set<Boundary> around = new LinkedHashSet<>();
    if (replays) enclose(around);
    return around;
  }

  private void enclose(Set<Boundary> around) {
    for (Slot slot : slots)
      if (undifferentiated(slot.source).level() instanceof Boundary outer && around.add(outer))
        outer.enclose(around);
  }

  /// A node inside begins a pass like one before it.
  void startRepetition() {
    repeated++;
  }

  void endRepetition() {
    repeated--;
  }

  /// Starts a pass over all calls; from the second on it must meet the slots of the first.
  void startPass() {
    met.clear();
    captured = arguments;
    for (Slot slot : slots) slot.inside = null;
  }

  /// Ends a pass.
  ///
  /// @throws FunctionException when a rerun met fewer captured values than the first run
  void endPass() {
    if (replays && captured != slots.size()) {
      throw impure(
          "it used "
              + (slots.size() - arguments)
              + " captured values the first time and "
              + (captured - arguments)
              + " the next");
    }
    replays = true;
  }

  private static FunctionException impure(String how) {
    return new FunctionException(
        "the function of a forward node is not pure: "
            + how
            + "; a function that is run again must do the same again");
  }

  void startCall(int call) {
    this.call = call;
  }

  /// The inside value of argument slot `i` for this call, whose leaf has shape `leaf`.
  Value argument(int i, Shape leaf) {
    Slot slot = slots.get(i);
    if (slot.elementwise) return enter(slot, leaf);
    Value inside = slot.inside;
    if (inside == null) {
      inside = enter(slot, leaf);
      slot.inside = inside;
    }
    return inside;
  }

  private Value enter(Slot slot, Shape leaf) {
    Value inside = enter(slot.source, slot, leaf);
    StandIn top = requested;
    return top == null || !slot.wanted
        ? inside
        : top.seed(slot, slot.source, slot.elementwise, inside, leaf);
  }

  private Value enter(Value source, Slot slot, Shape leaf) {
    boolean differentiates = source.level().differentiates() && !slot.held;
    differentiated |= differentiates;
    if (!differentiates || !carriesPartials) return number(source, slot, leaf);
    Value below = enter(source.primal(), slot, leaf);
    Level level = source.level();
    StandIn standIn =
        standIns.computeIfAbsent(id().standingFor(level.id()), id -> new StandIn(id, this));
    return standIn.seed(source, source, slot.elementwise, below, leaf);
  }

  private Value number(Value source, Slot slot, Shape leaf) {
    boolean isActive = !slot.held && source.level().isActive(source);
    active |= isActive;
    outer = highest(outer, undifferentiated(source).level());
    double[] numbers = source.arrayNumbers();
    Value number = source.numbers();
    if (slot.elementwise) {
      double[] own = new double[leaf.size()];
      System.arraycopy(numbers, call * leaf.size(), own, 0, own.length);
      number = Dense.of(own, leaf);
    }
    boolean counts = isActive || (requests && slot.wanted);
    return wrap(number, counts && !carriesPartials ? slot.bit() : 0);
  }

  @Override
  public Value adopt(Value operand) {
    if (operand.isNumber() || isInside(operand.level())) return operand;
    Slot known = met.get(operand);
    if (known == null) {
      if (repeated > 0) return wrap(operand.numbers(), 0);
      known = replays ? replayed(operand) : opened(operand);
      met.put(operand, known);
    }
    Value inside = known.inside;
    if (inside == null) {
      inside = enter(known, operand.shape());
      known.inside = inside;
    }
    return inside;
  }

  private boolean isInside(Level level) {
    return level == this || (level instanceof DualLevel dual && dual.livesIn(this));
  }

  private Slot opened(Value operand) {
    if (operand.level().id().compareTo(id()) > 0) {
      throw new ScopeException(
          "a value left its scope: it was made by a differentiation inside the function of a node"
              + " and used after that had returned");
    }
    Slot slot = new Slot(operand, false, false, true);
    add(slot);
    captured++;
    return slot;
  }

  private Slot replayed(Value operand) {
    if (captured == slots.size()) {
      throw impure(
          "it used "
              + (slots.size() - arguments)
              + " captured values the first time and more the next");
    }
    Slot slot = slots.get(captured++);
    if (!slot.source.shape().equals(operand.shape())) {
      throw impure(
          "a captured value was a "
              + slot.source.shape()
              + " the first time and a "
              + operand.shape()
              + " the next");
    }
    requireAgreement("a captured value", slot.source, operand);
    return slot;
  }

  static void requireAgreement(String what, Value first, Value next) {
    double[] a = first.arrayNumbers();
    double[] b = next.arrayNumbers();
    for (int i = 0; i < a.length; i++) {
      boolean agrees =
          a.length == b.length
              && (Double.compare(a[i], b[i]) == 0
                  || Math.abs(a[i] - b[i]) <= AGREEMENT * Math.max(Math.abs(a[i]), Math.abs(b[i])));
      if (!agrees)
        throw impure(
            what
                + " was "
                + first.numbers().typed()
                + " the first time and "
                + next.numbers().typed()
                + " the next");
    }
  }

  @Override
  public boolean owns(Value value) {
    return value.level() == this;
  }

  @Override
  public Value inactive(Value number) {
    return wrap(number, 0);
  }

  @Override
  public Value apply(Operation operation, Value[] operands) {
    Value[] inside = new Value[operands.length];
    Level highest = this;
    for (int i = 0; i < inside.length; i++) {
      inside[i] = adopt(operands[i]);
      highest = highest(highest, inside[i].level());
    }
    if (highest != this) return highest.apply(operation, inside);
    long all = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i] instanceof BoundaryValue v) all |= v.dependsOn;
      inside[i] = inside[i].primal();
    }
    return wrap(operation.value(inside), all);
  }

  /// A plain number as a value of this level.
  Value wrap(Value number, long dependsOn) {
    return new BoundaryValue(this, number, dependsOn);
  }

  @Override
  public boolean differentiates() {
    return false;
  }

  @Override
  public boolean isActive(Value value) {
    return value instanceof BoundaryValue v && v.dependsOn != 0;
  }

  @Override
  public Value constant(Value value) {
    return wrap(value.primal(), 0);
  }

  @Override
  public Value leave(Value value) {
    if (!isActive(value)) return value.primal();
    throw refusal(value);
  }

  @Override
  public ActiveValueException refusal(Value value) {
    List<Slot> moving = slots.stream().filter(slot -> moves(slot, value)).toList();
    return moving.isEmpty()
        ? Refusal.of(named, call, slots.stream().filter(this::isUnseeded).toList(), " or ")
        : Refusal.of(named, call, moving, " and ");
  }

  private boolean moves(Slot slot, Value value) {
    Value v = value;
    for (; v.level() instanceof DualLevel; v = v.primal()) {
      for (StandIn standIn : standIns.values()) if (standIn.moves(slot, v)) return true;
    }
    return v instanceof BoundaryValue b && slot.bit() != UNKNOWN && (b.dependsOn & slot.bit()) != 0;
  }

  private boolean isUnseeded(Slot slot) {
    return standIns.values().stream().anyMatch(standIn -> standIn.isUnseeded(slot));
  }

  /// True when a slot belongs to a function that is being recorded, whose program this node must be
  /// inlined into.
  boolean isRecorded() {
    return outer instanceof Recorder;
  }

  @Override
  public String toString() {
    return "number";
  }
}
