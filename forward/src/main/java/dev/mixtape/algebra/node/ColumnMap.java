package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.dual.Dual;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.Evaluation;
import dev.mixtape.algebra.explain.NodeMode;
import dev.mixtape.algebra.explain.Reason;
import dev.mixtape.algebra.kernel.Compiled;
import dev.mixtape.algebra.kernel.KernelCache;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.algebra.program.Template;
import dev.mixtape.algebra.rows.Shapes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A map over a long batch: the function is recorded once per path through it, and its program is
/// walked over whole columns.
///
/// The first element that no program fits is recorded; the elements whose guards come out the same
/// way share its program. Elements beyond [#PATHS] paths, and functions that cannot be recorded as
/// element-wise programs, are evaluated element by element in short blocks.
final class ColumnMap {
  private static final int PATHS = 16;

  /// Operands above which partials in all of them cost more than the program's own adjoint.
  private static final int FORWARD_OPERANDS = Dual.WIDTH;

  private final Function function;
  private final Arguments arguments;
  private final Mode mode;
  private final Sighting sighting;

  /// The class of the function as the user gave it.
  private final Class<?> named;

  /// True when all elements have the same structure.
  private final boolean uniform;

  private final List<Group> groups = new ArrayList<>();

  ColumnMap(Object named, Function function, Arguments arguments, Mode mode, Sighting sighting) {
    this.named = MadeOf.original(named).getClass();
    this.sighting = sighting;
    this.function = function;
    this.arguments = arguments;
    this.mode = mode;
    this.uniform = arguments.isUniform();
  }

  /// Some elements and their results, as columns.
  private record Group(int[] elements, List<Structure> structures, List<Value> leaves) {}

  Node.Results evaluate() {
    ElementProgram program = recorded(0);
    if (program != null && fitsAll(program)) {
      sighting.evaluated(Choice.of(Evaluation.COLUMNS, Reason.ONE_PATH, 1, PATHS));
      groups.add(group(program, NONE_LEFT_OUT));
      return merged();
    }
    int[] pending = range(arguments.calls());
    while (program != null) {
      boolean[] member = members(program, pending[0], pending);
      groups.add(group(program, pick(pending, member, true)));
      pending = pick(pending, member, false);
      if (pending.length == 0) break;
      program = groups.size() < PATHS ? recorded(pending[0]) : nextOfMany();
    }
    if (!groups.isEmpty()) {
      boolean isOne = groups.size() == 1 && pending.length == 0;
      Reason reason = isOne ? Reason.ONE_PATH : Reason.FEW_PATHS;
      sighting.evaluated(Choice.of(Evaluation.COLUMNS, reason, groups.size(), PATHS));
    }
    for (int from = 0; from < pending.length; from += Mapping.SHORT) {
      groups.add(
          block(Arrays.copyOfRange(pending, from, Math.min(pending.length, from + Mapping.SHORT))));
    }
    return merged();
  }

  /// No path more is recorded.
  private @Nullable ElementProgram nextOfMany() {
    sighting.evaluated(Choice.of(Evaluation.ELEMENTS, Reason.MANY_PATHS, PATHS + 1, PATHS));
    return null;
  }

  /// Stands for all elements, so that a map without branches keeps no list of them.
  private static final int[] NONE_LEFT_OUT = {};

  /// True when every element takes the path of `program`, which the first one took.
  private boolean fitsAll(ElementProgram program) {
    if (!guards(program, program.program()::allGuardsHold)) return false;
    if (uniform) return true;
    for (int i = 1; i < arguments.calls(); i++) if (!sameCase(i, 0)) return false;
    return true;
  }

  private static int[] range(int size) {
    int[] range = new int[size];
    for (int i = 0; i < size; i++) range[i] = i;
    return range;
  }

  private static int[] pick(int[] from, boolean[] member, boolean chosen) {
    int[] picked = new int[from.length];
    int size = 0;
    for (int i = 0; i < from.length; i++) if (member[i] == chosen) picked[size++] = from[i];
    return Arrays.copyOf(picked, size);
  }

