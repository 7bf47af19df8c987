package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Moving;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the stored partials of a loop leave it: `v + r` with the [Recurrence] `rᵢ = Aᵢ rᵢ₋₁ + tᵢ`,
/// where t is what [Attach] adds for the displacements of all that the steps depend on.
///
/// t is zero as a number, and so is r, but not as a derivative: as a number the result is v, even
/// where an A is infinite.
///
/// Operands: A, then those of the attachment.
final class Carry implements Operation {
  private final Recurrence recurrence;
  private final Attach attach;

  private Carry(Linkage linkage, List<Attach.Link> links) {
    this.recurrence = new Recurrence(linkage, false);
    this.attach = new Attach(links);
  }

  /// @param a the partials of each state in the one before it
  static Value carry(Value v, Linkage linkage, Value a, List<Attach.Link> links) {
    List<Value> operands = Attach.operands(v, links);
    operands.add(0, a);
    return Level.dispatch(new Carry(linkage, links), operands.toArray(Value[]::new));
  }

  @Override
  public String name() {
    return "carry";
  }

  @Override
  public Value value(Value[] operands) {
    return operands[1];
  }

  private static <T> T[] attached(T[] all) {
    return Arrays.copyOfRange(all, 1, all.length);
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    @Nullable Value[] own = attached(tangents);
    Value ofV = own[0];
    own[0] = null;
    Value input = attach.push(y, attached(x), own);
    Value t = tangents[0] == null ? null : attach.displacement(attached(x));
    Value moved = t == null ? carried(x[0], input) : pushed(x[0], t, tangents[0], input);
    if (moved == null) return ofV;
    return ofV == null ? moved : Moving.plus(ofV, moved);
  }

  private @Nullable Value carried(Value a, @Nullable Value input) {
    return input == null ? null : Level.dispatch(recurrence, a, input);
  }

  private @Nullable Value pushed(Value a, Value t, @Nullable Value ofA, @Nullable Value input) {
    Value r = Level.dispatch(recurrence, a, t);
    return recurrence.push(r, new Value[] {a, t}, new @Nullable Value[] {ofA, input});
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Value t = wanted[0] ? attach.displacement(attached(x)) : null;
    Value r = t == null ? y : Level.dispatch(recurrence, x[0], t);
    Value[] operands = {x[0], t == null ? y : t};
    @Nullable Value[] carried =
        recurrence.pull(cotangent, r, operands, new boolean[] {t != null, true});
    boolean[] own = Arrays.copyOfRange(wanted, 1, wanted.length);
    @Nullable Value[] pulled = new Value[x.length];
    System.arraycopy(attach.pull(carried[1], y, attached(x), own), 0, pulled, 1, own.length);
    pulled[0] = carried[0];
    pulled[1] = cotangent;
    return pulled;
  }
}
