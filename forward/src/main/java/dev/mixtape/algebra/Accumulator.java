package dev.mixtape.algebra;

import dev.mixtape.algebra.debug.Debugging;
import dev.mixtape.algebra.rows.Moving;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The sum of the cotangents that reach one value in one sweep of a tape.
///
/// Plain arrays are summed in place, in an array that only this accumulator holds: what was added
/// is never written to. Entries that no cotangent moved are structural zeros of the sum, which an
/// infinite partial does not turn into NaN. Reading an array entry by entry costs no array per
/// entry, of active cotangents neither.
public final class Accumulator {
  private @Nullable Value sum;
  private @Nullable Own own;
  private @Nullable Entries entries;

  /// An operation that adds its pullback to sums itself.
  public interface Adding extends Operation {
    /// Pulls the cotangent of `y` back and adds what arrives to the sums of the operands.
    ///
    /// @param into one per operand, null where nobody wants a cotangent
    void pullInto(Value cotangent, Value y, Value[] x, @Nullable Accumulator[] into);
  }

  /// Nothing has been added, which is an exact zero.
  public Accumulator() {}

  /// Numbers that this accumulator alone holds and adds to.
  ///
  /// @param moving the entries that are no structural zeros
  private record Own(double[] numbers, BitSet moving, Shape shape) {
    static Own zero(Shape shape) {
      return new Own(new double[shape.size()], new BitSet(shape.size()), shape);
    }

    static Own of(Dense cotangent) {
      Own own = new Own(cotangent.array().clone(), new BitSet(), cotangent.shape());
      own.move(cotangent.moving());
      return own;
    }

    void add(Dense cotangent) {
      double[] from = cotangent.array();
      if (Debugging.isOn()) Debugging.adding(numbers, from);
      for (int i = 0; i < numbers.length; i++) numbers[i] += from[i];
      move(cotangent.moving());
    }

    void add(double[] from, int[] at) {
      for (int k = 0; k < at.length; k++) numbers[at[k]] += from[k];
      move(at);
    }

    private void move(int @Nullable [] entries) {
      if (entries == null) moving.set(0, numbers.length);
      else for (int entry : entries) moving.set(entry);
    }

    Value value() {
      return Moving.only(numbers, moving, shape);
    }
  }

  /// Cotangents of entries that are no plain numbers, until the sum is asked for: added one by one,
  /// each would be an array.
  ///
  /// @param at which entry of the array each number of the cotangents belongs to
  private record Entries(Shape whole, List<Value> cotangents, IntStream.Builder at) {
    Entries(Shape whole) {
      this(whole, new ArrayList<>(), IntStream.builder());
    }

    void add(Value cotangent, int[] entries) {
      cotangents.add(cotangent);
      for (int entry : entries) at.add(entry);
    }

    Value joined() {
      Value all = Shapes.concat(cotangents);
      return Shapes.reshape(Shapes.scatter(all, at.build().toArray(), whole.size()), whole);
    }
  }

  /// Adds a cotangent.
  public void add(Value cotangent) {
    if (sum == null && own == null) {
      sum = cotangent;
    } else if (holdsNumbers() && cotangent instanceof Dense more) {
      own(more.shape()).add(more);
    } else {
      sum = Moving.plus(Objects.requireNonNull(added()), cotangent);
      own = null;
    }
  }

  /// Adds a cotangent of some entries of a value: `cotangent` has one component for each of `at`.
  ///
  /// @param at in row-major order; not to be written to afterwards
  void add(Value cotangent, int[] at, Shape whole) {
    if (whole.isScalar()) {
      add(Shapes.reshape(cotangent, whole));
    } else if (cotangent.isNumber() && holdsNumbers()) {
      own(whole).add(cotangent.arrayNumbers(), at);
    } else {
      waiting(whole).add(cotangent, at);
    }
  }

  /// Pulls the cotangent of `y` back through an operation, in place if it can, and adds what
  /// arrives to the sums of its operands.
  ///
  /// @param into one per operand, null where nobody wants a cotangent
  public static void pull(
      Operation operation, Value cotangent, Value y, Value[] x, @Nullable Accumulator[] into) {
    if (operation instanceof Adding own) {
      own.pullInto(cotangent, y, x, into);
      return;
    }
    Accumulator first = into[0];
    if (first != null && first.takes(operation, cotangent, x[0].shape())) return;
    @Nullable Value[] pulled = operation.pull(cotangent, y, x, wanted(into));
    for (int i = 0; i < x.length; i++) {
      Accumulator sum = into[i];
      Value part = pulled[i];
      if (sum != null && part != null) sum.add(part);
    }
  }

  /// Where somebody wants a cotangent: where there is a sum to add it to.
  public static boolean[] wanted(@Nullable Accumulator[] into) {
    boolean[] wanted = new boolean[into.length];
    for (int i = 0; i < into.length; i++) wanted[i] = into[i] != null;
    return wanted;
  }

  /// Takes the cotangent of entries of this value, or of what else can be added in place; false
  /// when the operation must be asked for an array.
  private boolean takes(Operation operation, Value cotangent, Shape shape) {
    if (!operation.pullsInPlace()) return false;
    if (cotangent.isNumber() && holdsNumbers()) {
      Own into = own(shape);
      operation.pullInto(cotangent, into.numbers, into.moving);
      return true;
    }
    int[] picked = Shapes.picked(operation);
    if (picked == null) return false;
    waiting(shape).add(cotangent, picked);
    return true;
  }

  private Entries waiting(Shape whole) {
    Entries known = entries;
    if (known == null) {
      known = new Entries(whole);
      entries = known;
    }
    return known;
  }

  private boolean holdsNumbers() {
    return own != null || sum == null || sum instanceof Dense;
  }

  private Own own(Shape shape) {
    Own known = own;
    if (known == null) {
      known = sum instanceof Dense dense ? Own.of(dense) : Own.zero(shape);
      own = known;
      sum = null;
    }
    return known;
  }

  private @Nullable Value added() {
    return own == null ? sum : own.value();
  }

  /// The sum of all that has been added, null for nothing; to be asked for after the last addition.
  public @Nullable Value sum() {
    Entries waiting = entries;
    if (waiting != null) {
      entries = null;
      add(waiting.joined());
    }
    return added();
  }
}
