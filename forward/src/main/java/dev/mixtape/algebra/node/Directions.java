package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.Dual;
import dev.mixtape.algebra.dual.DualLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A function evaluated on duals along any number of directions, [Dual#WIDTH] in a pass.
///
/// @param result what the function answered
/// @param values its leaves, one level down
/// @param tangents its leaves' tangents, one array per direction; null is an exact zero
public record Directions(Structure result, List<Value> values, List<@Nullable Value[]> tangents) {

  /// Evaluates `function` on `leaves`.
  ///
  /// @param count the number of directions; with none there is still one pass
  /// @param direction the tangents of the leaves in direction `k`, null where one does not move
  public static Directions along(
      Function<List<Value>, Object> function,
      List<Value> leaves,
      int count,
      IntFunction<@Nullable Value[]> direction) {
    List<@Nullable Value[]> tangents = new ArrayList<>(count);
    Directions first = null;
    for (int from = 0; from == 0 || from < count; from += Dual.WIDTH) {
      int chunk = Math.min(Dual.WIDTH, count - from);
      List<@Nullable Value[]> seeds = new ArrayList<>(chunk);
      for (int k = 0; k < chunk; k++) seeds.add(direction.apply(from + k));
      Directions pass = pass(function, leaves, seeds);
      if (first == null) first = pass;
      tangents.addAll(pass.tangents);
    }
    Directions all = Objects.requireNonNull(first);
    return new Directions(all.result, all.values, tangents);
  }

  private static Directions pass(
      Function<List<Value>, Object> function, List<Value> leaves, List<@Nullable Value[]> seeds) {
    DualLevel level = new DualLevel();
    Object answered;
    try {
      List<Value> duals = new ArrayList<>(leaves.size());
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        @Nullable Value[] partials = new Value[seeds.size()];
        for (int k = 0; k < partials.length; k++) partials[k] = seeds.get(k)[leaf];
        duals.add(level.dual(leaves.get(leaf), partials));
      }
      answered = function.apply(duals);
    } finally {
      level.close();
    }
    List<Value> duals = Structure.leavesOf(answered).stream().map(level::answered).toList();
    List<@Nullable Value[]> tangents = new ArrayList<>(seeds.size());
    for (int k = 0; k < seeds.size(); k++) {
      @Nullable Value[] own = new Value[duals.size()];
      for (int leaf = 0; leaf < own.length; leaf++) own[leaf] = level.partialOf(duals.get(leaf), k);
      tangents.add(own);
    }
    return new Directions(
        Structure.of(answered), duals.stream().map(level::primalOf).toList(), tangents);
  }
}
