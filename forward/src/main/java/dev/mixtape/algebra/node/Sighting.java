package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.Evaluation;
import dev.mixtape.algebra.explain.NodeMode;
import dev.mixtape.algebra.explain.NodeReport;
import dev.mixtape.algebra.explain.NodeReport.Kind;
import dev.mixtape.algebra.explain.Operand;
import dev.mixtape.algebra.explain.Reason;
import dev.mixtape.algebra.explain.Stored;
import dev.mixtape.algebra.explain.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One evaluation of a node as an [Explainer] sees it: the code that decides tells it what it
/// decided and why. Where nobody explains it is [#UNSEEN], to which telling does nothing.
public final class Sighting {
  static final Sighting UNSEEN = new Sighting(null, Kind.CALL, "", "");

  private final @Nullable Explainer explainer;
  private final List<Sighting> inner = new ArrayList<>();
  private final Set<Choice<Evaluation>> evaluations = new LinkedHashSet<>();
  private final Set<Choice<NodeMode>> modes = new LinkedHashSet<>();
  private final List<Operand> operands = new ArrayList<>();
  private final Set<Value> captured = Collections.newSetFromMap(new IdentityHashMap<>());
  private final String name;
  private String function;
  private Kind kind;
  private int elements = 1;
  private @Nullable Object expected;
  private final int[] passes = {0, 0};
  private final int[] calls = {0, 0};
  private final long[] stored = {0, 0, 0};

  Sighting(@Nullable Explainer explainer, Kind kind, String function, String name) {
    this.explainer = explainer;
    this.kind = kind;
    this.function = function;
    this.name = name;
  }

  /// A call or a map of `function` was met.
  static Sighting of(Kind kind, Object function) {
    Explainer explainer = Explainer.current();
    return explainer == null ? UNSEEN : explainer.inside.next(kind, function, function);
  }

  /// A call of a function with a rule was met.
  ///
  /// @param rule the function with its rule
  /// @param function the function alone
  public static Sighting ofRule(Object rule, Object function, Object... arguments) {
    Explainer explainer = Explainer.current();
    if (explainer == null) return UNSEEN;
    Sighting inside = explainer.inside;
    Object called = inside.expected == rule ? rule : function;
    Sighting met = inside.next(Kind.CALL, called, function);
    met.given(arguments);
    return met;
  }

  private void given(Object[] arguments) {
    long active = 0;
    for (Object argument : arguments) {
      List<Value> leaves = Structure.leavesOf(argument);
      operand(leaves, false, false);
      active += leaves.stream().filter(Sighting::isActive).count();
    }
    differentiated(
        active > 0
            ? Choice.of(NodeMode.RULE, Reason.HAS_RULE)
            : Choice.of(NodeMode.PLAIN, Reason.NOTHING_ACTIVE));
    if (active > 0) for (Operand operand : operands) stored[0] += operand.components();
  }

  /// The node that calls `function`: this one, when that is the call it expected.
  private Sighting next(Kind kind, Object called, Object function) {
    if (called != expected) return met(kind, FunctionName.of(function), "");
    expected = null;
    this.kind = kind;
    this.function = FunctionName.of(function);
    modes.clear();
    return this;
  }

  Sighting met(Kind kind, String function, String name) {
    Sighting met = new Sighting(explainer, kind, function, name);
    inner.add(met);
    return met;
  }

  /// What is called is expected to be this function; another one is inside it.
  Sighting expecting(Object function) {
    expected = function;
    differentiated(Choice.of(NodeMode.REVERSE, Reason.NO_NODE));
    return this;
  }

  /// What was expected did not come: the function that was called is a plain one.
  void settled() {
    if (expected == null) return;
    calls[phase()]++;
    passed();
  }

  /// Runs `body`; what it meets is inside this node.
  <R> R running(Supplier<R> body) {
    Explainer listening = explainer;
    if (listening == null || Explainer.current() != listening) return body.get();
    Sighting outside = listening.inside;
    listening.inside = this;
    try {
      return body.get();
    } finally {
      listening.inside = outside;
    }
  }

  /// Runs `body`, which evaluates the node again for a derivative.
  <R> R again(Supplier<R> body) {
    Explainer listening = explainer;
    if (listening == null || Explainer.current() != listening) return body.get();
    boolean outside = listening.again;
    listening.again = true;
    try {
      return body.get();
    } finally {
      listening.again = outside;
    }
  }

  private int phase() {
    return explainer != null && explainer.again ? 1 : 0;
  }

