package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.Dual;
import dev.mixtape.algebra.dual.DualLevel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The dual level inside a boundary that stands for one differentiating level outside.
///
/// Its directions are the components of the values of that level which entered. Each pass seeds a
/// window of eight of them.
final class StandIn {
  /// A value of the outside level that entered, and the number of its first component.
  record Entry(Object key, Value source, boolean elementwise, int first, int components) {
    int end() {
      return first + components;
    }

    boolean isOf(Slot slot) {
      Value below = slot.source;
      while (below != key && below.level().differentiates()) below = below.primal();
      return slot == key || below == key;
    }
  }

  final DualLevel level;
  final List<Entry> entries = new ArrayList<>();
  private final IdentityHashMap<Object, Entry> columns = new IdentityHashMap<>(Boundary.FEW);
  private final IdentityHashMap<Object, Entry> wholes = new IdentityHashMap<>(Boundary.FEW);
  private int components;

  /// The first component of the window that this pass seeds.
  int window;

  StandIn(LevelId id, Boundary boundary) {
    this.level = new DualLevel(id, boundary);
  }

  int components() {
    return components;
  }

  int windows() {
    return (components + Dual.WIDTH - 1) / Dual.WIDTH;
  }

  /// Does `value` depend on a component of this slot that the pass seeds?
  boolean moves(Slot slot, Value value) {
    for (Entry entry : entries) {
      if (value.level() != level || !entry.isOf(slot)) continue;
      int to = Math.min(entry.end(), window + Dual.WIDTH);
      for (int c = Math.max(entry.first, window); c < to; c++)
        if (level.partialOf(value, c - window) != null) return true;
    }
    return false;
  }

  /// Has this slot a component that the pass does not seed?
  boolean isUnseeded(Slot slot) {
    return entries.stream()
        .anyMatch(e -> e.isOf(slot) && (e.first < window || e.end() > window + Dual.WIDTH));
  }

  /// The inside dual over `below` for the outside value `source`, of which a call gets a leaf of
  /// shape `leaf`. What entered with the same `key` before has the same components.
  Value seed(Object key, Value source, boolean elementwise, Value below, Shape leaf) {
    IdentityHashMap<Object, Entry> byKey = elementwise ? columns : wholes;
    Entry entry = byKey.get(key);
    if (entry == null) {
      entry = new Entry(key, source, elementwise, components, leaf.size());
      components += leaf.size();
      entries.add(entry);
      byKey.put(key, entry);
    }
    @Nullable Value[] partials = new Value[Dual.WIDTH];
    for (int c = 0; c < leaf.size(); c++) {
      int direction = entry.first + c - window;
      if (direction >= 0 && direction < Dual.WIDTH) partials[direction] = Dense.only(1, c, leaf);
    }
    return level.dual(below, partials);
  }
}
