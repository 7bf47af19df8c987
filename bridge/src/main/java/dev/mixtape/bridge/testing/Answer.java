package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tangents that were answered, as numbers.
///
/// @param numbers the components of all, zero where a tangent says that there is none
/// @param immovable the arguments, counted from 0, that are said not to move, and why
/// @param notImplemented the arguments whose tangent nobody has written, and what it says
record Answer(
    double[] numbers, Map<Integer, String> immovable, Map<Integer, String> notImplemented) {

  /// Reads tangents of the values of `primal`; forces thunks, the last first when `backwards`.
  static Answer read(Point primal, List<? extends Tangent<?>> tangents, boolean backwards) {
    Answer answer = new Answer(new double[primal.size()], new TreeMap<>(), new TreeMap<>());
    int count = tangents.size();
    for (int k = 0; k < count; k++) {
      int i = backwards ? count - 1 - k : k;
      answer.add(primal, i, tangents.get(i).forced());
    }
    return answer;
  }

  static Answer read(Point primal, List<? extends Tangent<?>> tangents) {
    return read(primal, tangents, false);
  }

  private void add(Point primal, int i, Tangent<?> tangent) {
    switch (tangent) {
      case Tangent.NoTangent<?>(String reason) -> immovable.put(i, reason);
      case Tangent.NotImplemented<?>(String where, String why) ->
          notImplemented.put(i, where + ": " + why);
      case Tangent.ZeroTangent<?> _ -> {}
      default -> fill(primal, i, tangent.leaves());
    }
  }

  private void fill(Point primal, int i, @Nullable Value[] leaves) {
    int at = primal.start(i);
    int firstLeaf = 0;
    for (int k = 0; k < i; k++) firstLeaf += primal.structures().get(k).leafCount();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      Shape shape = primal.shapes().get(firstLeaf + leaf);
      Value tangent = leaves[leaf];
      if (tangent != null) System.arraycopy(tangent.arrayNumbers(), 0, numbers, at, shape.size());
      at += shape.size();
    }
  }

  /// True for a component of an argument whose tangent is written.
  boolean isWritten(Point primal, int component) {
    return !notImplemented.containsKey(primal.owner(component));
  }
}
