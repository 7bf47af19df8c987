package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.Evaluation;
import dev.mixtape.algebra.explain.NodeMode;
import dev.mixtape.algebra.explain.NodeReport.Kind;
import dev.mixtape.algebra.explain.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls of functions as nodes, and element by element over batches.
public final class Mapping {
  /// Batches of fewer elements are evaluated element by element.
  static final int SHORT = 16;

  private Mapping() {}

  /// Calls `function` once as a node.
  public static Object call(NodeFunction function, Object... arguments) {
    Sighting sighting = Sighting.of(Kind.CALL, function);
    Function counted = sighting.counted(function.function());
    if (function.mode() == Mode.REVERSE) {
      sighting.differentiated(Choice.of(NodeMode.REVERSE, Reason.ASKED));
      sighting.passed();
      return counted.apply(arguments);
    }
    Arguments own = Arguments.ofCall(arguments, function.held());
    sighting.given(own);
    Node.Results results = new Node(counted, own, function.mode(), sighting).evaluate();
    if (results != null) return results.structures().get(0).build(results.leaves());
    sighting.passed();
    return counted.apply(own.plain(0));
  }

  /// Maps a function over batches; `named` is the function as the user gave it, which may say how
  /// it wants to be differentiated.
  public static Batch<?> map(Object named, Function plain, Batch<?>... batches) {
    Sighting sighting = Sighting.of(Kind.MAP, named);
    Function function =
        sighting.counted(named instanceof NodeFunction node ? node.function() : plain);
    Mode mode = named instanceof NodeFunction node ? node.mode() : Mode.AUTO;
    Set<Integer> held = named instanceof NodeFunction node ? node.held() : Set.of();
    Arguments arguments = Arguments.ofBatches("map", batches, held);
    sighting.given(arguments);
    if (arguments.calls() == 0) {
      sighting.evaluated(Choice.of(Evaluation.NONE, Reason.EMPTY));
      return Batch.ofElements(List.of(), List.of());
    }
    Node.Results results;
    if (arguments.calls() < SHORT) {
      sighting.evaluated(
          Choice.of(Evaluation.ELEMENTS, Reason.SHORT_BATCH, arguments.calls(), SHORT));
      results = elementwise(function, arguments, mode, null, sighting);
    } else {
      results = new ColumnMap(named, function, arguments, mode, sighting).evaluate();
    }
    return Batch.ofColumns(results.structures(), results.leaves());
  }

  /// Evaluates the function for every element in turn; errors name the element as `names` counts
  /// it.
  static Node.Results elementwise(
      Function function,
      Arguments arguments,
      Mode mode,
      int @Nullable [] names,
      Sighting sighting) {
    Node.Results results = null;
    if (mode == Mode.REVERSE) {
      sighting.differentiated(Choice.of(NodeMode.REVERSE, Reason.ASKED));
    } else {
      results = new Node(function, arguments, mode, sighting).named(names).evaluate();
    }
    if (results != null) return results;
    sighting.passed();
    return inlined(function, arguments, names);
  }

  private static Node.Results inlined(
      Function function, Arguments arguments, int @Nullable [] names) {
    List<Structure> structures = new ArrayList<>();
    List<List<Value>> leaves = new ArrayList<>();
    for (int call = 0; call < arguments.calls(); call++) {
      int element = call;
      Object result =
          Run.atElement(
              names == null ? call : names[call], () -> function.apply(arguments.plain(element)));
      structures.add(Structure.of(result));
      leaves.add(Structure.leavesOf(result));
    }
    Batch<?> batch = Batch.ofElements(structures, leaves);
    return new Node.Results(structures, batch.columns());
  }

  /// A call as a rule: its value, what it captured, and its pullback.
  ///
  /// @param held which arguments are held constant
  /// @param captured values from outside that the function met beside its arguments
  /// @param pullback cotangents of the result's leaves to those of the arguments' leaves, then of
  ///   the captured values; null is zero
  public record Linearized(Object value, boolean[] held, List<Value> captured, Pullback pullback) {}

