package dev.mixtape.algebra;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The sum of the cotangents that reach one value in one sweep of a tape.
///
/// Plain arrays are summed in place, in an array that only this accumulator holds: what was added
/// is never written to. Entries that no cotangent moved are structural zeros of the sum, which an
/// infinite partial does not turn into NaN.
public final class Accumulator {
  private @Nullable Value sum;

  /// The numbers of the sum, when they are this accumulator's own.
  private double @Nullable [] own;

  /// The entries of the own array that are no structural zeros; null when all may move.
  private @Nullable BitSet moving;

  /// Nothing has been added, which is an exact zero.
  public Accumulator() {}

  /// Adds a cotangent.
  public void add(Value cotangent) {
    Value before = sum;
    if (before == null) {
      sum = cotangent;
    } else if (before instanceof Dense && cotangent instanceof Dense more) {
      double[] into = own(more.shape());
      double[] from = more.array();
      for (int i = 0; i < into.length; i++) into[i] += from[i];
      move(more.moving());
    } else {
      sum = marked(before).plus(cotangent);
      own = null;
    }
  }

  /// Pulls the cotangent of `y` back through an operation, in place if it can, and adds what
  /// arrives to the sums of its operands.
  ///
  /// @param into one per operand, null where nobody wants a cotangent
  public static void pull(
      Operation operation, Value cotangent, Value y, Value[] x, @Nullable Accumulator[] into) {
    Accumulator first = into[0];
    if (operation.pullsInPlace() && cotangent.isNumber() && first != null && first.holdsNumbers()) {
      double[] array = first.own(x[0].shape());
      operation.pullInto(cotangent, array, first.moving == null ? new BitSet() : first.moving);
      return;
    }
    boolean[] wanted = new boolean[x.length];
    for (int i = 0; i < x.length; i++) wanted[i] = into[i] != null;
    @Nullable Value[] pulled = operation.pull(cotangent, y, x, wanted);
    for (int i = 0; i < x.length; i++) {
      Accumulator sum = into[i];
      Value part = pulled[i];
      if (sum != null && part != null) sum.add(part);
    }
  }

  private boolean holdsNumbers() {
    return sum == null || sum instanceof Dense;
  }

  private double[] own(Shape shape) {
    if (own != null) return own;
    double[] array = new double[shape.size()];
    moving = new BitSet();
    if (sum instanceof Dense dense) {
      System.arraycopy(dense.array(), 0, array, 0, array.length);
      move(dense.moving());
    }
    sum = new Dense(array, shape);
    own = array;
    return array;
  }

  private void move(int @Nullable [] entries) {
    if (moving == null) return;
    if (entries == null) moving = null;
    else for (int entry : entries) moving.set(entry);
  }

  /// The sum of all that has been added, null for nothing; to be asked for after the last addition.
  public @Nullable Value sum() {
    return sum == null ? null : marked(sum);
  }

  private Value marked(Value value) {
    if (own == null || moving == null || moving.cardinality() == own.length) return value;
    return Dense.only(own, moving.stream().toArray(), value.shape());
  }
}
