package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
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
    if (function.mode() == Mode.REVERSE) return function.function().apply(arguments);
    Arguments own = Arguments.ofCall(arguments, function.held());
    Node.Results results = new Node(function.function(), own, function.mode()).evaluate();
    if (results == null) return function.function().apply(own.plain(0));
    return results.structures().get(0).build(results.leaves());
  }

  /// Maps a function over batches; `named` is the function as the user gave it, which may say how
  /// it wants to be differentiated.
  public static Batch<?> map(Object named, Function plain, Batch<?>... batches) {
    Function function = named instanceof NodeFunction node ? node.function() : plain;
    Mode mode = named instanceof NodeFunction node ? node.mode() : Mode.AUTO;
    Set<Integer> held = named instanceof NodeFunction node ? node.held() : Set.of();
    Arguments arguments = Arguments.ofBatches("map", batches, held);
    if (arguments.calls() == 0) return Batch.ofElements(List.of(), List.of());
    Node.Results results =
        arguments.calls() < SHORT
            ? elementwise(function, arguments, mode, null)
            : new ColumnMap(function, arguments, mode).evaluate();
    return Batch.ofColumns(results.structures(), results.leaves());
  }

  /// Evaluates the function for every element in turn; errors name the element as `names` counts
  /// it.
  static Node.Results elementwise(
      Function function, Arguments arguments, Mode mode, int @Nullable [] names) {
    Node.Results results =
        mode == Mode.REVERSE ? null : new Node(function, arguments, mode).named(names).evaluate();
    return results == null ? inlined(function, arguments, names) : results;
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
    Node node =
        new Node(
            function.function(), Arguments.ofCall(arguments, function.held()), function.mode());
    Node.Linearization l = node.linearize(wanted);
    Object value = l.results().structures().get(0).build(l.results().leaves());
    return new Linearized(value, held(function, arguments.length), l.captured(), l.pullback());
  }

  /// Linearises a map over batches, element by element.
  public static Linearized linearizeMap(
      NodeFunction function, boolean[] wanted, Batch<?>... batches) {
    Arguments arguments = Arguments.ofBatches("map", batches, function.held());
    Node.Linearization l =
        new Node(function.function(), arguments, function.mode()).linearize(wanted);
    Batch<?> value =
        arguments.calls() == 0
            ? Batch.ofElements(List.of(), List.of())
            : Batch.ofColumns(l.results().structures(), l.results().leaves());
    return new Linearized(value, held(function, batches.length), l.captured(), l.pullback());
  }

  private static boolean[] held(NodeFunction function, int arguments) {
    boolean[] held = new boolean[arguments];
    for (int i = 0; i < arguments; i++) held[i] = function.held().contains(i);
    return held;
  }
}
