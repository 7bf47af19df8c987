package dev.mixtape.tape;

import dev.mixtape.algebra.Accumulator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The adjoints of a sweep, in arrays.
final class Adjoints extends Pool.Pooled {
  private static final int KEPT = 1 << 20;
  private static final Pool<Adjoints> POOL = new Pool<>(Adjoints.class, Adjoints::new);

  double[] numbers = {};
  boolean[] reached = {};
  @Nullable Accumulator[] values = {};

  /// False while there is none among the values.
  boolean hasValues;

  private int size;

  /// The adjoints of `size` nodes, none of which a cotangent has reached.
  static Adjoints take(int size) {
    Adjoints adjoints = POOL.take();
    adjoints.size = size;
    if (size > adjoints.numbers.length) {
      adjoints.numbers = new double[size];
      adjoints.reached = new boolean[size];
      adjoints.values = new Accumulator[size];
    }
    return adjoints;
  }

  void giveBack() {
    POOL.give(this);
  }

  @Override
  boolean clear() {
    if (numbers.length > KEPT) return false;
    Arrays.fill(numbers, 0, size, 0);
    Arrays.fill(reached, 0, size, false);
    if (hasValues) Arrays.fill(values, 0, size, null);
    hasValues = false;
    return true;
  }
}