  /// The program of an element, or null when it is not element-wise.
  private @Nullable ElementProgram recorded(int element) {
    List<Shape> shapes = arguments.leafShapes(element);
    boolean[] active = new boolean[shapes.size()];
    for (int i = 0; i < active.length; i++) {
      Value leaf = arguments.leaves().get(i);
      active[i] = !arguments.isHeld(i) && leaf.level().isActive(leaf);
    }
    List<Value> numbers = new NumbersOf(element, shapes);
    java.util.function.Function<List<Value>, Object> called =
        inside -> function.apply(arguments.build(element, inside));
    Compiled expected = Debugging.isOn() ? null : KernelCache.expected(named);
    Recorder.Recording recording =
        Run.atElement(
            element,
            () ->
                expected != null
                        && expected.template().inputs() == active.length
                        && areScalars(shapes)
                    ? Recorder.follow(expected.template(), numbers, active, called)
                    : Recorder.record(numbers, active, called));
    if (recording.template() != null)
      return program(Objects.requireNonNull(expected), recording.template(), recording.result());
    Choice<Evaluation> obstacle = obstacle(recording.program());
    if (obstacle == null) {
      Template.Filled filled = Template.of(Objects.requireNonNull(recording.program()));
      Compiled compiled = KernelCache.of(filled.template(), named);
      return program(compiled, filled, recording.result());
    }
    sighting.evaluated(obstacle);
    return null;
  }

  private static ElementProgram program(
      Compiled compiled, Template.Filled filled, Structure result) {
    return new ElementProgram(compiled, filled.captured(), filled.constants(), result);
  }

  private static boolean areScalars(List<Shape> shapes) {
    for (Shape shape : shapes) if (!shape.isScalar()) return false;
    return true;
  }

  /// The plain numbers of an element's leaves, looked up when they are asked for.
  private final class NumbersOf extends AbstractList<Value> {
    private final int element;
    private final List<Shape> shapes;

    NumbersOf(int element, List<Shape> shapes) {
      this.element = element;
      this.shapes = shapes;
    }

    @Override
    public Value get(int i) {
      Value numbers = arguments.leaves().get(i).numbers();
      Shape shape = shapes.get(i);
      if (!arguments.isElementwise(i)) return numbers;
      double[] all = numbers.arrayNumbers();
      if (shape.isScalar()) return new Scalar(all[element]);
      int from = element * shape.size();
      return Dense.of(Arrays.copyOfRange(all, from, from + shape.size()), shape);
    }

    @Override
    public int size() {
      return shapes.size();
    }
  }

  private static @Nullable Choice<Evaluation> obstacle(@Nullable Program program) {
    if (program == null) return Choice.of(Evaluation.ELEMENTS, Reason.ESCAPED);
    return switch (program.obstacle()) {
      case null -> null;
      case Program.Step.Apply(var operation, _, _) ->
          new Choice<>(Evaluation.ELEMENTS, Reason.NO_PRIMITIVE, 0, 0, operation.name());
      default -> Choice.of(Evaluation.ELEMENTS, Reason.ARRAYS);
    };
  }

  /// Which of `pending` have the structure of element `first` and take the path of `program`.
  private boolean[] members(ElementProgram program, int first, int[] pending) {
    boolean[] hold = guards(program, program.program()::guardsHold);
    boolean[] member = new boolean[pending.length];
    for (int i = 0; i < pending.length; i++) {
      member[i] =
          pending[i] == first || (hold[pending[i]] && (uniform || sameCase(pending[i], first)));
    }
    return member;
  }

  /// What the guards of a program say about columns of numbers and captured numbers.
  private interface Guards<T> {
    T of(List<Value> columns, List<Value> captures, int elements);
  }

  /// Asks about the guards, whose operands are computed for all elements, of other paths too: what
  /// goes wrong in these is no finding.
  private <T> T guards(ElementProgram program, Guards<T> question) {
    List<Value> columns = arguments.leaves().stream().map(Value::numbers).toList();
    List<Value> captures =
        program.captures(program.captured().stream().map(Value::numbers).toList());
    return Debugging.unwatched(() -> question.of(columns, captures, arguments.calls()));
  }

  private boolean sameCase(int element, int first) {
    for (int i = 0; i < arguments.argumentCount(); i++) {
      Structure own = arguments.structure(i, element);
      Structure other = arguments.structure(i, first);
      if (own != other && !own.equals(other)) return false;
    }
    return true;
  }

  private Group group(ElementProgram program, int[] elements) {
    boolean all = elements == NONE_LEFT_OUT || elements.length == arguments.calls();
    Arguments own = all ? arguments : arguments.select(elements);
    IntUnaryOperator names = all ? i -> i : i -> elements[i];
    List<Value> leaves =
        Debugging.overElements(
            own.calls(), names, () -> columns(evaluate(program, own, names), own.calls()));
    return new Group(elements, List.of(program.result()), leaves);
  }