  /// The linear map of a pullback, over flat leaves, of any number of cotangents at once; null is
  /// zero.
  @FunctionalInterface
  public interface Pullback {
    List<@Nullable Value[]> apply(List<@Nullable Value[]> cotangents);
  }

  /// Pushes directions of the arguments' leaves through one call; arguments held constant do not
  /// move.
  public static Directions push(
      NodeFunction function, Object[] arguments, List<@Nullable Value[]> directions) {
    return push(function.function(), function.held(), arguments, directions);
  }

  /// Pushes directions of the batches' columns through a map over them.
  public static Directions pushMap(
      NodeFunction function, Batch<?>[] batches, List<@Nullable Value[]> directions) {
    Function mapped =
        x -> map(function, function.function(), Arrays.copyOf(x, x.length, Batch[].class));
    return push(mapped, function.held(), batches, directions);
  }

  private static Directions push(
      Function function,
      Set<Integer> held,
      Object[] arguments,
      List<@Nullable Value[]> directions) {
    List<Structure> structures = Arrays.stream(arguments).map(Structure::of).toList();
    List<Value> leaves = new ArrayList<>();
    List<Boolean> moves = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      for (Value leaf : Structure.leavesOf(arguments[i])) {
        leaves.add(leaf);
        moves.add(!held.contains(i));
      }
    }
    return Directions.along(
        duals -> function.apply(Structure.buildAll(structures, constantWhereHeld(duals, moves))),
        leaves,
        directions.size(),
        k -> moving(directions.get(k), moves));
  }

  private static List<Value> constantWhereHeld(List<Value> leaves, List<Boolean> moves) {
    List<Value> all = new ArrayList<>(leaves);
    for (int leaf = 0; leaf < all.size(); leaf++)
      if (!moves.get(leaf)) all.set(leaf, Level.stopGradient(all.get(leaf)));
    return all;
  }

  private static @Nullable Value[] moving(@Nullable Value[] direction, List<Boolean> moves) {
    @Nullable Value[] moving = direction.clone();
    for (int leaf = 0; leaf < moving.length; leaf++) if (!moves.get(leaf)) moving[leaf] = null;
    return moving;
  }

  /// Linearises one call; work for arguments that are not wanted is not done.
  public static Linearized linearize(NodeFunction function, boolean[] wanted, Object... arguments) {
    Arguments own = Arguments.ofCall(arguments, function.held());
    Node.Linearization l = seen(Kind.CALL, function, own).linearize(wanted);
    Object value = l.results().structures().get(0).build(l.results().leaves());
    return new Linearized(value, held(function, arguments.length), l.captured(), l.pullback());
  }

  /// Linearises a map over batches, element by element.
  public static Linearized linearizeMap(
      NodeFunction function, boolean[] wanted, Batch<?>... batches) {
    Arguments arguments = Arguments.ofBatches("map", batches, function.held());
    Node.Linearization l = seen(Kind.MAP, function, arguments).linearize(wanted);
    Batch<?> value =
        arguments.calls() == 0
            ? Batch.ofElements(List.of(), List.of())
            : Batch.ofColumns(l.results().structures(), l.results().leaves());
    return new Linearized(value, held(function, batches.length), l.captured(), l.pullback());
  }

  private static Node seen(Kind kind, NodeFunction function, Arguments arguments) {
    Sighting sighting = Sighting.of(kind, function);
    sighting.given(arguments);
    if (kind == Kind.MAP) sighting.evaluated(Choice.of(Evaluation.ELEMENTS, Reason.RULE_ASKED));
    return new Node(sighting.counted(function.function()), arguments, function.mode(), sighting);
  }

  private static boolean[] held(NodeFunction function, int arguments) {
    boolean[] held = new boolean[arguments];
    for (int i = 0; i < arguments; i++) held[i] = function.held().contains(i);
    return held;
  }
}
