package dev.mixtape.algebra.node;

import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.Dual;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.NodeMode;
import dev.mixtape.algebra.explain.Reason;
import dev.mixtape.algebra.node.Boundary.Requested;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One evaluation of a node: a function, its arguments, and how it is differentiated.
final class Node {
  private final Function function;
  private final Arguments arguments;
  private final Mode mode;
  private final Sighting sighting;
  private int @Nullable [] names;

  Node(Function function, Arguments arguments, Mode mode, Sighting sighting) {
    this.sighting = sighting;
    this.function = function;
    this.arguments = arguments;
    this.mode = mode;
  }

  /// Numbers that errors use for the elements, where the calls are part of a longer batch.
  Node named(int @Nullable [] elements) {
    names = elements;
    return this;
  }

  /// The results as structures, one per call, and leaves.
  record Results(List<Structure> structures, List<Value> leaves) {}

  /// Evaluates the node, or answers null when it must be inlined: because it belongs to a function
  /// that is being recorded, or because nobody insisted on forward mode and it would take several
  /// passes (over sums of sines of 16 captured values a second pass took 4 times the tape's time).
  @Nullable Results evaluate() {
    boolean stores = mode != Mode.RECOMPUTE;
    Run run =
        start(
            new Boundary(
                arguments, Run.argumentSlots(arguments), List.of(), stores, Requested.NOTHING));
    Choice<NodeMode> choice =
        run == null ? Choice.of(NodeMode.REVERSE, Reason.RECORDED) : choice(mode, run);
    sighting.differentiated(choice);
    if (run == null || choice.chosen() == NodeMode.REVERSE) return null;
    List<Slot> slots = run.boundary().slots;
    sighting.captured(slots.subList(arguments.leaves().size(), slots.size()));
    List<Value> leaves = run.rest().leave();
    return new Results(run.results(), stores ? leaves : recomputed(leaves, slots));
  }

  /// How a function that asked for `mode` is differentiated, after its first pass.
  static Choice<NodeMode> choice(Mode mode, Run run) {
    Boundary boundary = run.boundary();
    if (!boundary.differentiated) {
      return Choice.of(NodeMode.PLAIN, boundary.active ? Reason.PLAIN_RUN : Reason.NOTHING_ACTIVE);
    }
    if (mode != Mode.AUTO) return Choice.of(mode.node(), Reason.ASKED);
    return run.isWide()
        ? Choice.of(NodeMode.REVERSE, Reason.SEVERAL_PASSES, run.components(), Dual.WIDTH)
        : Choice.of(NodeMode.SINGLE_PASS, Reason.ONE_PASS, run.components(), Dual.WIDTH);
  }

  private @Nullable Run start(Boundary boundary) {
    Run run = new Run(function, arguments, boundary, names, sighting);
    try {
      run.first();
    } catch (RuntimeException e) {
      if (!boundary.isRecorded()) throw e;
    }
    return boundary.isRecorded() ? null : run;
  }

  private Partials again(Value[] operands, boolean[] wanted, List<Slot> first) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      slots.add(new Slot(operands[i], first.get(i).elementwise, first.get(i).held, wanted[i]));
    }
    List<Slot> own = slots.subList(0, arguments.leaves().size());
    Boundary boundary = new Boundary(arguments, own, slots, true, Requested.PARTIALS);
    return sighting.again(
        () -> new Run(function, arguments, boundary, names, sighting).first().rest().partials());
  }

  /// A node's value and its pullback, as the rule protocol asks for them.
  ///
  /// @param captured the values from outside that the function met beside its arguments
  /// @param pullback cotangents of the result's leaves to those of the argument leaves, then of the
  ///   captured values; null is zero
  record Linearization(Results results, List<Value> captured, Mapping.Pullback pullback) {}

  /// Evaluates the node for partials in its arguments.
  ///
  /// @param wanted by argument; work for the others is not done
  Linearization linearize(boolean[] wanted) {
    List<Slot> slots = new ArrayList<>();
    for (Slot slot : Run.argumentSlots(arguments)) {
      slots.add(
          new Slot(
              slot.source,
              slot.elementwise,
              slot.held,
              wanted[arguments.argumentOf(slots.size())]));
    }
    boolean stores = mode != Mode.RECOMPUTE;
    Requested requested = stores ? Requested.PARTIALS : Requested.ACTIVITY;
    Run run = start(new Boundary(arguments, slots, List.of(), stores, requested));
    if (run == null) {
      throw new FunctionException(
          "a rule was asked for inside a function that is being recorded; call the function"
              + " instead");
    }
    List<Slot> all = run.boundary().slots;
    sighting.captured(all.subList(slots.size(), all.size()));
    sighting.differentiated(
        mode == Mode.AUTO
            ? Choice.of(NodeMode.SINGLE_PASS, Reason.RULE_ASKED)
            : Choice.of(mode.node(), Reason.ASKED));
    List<Value> captured =
        all.subList(slots.size(), all.size()).stream().map(slot -> slot.source).toList();
    if (stores) {
      Partials partials = run.rest().partials();
      sighting.stores(partials);
      return new Linearization(
          new Results(run.results(), partials.values()), captured, partials::pullAll);
    }
    Results results = new Results(run.results(), recomputed(run.rest().leave(), all));
    return new Linearization(
        results,
        captured,
        cotangents ->
            again(
                    all.stream().map(slot -> slot.source).toArray(Value[]::new),
                    wantedSlots(all),
                    all)
                .pullAll(cotangents));
  }

  private List<Value> recomputed(List<Value> leaves, List<Slot> slots) {
    List<Value> numbers = leaves.stream().map(Value::numbers).toList();
    List<Value> sources = slots.stream().map(slot -> slot.source).toList();
    if (sources.stream().anyMatch(source -> source.level().differentiates()))
      sighting.storesInputs(sources, numbers);
    return Recompute.apply(numbers, sources, (x, wanted) -> again(x, wanted, slots));
  }

  private static boolean[] wantedSlots(List<Slot> slots) {
    boolean[] wanted = new boolean[slots.size()];
    for (int i = 0; i < wanted.length; i++) wanted[i] = slots.get(i).wanted;
    return wanted;
  }
}
