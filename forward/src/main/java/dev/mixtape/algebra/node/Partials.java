package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node linearised: its results and their partials in its slots.
///
/// @param values the results, one per leaf
/// @param inSlots `[leaf][slot]`, packed as [Linkage] says; null where a leaf does not depend on a
///   slot
/// @param elements the number of calls
record Partials(List<Value> values, @Nullable Value[][] inSlots, List<Slot> slots, int elements) {
  /// The results with the partials attached to those of `outside` that `at` marks: the slots one
  /// level up from the ones the partials were taken in.
  List<Value> attached(List<Slot> outside, boolean[] at) {
    List<Value> attached = new ArrayList<>();
    for (int leaf = 0; leaf < values.size(); leaf++) {
      List<Attach.Link> links = new ArrayList<>();
      for (int s = 0; s < at.length; s++) {
        Value partials = inSlots[leaf][s];
        if (at[s] && partials != null)
          links.add(new Attach.Link(linkage(leaf, s), partials, outside.get(s).source));
      }
      attached.add(Attach.attach(values.get(leaf), links));
    }
    return attached;
  }

  private Linkage linkage(int leaf, int slot) {
    return slots.get(slot).linkage(elements, values.get(leaf).shape());
  }

  /// [#pull] of several cotangents.
  List<@Nullable Value[]> pullAll(List<@Nullable Value[]> cotangents) {
    List<@Nullable Value[]> pulled = new ArrayList<>(cotangents.size());
    for (@Nullable Value[] cotangent : cotangents) pulled.add(pull(cotangent));
    return pulled;
  }

  /// The cotangents of the slots for cotangents of the results; null is zero.
  @Nullable Value[] pull(@Nullable Value[] cotangents) {
    @Nullable Value[] pulled = new Value[slots.size()];
    for (int leaf = 0; leaf < cotangents.length; leaf++) {
      Value cotangent = cotangents[leaf];
      if (cotangent == null) continue;
      for (int s = 0; s < pulled.length; s++) {
        Value partials = inSlots[leaf][s];
        if (partials != null)
          pulled[s] = sum(pulled[s], linkage(leaf, s).pull(partials, cotangent));
      }
    }
    return pulled;
  }

  /// Which of `slots` slots move along one of these directions, and so need partials.
  static boolean[] moved(int slots, @Nullable Value[][] directions) {
    boolean[] moved = new boolean[slots];
    for (@Nullable Value[] direction : directions)
      for (int i = 0; i < slots; i++) moved[i] |= direction[i] != null;
    return moved;
  }

  /// The tangents of the results for tangents of the slots; null is zero.
  @Nullable Value[] push(@Nullable Value[] tangents) {
    @Nullable Value[] pushed = new Value[values.size()];
    for (int leaf = 0; leaf < pushed.length; leaf++) {
      for (int s = 0; s < tangents.length; s++) {
        Value partials = inSlots[leaf][s];
        Value tangent = tangents[s];
        if (partials != null && tangent != null) {
          pushed[leaf] = sum(pushed[leaf], linkage(leaf, s).push(partials, tangent));
        }
      }
    }
    return pushed;
  }

  private static Value sum(@Nullable Value sum, Value term) {
    return sum == null ? term : sum.plus(term);
  }
}
