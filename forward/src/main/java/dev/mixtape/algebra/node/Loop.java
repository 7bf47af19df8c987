package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.NodeMode;
import dev.mixtape.algebra.explain.NodeReport.Kind;
import dev.mixtape.algebra.explain.Reason;
import dev.mixtape.algebra.node.Boundary.Requested;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A step function run along batches, each call given the state that the one before it answered.
///
/// As a node, the steps are those of a map over the states before them and the elements: one run
/// finds all states and the partials of each step in its state, its elements and what it captured.
/// What follows from step to step is a linear [Recurrence], so that derivatives cost as much per
/// element as those of a map, and a tape keeps a few entries for all steps together.
///
/// The operands of a loop are the columns of the elements, the packed first state, and what was
/// captured.
final class Loop {
  private final String word;
  private final Sighting sighting;
  private final Function step;
  private final Mode mode;
  private final boolean holdsState;
  private final Object first;
  private final Structure initial;
  private final Arguments elements;
  private final int[] names;
  private final Shape packed;
  private final Shape column;

  /// The place of the state among the operands.
  private final int state;

  /// @param named the step as the user gave it, which may say how it wants to be differentiated
  /// @param elements the batches, of which there is at least one element
  /// @param offset the number that errors use for the first element
  Loop(String word, Object named, Function plain, Object first, Arguments elements, int offset) {
    this.word = word;
    this.sighting = Sighting.of(Kind.LOOP, named);
    this.step = sighting.counted(named instanceof NodeFunction node ? node.function() : plain);
    this.mode = named instanceof NodeFunction node ? node.mode() : Mode.AUTO;
    this.holdsState = named instanceof NodeFunction node && node.held().contains(0);
    this.first = first;
    this.initial = Structure.of(first);
    this.elements = elements.behindState();
    this.names = IntStream.range(offset, offset + elements.calls()).toArray();
    this.packed = Steps.packed(Batch.leafShapes(initial));
    this.column = Batch.columnShape(elements.calls(), packed);
    this.state = elements.leaves().size();
    sighting.state(first, holdsState);
    sighting.given(elements);
  }

  String word() {
    return word;
  }

  Function step() {
    return step;
  }

  Structure initial() {
    return initial;
  }

  int calls() {
    return elements.calls();
  }

  /// The state after the last step.
  Object last() {
    States states = states();
    if (states == null) {
      List<Object> inlined = inlined();
      return inlined.get(inlined.size() - 1);
    }
    int step = calls() - 1;
    return states.structures.get(step).build(Shapes.unpack(row(states.column, step), leafShapes()));
  }

  /// The packed state in row `step` of a column.
  private Value row(Value column, int step) {
    return packed.isScalar()
        ? Shapes.get(column, step)
        : Shapes.slice(column, step * packed.size(), packed);
  }

  /// The states after each step.
  Batch<?> all() {
    States states = states();
    return states == null
        ? Batch.of(inlined())
        : Batch.ofColumns(states.structures, unpacked(states.column));
  }

  private List<Shape> leafShapes() {
    return Batch.leafShapes(initial);
  }

  /// The columns of the states' leaves.
  private List<Value> unpacked(Value states) {
    List<Shape> shapes = leafShapes();
    if (shapes.size() == 1) return List.of(states);
    List<Value> columns = new ArrayList<>(shapes.size());
    int from = 0;
    for (Shape shape : shapes) {
      int first = from;
      int width = shape.size();
      int[] entries =
          IntStream.range(0, calls() * width)
              .map(i -> i / width * packed.size() + first + i % width)
              .toArray();
      columns.add(
          Shapes.reshape(Shapes.gather(states, entries), Batch.columnShape(calls(), shape)));
      from += width;
    }
    return columns;
  }

  /// The states after each step: their structures, and all of them packed in one column.
  private record States(List<Structure> structures, Value column) {}

  /// What the first run found.
  ///
  /// @param structures those of the first state and of the states after each step
  /// @param slots those of the elements, the state and what was captured
  /// @param operands what the slots stand for, inside the boundary around the loop
  /// @param partials the states and, where they are stored, their partials in the slots
  private record Found(
      List<Structure> structures, List<Slot> slots, Value[] operands, Partials partials) {}

