package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
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
import dev.mixtape.algebra.kernel.GuardKernel;
import dev.mixtape.algebra.kernel.KernelCache;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.algebra.program.Template;
import dev.mixtape.algebra.rows.Shapes;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
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

  Batch<?> evaluate() {
    ElementProgram program = recorded(0);
    if (program != null && fitsAll(program)) {
      sighting.evaluated(Choice.of(Evaluation.COLUMNS, Reason.ONE_PATH, 1, PATHS));
      List<Value> leaves = leaves(program, arguments, i -> i);
      return Batch.ofColumns(program.result(), arguments.calls(), leaves);
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

  /// True when every element takes the path of `program`, which the first one took.
  private boolean fitsAll(ElementProgram program) {
    if (program.program().guards().isEmpty()) return isOneCase();
    boolean allHold =
        isCompiled(program)
            ? guards(program).allHold(numbers(program), arguments.calls())
            : guards(program, program.program()::allGuardsHold);
    return allHold && isOneCase();
  }

  private boolean isOneCase() {
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

  private ElementProgram program(Compiled compiled, Template.Filled filled, Structure result) {
    boolean isWarm = compiled.isWarm(arguments.calls());
    return new ElementProgram(compiled, isWarm, filled.captured(), filled.constants(), result);
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
    boolean[] hold = held(program);
    boolean[] member = new boolean[pending.length];
    for (int i = 0; i < pending.length; i++) {
      member[i] =
          pending[i] == first || (hold[pending[i]] && (uniform || sameCase(pending[i], first)));
    }
    return member;
  }

  private boolean[] held(ElementProgram program) {
    if (!isCompiled(program)) return guards(program, program.program()::guardsHold);
    boolean[] hold = new boolean[arguments.calls()];
    Arrays.fill(hold, true);
    for (int element : guards(program).failing(numbers(program), hold.length))
      hold[element] = false;
    return hold;
  }

  /// What the guards of a program say about columns of numbers and captured numbers.
  private interface Guards<T> {
    T of(List<Value> columns, List<Value> captures, int elements);
  }

  /// Asks about the guards, whose operands are computed for all elements, of other paths too: what
  /// goes wrong in these is no finding.
  private <T> T guards(ElementProgram program, Guards<T> question) {
    List<Value> numbers = new ArrayList<>();
    for (Value operand : program.all(sources(program, arguments))) numbers.add(operand.numbers());
    int inputs = arguments.leaves().size();
    return Debugging.unwatched(() ->
        question.of(
            numbers.subList(0, inputs),
            numbers.subList(inputs, numbers.size()),
            arguments.calls()));
  }

  private GuardKernel guards(ElementProgram program) {
    long shared = 0;
    int inputs = arguments.leaves().size();
    for (int i = 0; i < inputs; i++) if (!arguments.isElementwise(i)) shared |= 1L << i;
    for (int i = 0; i < program.captured().length; i++) shared |= 1L << (inputs + i);
    return program.compiled().guards(shared);
  }

  private double[][] numbers(ElementProgram program) {
    Value[] operands = program.all(sources(program, arguments));
    double[][] numbers = new double[operands.length][];
    for (int i = 0; i < numbers.length; i++) numbers[i] = operands[i].arrayNumbers();
    return numbers;
  }

  private static boolean isCompiled(ElementProgram program) {
    return program.isWarm() && !Debugging.isOn();
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
    boolean all = elements.length == arguments.calls();
    Arguments own = all ? arguments : arguments.select(elements);
    IntUnaryOperator names = all ? i -> i : i -> elements[i];
    return new Group(elements, List.of(program.result()), leaves(program, own, names));
  }

  private List<Value> leaves(ElementProgram program, Arguments own, IntUnaryOperator names) {
    if (!Debugging.isOn()) return columns(evaluate(program, own, names), own.calls());
    return Debugging.overElements(
        own.calls(), names, () -> columns(evaluate(program, own, names), own.calls()));
  }

  private List<Value> evaluate(ElementProgram program, Arguments own, IntUnaryOperator names) {
    Value[] sources = sources(program, own);
    if (sighting.isSeen())
      sighting.captured(slots(sources, own).subList(own.leaves().size(), sources.length));
    Level top = differentiating(sources);
    Choice<NodeMode> choice = choice(sources, top);
    sighting.differentiated(choice);
    if (program.answersItsInputs()) {
      sighting.passed();
      return program.inputs(sources);
    }
    if (isCompiled(program, sources, choice.chosen()))
      return compiled(program, own, sources, choice.chosen(), top);
    return switch (choice.chosen()) {
      case RECOMPUTE -> recomputed(program, own, sources, slots(sources, own), names);
      case SINGLE_PASS ->
          singlePass(program, own, sources, slots(sources, own), Objects.requireNonNull(top));
      default -> walk(program, sources);
    };
  }

  /// The columns, those held without their derivatives, and what was captured.
  private static Value[] sources(ElementProgram program, Arguments own) {
    int inputs = own.leaves().size();
    Value[] sources = new Value[inputs + program.captured().length];
    for (int i = 0; i < sources.length; i++) {
      if (i >= inputs) sources[i] = program.captured()[i - inputs];
      else
        sources[i] = own.isHeld(i) ? Level.stopGradient(own.leaves().get(i)) : own.leaves().get(i);
    }
    return sources;
  }

  private static List<Slot> slots(Value[] sources, Arguments own) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < sources.length; i++) {
      boolean isColumn = i < own.leaves().size();
      slots.add(
          new Slot(sources[i], isColumn && own.isElementwise(i), isColumn && own.isHeld(i), true));
    }
    return slots;
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
    List<Value> columns = new ArrayList<>(leaves.size());
    for (Value leaf : leaves) columns.add(ColumnPartials.column(leaf, size));
    return columns;
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
  private static boolean isCompiled(ElementProgram program, Value[] sources, NodeMode chosen) {
    if (chosen == NodeMode.REVERSE || !isCompiled(program)) return false;
    for (Value source : sources) if (!Level.undifferentiated(source).isNumber()) return false;
    return true;
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

  private Batch<?> merged() {
    Structure[] structures = new Structure[arguments.calls()];
    int[] order = new int[arguments.calls()];
    int at = 0;
    for (Group group : groups) {
      for (int i = 0; i < group.elements.length; i++) {
        structures[group.elements[i]] = group.structures.get(group.structures.size() == 1 ? 0 : i);
        order[group.elements[i]] = at++;
      }
    }
    return Batch.ofColumns(List.of(structures), mergedLeaves(order));
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
