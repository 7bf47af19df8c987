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

  private static Value[] attached(Value[] operands) {
    return Arrays.copyOfRange(operands, 1, operands.length);
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    Value ofV = tangents[1];
    @Nullable Value[] ofLinks = new Value[tangents.length - 1];
    System.arraycopy(tangents, 2, ofLinks, 1, ofLinks.length - 1);
    Value input = attach.push(y, attached(x), ofLinks);
    Value moved = carried(x, tangents[0], input);
    if (moved == null) return ofV;
    return ofV == null ? moved : Moving.plus(ofV, moved);
  }

  private @Nullable Value carried(Value[] x, @Nullable Value ofA, @Nullable Value input) {
    Value t = ofA == null ? null : attach.displacement(attached(x));
    if (t == null) return input == null ? null : Level.dispatch(recurrence, x[0], input);
    Value r = Level.dispatch(recurrence, x[0], t);
    return recurrence.push(r, new Value[] {x[0], t}, new @Nullable Value[] {ofA, input});
  }

  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    Value carried = recurrence.pulled(x[0], cotangent);
    boolean[] own = Arrays.copyOfRange(wanted, 1, wanted.length);
    @Nullable Value[] pulled = new Value[x.length];
    System.arraycopy(attach.pull(carried, y, attached(x), own), 0, pulled, 1, own.length);
    pulled[1] = cotangent;
    Value t = wanted[0] ? attach.displacement(attached(x)) : null;
    if (t != null) pulled[0] = recurrence.pulledInA(carried, Level.dispatch(recurrence, x[0], t));
    return pulled;
  }
}