  /// The states as a node, or null when the loop must be inlined, as [Node#evaluate] says, or has
  /// nothing to differentiate.
  private @Nullable States states() {
    if (mode == Mode.REVERSE || packed.size() == 0) {
      sighting.differentiated(
          mode == Mode.REVERSE
              ? Choice.of(NodeMode.REVERSE, Reason.ASKED)
              : Choice.of(NodeMode.PLAIN, Reason.NOTHING_ACTIVE));
      sighting.passed();
      return null;
    }
    Found found = run();
    if (found == null) return null;
    Value states = mode == Mode.RECOMPUTE ? recomputed(found) : stored(found, found.operands);
    return new States(found.structures.subList(1, calls() + 1), states);
  }

  private @Nullable Found run() {
    List<Slot> slots = new ArrayList<>();
    for (Slot slot : Run.argumentSlots(elements)) {
      boolean isActive = slot.source.level().isActive(slot.source);
      slots.add(new Slot(slot.source, slot.elementwise, slot.held, isActive));
    }
    slots.add(new Slot(Shapes.pack(Structure.leavesOf(first)), false, holdsState, false));
    boolean stores = mode != Mode.RECOMPUTE;
    Requested requested = stores ? Requested.PARTIALS : Requested.NOTHING;
    Boundary boundary = new Boundary(elements, slots, List.of(), false, requested);
    Steps steps = Steps.first(this, boundary, state);
    Run run = new Run(steps, elements, boundary, names, sighting);
    try {
      run.first();
    } catch (RuntimeException e) {
      if (!boundary.isRecorded()) throw e;
    }
    Choice<NodeMode> choice =
        boundary.isRecorded()
            ? Choice.of(NodeMode.REVERSE, Reason.RECORDED)
            : Node.choice(mode, run);
    sighting.differentiated(choice);
    if (choice.chosen() == NodeMode.REVERSE) {
      sighting.passed();
      return null;
    }
    sighting.captured(boundary.slots.subList(state + 1, boundary.slots.size()));
    return found(run.rest(), steps, stores);
  }

  private Found found(Run run, Steps steps, boolean stores) {
    Boundary boundary = run.boundary();
    Value[] operands =
        boundary.slots.stream()
            .map(slot -> adopted(slot.source, boundary.outer))
            .toArray(Value[]::new);
    List<Slot> slots = new ArrayList<>(boundary.slots);
    slots.set(state, stateSlot(Dense.filled(0, column)));
    @Nullable Value[][] none = {};
    Partials partials = stores ? run.partials() : new Partials(run.leave(), none, slots, calls());
    return new Found(
        steps.structures(),
        slots,
        operands,
        new Partials(partials.values(), partials.inSlots(), slots, calls()));
  }

  /// What stands for `source` inside the boundary around the loop, so that the levels outside that
  /// boundary do not enter it once more for each of them that is below another.
  private static Value adopted(Value source, Level outer) {
    boolean isOutside = source.level().id().compareTo(outer.id()) < 0;
    return isOutside && outer instanceof Boundary boundary ? boundary.adopt(source) : source;
  }

  private Slot stateSlot(Value before) {
    return new Slot(before, true, holdsState, true);
  }