  private List<Value> evaluate(ElementProgram program, Arguments own, IntUnaryOperator names) {
    List<Slot> slots = new ArrayList<>(Run.argumentSlots(own));
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).held)
        slots.set(
            i,
            new Slot(
                Level.stopGradient(slots.get(i).source), slots.get(i).elementwise, true, false));
    }
    for (Value captured : program.captured()) slots.add(new Slot(captured, false, false, true));
    sighting.captured(slots.subList(own.leaves().size(), slots.size()));
    Value[] sources = slots.stream().map(slot -> slot.source).toArray(Value[]::new);
    Level top = differentiating(sources);
    Choice<NodeMode> choice = choice(sources, top);
    sighting.differentiated(choice);
    if (program.answersItsInputs()) {
      sighting.passed();
      return IntStream.range(0, program.leaves()).mapToObj(i -> sources[program.input(i)]).toList();
    }
    if (isCompiled(program, own, sources, choice.chosen()))
      return compiled(program, own, sources, choice.chosen(), top);
    return switch (choice.chosen()) {
      case RECOMPUTE -> recomputed(program, own, sources, slots, names);
      case SINGLE_PASS -> singlePass(program, own, sources, slots, Objects.requireNonNull(top));
      default -> walk(program, sources);
    };
  }

  private Choice<NodeMode> choice(Value[] sources, @Nullable Level top) {
    if (top == null) return withoutDerivative(sources);
    if (mode != Mode.AUTO) return Choice.of(mode.node(), Reason.ASKED);
    return sources.length > FORWARD_OPERANDS
        ? Choice.of(NodeMode.REVERSE, Reason.MANY_OPERANDS, sources.length, FORWARD_OPERANDS)
        : Choice.of(NodeMode.SINGLE_PASS, Reason.FEW_OPERANDS, sources.length, FORWARD_OPERANDS);
  }

  private static Choice<NodeMode> withoutDerivative(Value[] sources) {
    boolean isActive = false;
    for (Value source : sources) {
      if (source.level() instanceof Recorder) return Choice.of(NodeMode.REVERSE, Reason.RECORDED);
      isActive |= source.level().isActive(source);
    }
    return Choice.of(NodeMode.PLAIN, isActive ? Reason.PLAIN_RUN : Reason.NOTHING_ACTIVE);
  }

  private List<Value> recomputed(
      ElementProgram program,
      Arguments own,
      Value[] sources,
      List<Slot> slots,
      IntUnaryOperator names) {
    Value[] numbers = Arrays.stream(sources).map(Value::numbers).toArray(Value[]::new);
    List<Value> first = columns(walk(program, numbers), own.calls());
    sighting.storesInputs(List.of(sources), first);
    return Recompute.apply(
        first,
        List.of(sources),
        (x, wanted) ->
            sighting.again(() ->
                Debugging.overElements(
                    own.calls(), names, () -> partials(program, own, x, wanted, slots))));
  }

  private List<Value> singlePass(
      ElementProgram program, Arguments own, Value[] sources, List<Slot> slots, Level top) {
    boolean[] at = new boolean[sources.length];
    Value[] below = sources.clone();
    for (int i = 0; i < at.length; i++) {
      at[i] = sources[i].level() == top;
      if (at[i]) below[i] = sources[i].primal();
    }
    Partials partials = partials(program, own, below, at, slots);
    sighting.stores(partials);
    sighting.storesResults(partials.values());
    return partials.attached(slots, at);
  }

  private static List<Value> columns(List<Value> leaves, int size) {
    return leaves.stream().map(leaf -> ColumnPartials.column(leaf, size)).toList();
  }

  /// A bit for each source of this level.
  private static long at(Level level, Value[] sources) {
    long bits = 0;
    for (int i = 0; i < sources.length; i++) if (sources[i].level() == level) bits |= 1L << i;
    return bits;
  }

  /// The highest level among the sources when it differentiates.
  static @Nullable Level differentiating(Value[] sources) {
    Level top = Level.NUMBERS;
    for (Value source : sources)
      if (source.level().differentiates()) top = Level.highest(top, source.level());
    return top == Level.NUMBERS ? null : top;
  }

  private List<Value> walk(ElementProgram program, Value[] operands) {
    sighting.passed();
    return program.walk(operands);
  }

  private Partials partials(
      ElementProgram program, Arguments own, Value[] operands, boolean[] wanted, List<Slot> slots) {
    List<Slot> asked = new ArrayList<>();
    for (int i = 0; i < operands.length; i++)
      asked.add(new Slot(operands[i], slots.get(i).elementwise, slots.get(i).held, wanted[i]));
    return ColumnPartials.of(duals -> walk(program, duals), asked, own.calls());
  }

  /// True when the program is warm and its operands are plain numbers below all that
  /// differentiates.
  private boolean isCompiled(
      ElementProgram program, Arguments own, Value[] sources, NodeMode chosen) {
    if (chosen == NodeMode.REVERSE || Debugging.isOn()) return false;
    for (Value source : sources) if (!Level.undifferentiated(source).isNumber()) return false;
    return program.compiled().isWarm(own.calls());
  }

  /// The results as operations in generated code.
  private List<Value> compiled(
      ElementProgram program,
      Arguments own,
      Value[] sources,
      NodeMode chosen,
      @Nullable Level top) {
    long stored = chosen == NodeMode.SINGLE_PASS && top != null ? at(top, sources) : 0;
    List<Value> leaves = new ArrayList<>();
    for (int leaf = 0; leaf < program.leaves(); leaf++) {
      leaves.add(
          ColumnOperation.apply(
              program.compiled(),
              leaf,
              program.constants(),
              own.calls(),
              stored,
              sighting,
              sources));
      tell(program, leaf, chosen, own.calls(), sources, stored);
    }
    return leaves;
  }

  private void tell(
      ElementProgram program, int leaf, NodeMode chosen, int size, Value[] sources, long stored) {
    if (!sighting.isSeen()) return;
    sighting.passed();
    if (chosen == NodeMode.SINGLE_PASS) {
      long partials = ColumnOperation.partialCount(program.compiled(), leaf, sources, stored);
      sighting.stores(0, size * partials, size);
    }
    if (chosen == NodeMode.RECOMPUTE) {
      long inputs = 0;
      for (Value source : sources) inputs += source.shape().size();
      sighting.stores(inputs, 0, size);
    }
  }

  private Group block(int[] elements) {
    Arguments own = arguments.select(elements);
    Node.Results results = Mapping.elementwise(function, own, mode, elements, sighting);
    return new Group(elements, results.structures(), results.leaves());
  }

  private Node.Results merged() {
    if (groups.size() == 1 && groups.get(0).structures.size() == 1) {
      Group only = groups.get(0);
      return new Node.Results(
          Collections.nCopies(arguments.calls(), only.structures.get(0)), only.leaves);
    }
    Structure[] structures = new Structure[arguments.calls()];
    int[] order = new int[arguments.calls()];
    int at = 0;
    for (Group group : groups) {
      for (int i = 0; i < group.elements.length; i++) {
        structures[group.elements[i]] = group.structures.get(group.structures.size() == 1 ? 0 : i);
        order[group.elements[i]] = at++;
      }
    }
    return new Node.Results(List.of(structures), mergedLeaves(order));
  }

  /// The groups' columns joined and put in the elements' order.
  private List<Value> mergedLeaves(int[] order) {
    List<Value> merged = new ArrayList<>();
    for (int leaf = 0; leaf < groups.get(0).leaves.size(); leaf++) {
      List<Value> parts = new ArrayList<>();
      int width = groups.get(0).leaves.get(leaf).shape().columns();
      for (Group group : groups) {
        requireSameLeaves(group, leaf);
        parts.add(group.leaves.get(leaf));
      }
      int[] entries = new int[order.length * width];
      for (int i = 0; i < entries.length; i++) entries[i] = order[i / width] * width + i % width;
      Value column = Shapes.gather(Shapes.concat(parts), entries);
      merged.add(
          groups.get(0).leaves.get(leaf).shape().rank() == 1
              ? column
              : Shapes.reshape(column, Shape.matrix(order.length, width)));
    }
    return merged;
  }

  private void requireSameLeaves(Group group, int leaf) {
    Group first = groups.get(0);
    boolean fits =
        group.leaves.size() == first.leaves.size()
            && group.leaves.get(leaf).shape().columns() == first.leaves.get(leaf).shape().columns();
    if (!fits) {
      throw new ShapeException(
          "map: the results must have leaves of the same shapes, but element "
              + first.elements[0]
              + " answered a "
              + first.structures.get(0)
              + " and element "
              + group.elements[0]
              + " a "
              + group.structures.get(0));
    }
  }
}
