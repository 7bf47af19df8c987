package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How stored partials leave a node: `v + Σ pᵢ (sᵢ - sᵢ⁻)`, with sᵢ⁻ the slot sᵢ one level down.
///
/// As a number it is `v`; its partial in a slot is that slot's stored partial; its partial in a
/// stored partial is `sᵢ - sᵢ⁻`, which is zero as a number but not as a derivative. Ordinary
/// dispatch puts the operation on the right tape or dual level, and nesting needs nothing else.
///
/// Operands: v, then for each slot its partials, the slot, and the slot one level down.
final class Attach implements Operation {
  private final List<Linkage> linkages;

  Attach(List<Link> links) {
    this.linkages = new ArrayList<>(links.size());
    for (Link link : links) linkages.add(link.linkage);
  }

  /// One slot of an attachment.
  record Link(Linkage linkage, Value partials, Value slot) {}

  static Value attach(Value v, List<Link> links) {
    if (links.isEmpty()) return v;
    return Level.dispatch(new Attach(links), operands(v, links).toArray(Value[]::new));
  }

  static List<Value> operands(Value v, List<Link> links) {
    List<Value> operands = new ArrayList<>(1 + 3 * links.size());
    operands.add(v);
    for (Link link : links) {
      operands.add(link.partials);
      operands.add(link.slot);
      operands.add(link.slot.primal());
    }
    return operands;
  }

  /// `Σ pᵢ (sᵢ - sᵢ⁻)`, zero as a number; null where no slot differs from itself one level down.
  @Nullable Value displacement(Value[] x) {
    Value sum = null;
    for (int i = 0; i < linkages.size(); i++) {
      int at = 1 + 3 * i;
      if (x[at + 1] != x[at + 2])
        sum = plus(sum, linkages.get(i).push(x[at], displacement(x[at + 1], x[at + 2])));
    }
    return sum;
  }

  @Override
  public String name() {
    return "attach";
  }

  @Override
  public Value value(Value[] operands) {
    return operands[0];
  }

  @Override
  public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
    Value sum = tangents[0];
    for (int i = 0; i < linkages.size(); i++) {
      Linkage linkage = linkages.get(i);
      int at = 1 + 3 * i;
      Value moved = difference(tangents[at + 1], tangents[at + 2]);
      if (moved != null) sum = plus(sum, linkage.push(x[at], moved));
      Value partials = tangents[at];
      if (partials != null && x[at + 1] != x[at + 2]) {
        sum = plus(sum, linkage.push(partials, displacement(x[at + 1], x[at + 2])));
      }
    }
    return sum;
  }

  private static Value plus(@Nullable Value sum, Value term) {
    return sum == null ? term : sum.plus(term);
  }

  private static @Nullable Value difference(@Nullable Value a, @Nullable Value b) {
    if (b == null) return a;
    if (a == b) return null;
    return a == null ? b.unaryMinus() : a.minus(b);
  }

  /// A level that follows a slot together with the same one level down is below both: they are one
  /// value to it, and their cotangents cancel, infinite ones too.
  @Override
  public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
    @Nullable Value[] pulled = new Value[x.length];
    if (wanted[0]) pulled[0] = cotangent;
    for (int i = 0; i < linkages.size(); i++) {
      Linkage linkage = linkages.get(i);
      int at = 1 + 3 * i;
      if (wanted[at] && x[at + 1] != x[at + 2]) {
        pulled[at] = linkage.inPartials(cotangent, displacement(x[at + 1], x[at + 2]));
      }
      if (!wanted[at + 1] && !wanted[at + 2]) continue;
      Value slot = linkage.pull(x[at], cotangent);
      if (wanted[at + 1] && wanted[at + 2] && !isFinite(slot)) continue;
      if (wanted[at + 1]) pulled[at + 1] = slot;
      if (wanted[at + 2]) pulled[at + 2] = slot.unaryMinus();
    }
    return pulled;
  }

  private static boolean isFinite(Value slot) {
    return Arrays.stream(slot.arrayNumbers()).allMatch(Double::isFinite);
  }

  private static Value displacement(Value slot, Value below) {
    return Level.dispatch(DISPLACEMENT, slot, below);
  }

  /// `s - s⁻`: exactly zero as a number, even for infinite slots, but not as a derivative.
  private static final Operation DISPLACEMENT =
      new Operation() {
        @Override
        public String name() {
          return "displacement";
        }

        @Override
        public Value value(Value[] x) {
          return Dense.filled(0, x[0].shape());
        }

        @Override
        public @Nullable Value push(Value y, Value[] x, @Nullable Value[] tangents) {
          return difference(tangents[0], tangents[1]);
        }

        @Override
        public @Nullable Value[] pull(Value cotangent, Value y, Value[] x, boolean[] wanted) {
          return new @Nullable Value[] {cotangent, wanted[1] ? cotangent.unaryMinus() : null};
        }
      };
}