  /// The states with the partials attached, from the lowest level up.
  private Value stored(Found found, Value[] operands) {
    Level top = ColumnMap.differentiating(operands);
    if (top == null) return found.partials.values().get(0);
    sighting.stores(found.partials);
    boolean[] at = new boolean[operands.length];
    Value[] below = operands.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] = operands[i].level() == top;
      if (at[i]) below[i] = operands[i].primal();
    }
    Value states = stored(found, below);
    Partials partials =
        ColumnMap.differentiating(below) == null ? found.partials : again(found, below, states, at);
    return attached(states, partials, operands, at);
  }

  private Value attached(Value states, Partials partials, Value[] operands, boolean[] at) {
    @Nullable Value[] inSlots = partials.inSlots()[0];
    List<Attach.Link> links = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      Value ofSlot = inSlots[i];
      if (!at[i] || ofSlot == null) continue;
      Value slot = i == state ? Shapes.embed(operands[i], 0, column) : operands[i];
      links.add(new Attach.Link(partials.slots().get(i).linkage(calls(), column), ofSlot, slot));
    }
    Value a = carried(partials);
    if (links.isEmpty() || a == null) return Attach.attach(states, links);
    return Carry.carry(states, linkage(), a, links);
  }

  /// The partials of each step in its state, or null where nothing follows from them.
  private @Nullable Value carried(Partials partials) {
    return calls() == 1 ? null : partials.inSlots()[0][state];
  }

  private Linkage linkage() {
    return new Linkage(true, calls(), column, column);
  }

  /// The steps run again, for partials in the wanted operands and in the states.
  ///
  /// @param states those that the steps answered
  private Partials again(Found found, Value[] operands, Value states, boolean[] wanted) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      Slot known = found.slots.get(i);
      slots.add(
          i == state
              ? stateSlot(before(operands[i], states))
              : new Slot(operands[i], known.elementwise, known.held, wanted[i]));
    }
    Boundary boundary =
        new Boundary(elements, slots.subList(0, state + 1), slots, true, Requested.PARTIALS);
    Steps steps = Steps.again(this, found.structures, boundary, state);
    Partials partials =
        sighting.again(
            () -> new Run(steps, elements, boundary, names, sighting).first().rest().partials());
    Boundary.requireAgreement("the state", states, partials.values().get(0));
    return partials;
  }

  /// The states that the steps start from.
  private Value before(Value initial, Value states) {
    List<Value> parts = new ArrayList<>(List.of(initial));
    if (calls() > 1)
      parts.add(Shapes.slice(states, 0, Shape.vector(column.size() - packed.size())));
    return Shapes.reshape(Shapes.concat(parts), column);
  }

  private Value recomputed(Found found) {
    Value states = found.partials.values().get(0).numbers();
    sighting.storesInputs(List.of(found.operands), List.of(states));
    return Level.dispatch(
        new RecomputedLoop(this, states, (x, y, wanted) -> again(found, x, y, wanted)),
        found.operands);
  }

  /// The tangent of the states, or null: `partials` are those of each step.
  @Nullable Value push(Partials partials, @Nullable Value[] tangents) {
    @Nullable Value[] moving = tangents.clone();
    Value ofFirst = moving[state];
    if (ofFirst != null) moving[state] = Shapes.embed(ofFirst, 0, column);
    Value input = partials.push(moving)[0];
    Value a = carried(partials);
    return input == null || a == null ? input : Recurrence.forward(linkage(), a, input);
  }

  /// The cotangents of the operands for the states' cotangent.
  @Nullable Value[] pull(Partials partials, Value cotangent) {
    Value a = carried(partials);
    Value reached = a == null ? cotangent : Recurrence.backward(linkage(), a, cotangent);
    @Nullable Value[] pulled = partials.pull(new @Nullable Value[] {reached});
    Value ofStates = pulled[state];
    if (ofStates != null) pulled[state] = row(ofStates, 0);
    return pulled;
  }

  /// The states after each step, each step's operations done by the levels of what it was given.
  private List<Object> inlined() {
    List<Object> states = new ArrayList<>();
    Object state = first;
    for (int call = 0; call < calls(); call++) {
      Object[] arguments = arguments(state, call);
      Structure before = Structure.of(state);
      state =
          Run.atElement(
              names[call],
              () -> {
                Object next = step.apply(arguments);
                Steps.requireAlike(word, before, Structure.of(next));
                return next;
              });
      states.add(state);
    }
    return states;
  }

  private Object[] arguments(Object state, int call) {
    Object[] own = elements.plain(call);
    Object[] arguments = new Object[own.length + 1];
    arguments[0] = holdsState ? Algebra.stopGradient(state) : state;
    System.arraycopy(own, 0, arguments, 1, own.length);
    return arguments;
  }
}
