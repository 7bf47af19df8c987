package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.rows.Reductions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The partials of a program that is walked over columns, at whatever levels these have.
final class ColumnPartials {
  private ColumnPartials() {}

  /// Walks a program on duals of the slots, with one direction per wanted slot: as every operation
  /// is element-wise, a column of ones moves each element on its own.
  static Partials of(Function<Value[], List<Value>> walk, List<Slot> slots, int size) {
    DualLevel level = new DualLevel();
    Value[] duals = new Value[slots.size()];
    for (int i = 0; i < duals.length; i++) {
      duals[i] = slots.get(i).source;
      if (!slots.get(i).wanted) continue;
      @Nullable Value[] directions = new Value[duals.length];
      directions[i] = Scalar.ONE;
      duals[i] = level.dual(duals[i], directions);
    }
    List<Value> results = walk.apply(duals);
    level.close();
    List<Value> values = new ArrayList<>();
    @Nullable Value[][] inSlots = new Value[results.size()][];
    for (int leaf = 0; leaf < inSlots.length; leaf++) {
      values.add(column(level.primalOf(results.get(leaf)), size));
      @Nullable Value[] ofLeaf = new Value[duals.length];
      for (int i = 0; i < duals.length; i++) {
        Value partial = level.partialOf(results.get(leaf), i);
        ofLeaf[i] = partial == null ? null : column(partial, size);
      }
      inSlots[leaf] = ofLeaf;
    }
    return new Partials(values, inSlots, slots, size);
  }

  /// A leaf that does not depend on any column is the same in every element.
  static Value column(Value leaf, int size) {
    return leaf.shape().isScalar() ? Reductions.fill(leaf, Shape.vector(size)) : leaf;
  }
}