  /// `function`, each call of which is counted.
  Function counted(Function function) {
    return explainer == null ? function : arguments -> called(() -> function.apply(arguments));
  }

  /// Runs one call of the function.
  public <R> R called(Supplier<R> call) {
    if (explainer == null) return call.get();
    calls[phase()]++;
    return running(call);
  }

  /// The function was evaluated for all elements.
  public void passed() {
    if (explainer != null) passes[phase()]++;
  }

  void evaluated(Choice<Evaluation> choice) {
    if (explainer != null) evaluations.add(choice);
  }

  void differentiated(Choice<NodeMode> choice) {
    if (explainer != null) modes.add(choice);
  }

  void given(Arguments arguments) {
    if (explainer == null) return;
    if (arguments.isBatch()) elements = arguments.calls();
    for (int argument = 0; argument < arguments.argumentCount(); argument++) {
      List<Value> leaves = new ArrayList<>();
      boolean perElement = false;
      boolean held = false;
      for (int leaf = 0; leaf < arguments.leaves().size(); leaf++) {
        if (arguments.argumentOf(leaf) != argument) continue;
        leaves.add(arguments.leaves().get(leaf));
        perElement = arguments.isElementwise(leaf);
        held = arguments.isHeld(leaf);
      }
      operand(leaves, perElement, held);
    }
  }

  /// The state that a loop starts from is its first operand.
  void state(Object first, boolean held) {
    if (explainer != null) operand(Structure.leavesOf(first), false, held);
  }

  private void operand(List<Value> leaves, boolean perElement, boolean held) {
    int components = leaves.stream().mapToInt(this::size).sum();
    int active = leaves.stream().filter(Sighting::isActive).mapToInt(this::size).sum();
    int each = perElement ? Math.max(1, elements) : 1;
    operands.add(
        new Operand(
            operands.size() + 1, components / each, held ? 0 : active / each, perElement, held));
  }

  void captured(List<Slot> slots) {
    if (explainer != null) slots.forEach(slot -> captured.add(slot.source));
  }

  private int size(Value value) {
    return value.shape().size();
  }

  private static boolean isActive(Value value) {
    return value.level().isActive(value);
  }

  void stores(Partials partials) {
    if (explainer == null) return;
    for (@Nullable Value[] ofLeaf : partials.inSlots())
      for (Value partial : ofLeaf) if (partial != null) stored[1] += partial.shape().size();
  }

  void stores(List<Attach.Link> links, Value result) {
    if (explainer == null) return;
    for (Attach.Link link : links) stored[1] += link.partials().shape().size();
    if (!links.isEmpty()) stored[2] += result.shape().size();
  }

  void storesInputs(List<Value> inputs, List<Value> results) {
    if (explainer == null) return;
    for (Value input : inputs) stored[0] += input.shape().size();
    storesResults(results);
  }

  boolean isSeen() {
    return explainer != null;
  }

  void stores(long inputs, long partials, long results) {
    if (explainer == null) return;
    stored[0] += inputs;
    stored[1] += partials;
    stored[2] += results;
  }

  void storesResults(List<Value> results) {
    if (explainer == null) return;
    for (Value result : results) stored[2] += result.shape().size();
  }

  /// What a function with a rule answered.
  public void answered(List<Value> results) {
    if (explainer == null) return;
    if (modes.contains(Choice.of(NodeMode.RULE, Reason.HAS_RULE))) storesResults(results);
  }

  /// Runs a rule's pullback or pushforward; what it meets is inside this node.
  public <R> R derived(Supplier<R> body) {
    return again(() -> running(body));
  }

  List<NodeReport> innerReports() {
    return inner.stream()
        .map(Sighting::report)
        .filter(node -> node.kind() != Kind.SCOPE || !node.nodes().isEmpty())
        .toList();
  }

  private NodeReport report() {
    List<Operand> all = new ArrayList<>(operands);
    if (!captured.isEmpty()) {
      int components = captured.stream().mapToInt(this::size).sum();
      int active = captured.stream().filter(Sighting::isActive).mapToInt(this::size).sum();
      all.add(new Operand(0, components, active, false, false));
    }
    return new NodeReport(
        name,
        function,
        kind,
        1,
        elements,
        List.copyOf(evaluations),
        List.copyOf(modes),
        all,
        new Work(passes[0], calls[0]),
        new Work(passes[1], calls[1]),
        new Stored(stored[0], stored[1], stored[2]),
        innerReports());
  }
}
