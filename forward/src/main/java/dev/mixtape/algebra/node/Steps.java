package dev.mixtape.algebra.node;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Structure;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A loop's step as a function of the elements alone, whose calls follow each other: a call takes
/// the state that the one before it answered, as a number with partials of its own, so that what
/// comes out are the partials of each step.
///
/// A state travels as one packed value; the statics in it may change from step to step.
final class Steps implements Function {
  private final Function step;
  private final String word;
  private final List<Structure> structures;
  private final List<Shape> shapes;
  private final Shape packed;
  private final int calls;
  private final Value column;
  private final Boundary boundary;
  private final int slot;
  private final boolean again;
  private int at;
  private @Nullable Value previous;

  /// The steps of a first run, from the state in the argument slot `slot` on.
  static Steps first(Loop loop, Boundary boundary, int slot) {
    return new Steps(loop, new ArrayList<>(List.of(loop.initial())), boundary, slot, false);
  }

  /// The same steps again, from the known states in the argument slot `slot`.
  ///
  /// @param structures those of the first state and of the states after each step
  static Steps again(Loop loop, List<Structure> structures, Boundary boundary, int slot) {
    return new Steps(loop, structures, boundary, slot, true);
  }

  private Steps(Loop loop, List<Structure> structures, Boundary boundary, int slot, boolean again) {
    this.step = loop.step();
    this.word = loop.word();
    this.structures = structures;
    this.shapes = Batch.leafShapes(structures.get(0));
    this.packed = packed(shapes);
    this.calls = loop.calls();
    this.column = Dense.filled(0, Batch.columnShape(calls, packed));
    this.boundary = boundary;
    this.slot = slot;
    this.again = again;
  }

  /// The shape of a packed state.
  static Shape packed(List<Shape> leaves) {
    return leaves.size() == 1
        ? leaves.get(0)
        : Shape.vector(leaves.stream().mapToInt(Shape::size).sum());
  }

  /// The structures of the first state and of the states after each step.
  List<Structure> structures() {
    return structures;
  }

  @Override
  public Object apply(Object[] elements) {
    if (at == calls) start();
    Object[] arguments = new Object[elements.length + 1];
    arguments[0] = structures.get(at).build(Shapes.unpack(state(), shapes));
    System.arraycopy(elements, 0, arguments, 1, elements.length);
    Object answered = step.apply(arguments);
    keep(Structure.of(answered));
    at++;
    Value next = Shapes.pack(Structure.leavesOf(answered));
    previous = next;
    return next.typed();
  }

  private void start() {
    at = 0;
    previous = null;
  }

  /// The state that the step to come takes.
  private Value state() {
    Value before = previous;
    if (again) return boundary.argument(slot, packed);
    if (before == null) return seeded(boundary.argument(slot, packed));
    Slot state = boundary.slots.get(slot);
    boolean moves = boundary.active && !state.held;
    return seeded(boundary.wrap(before.numbers(), moves ? state.bit() : 0));
  }

  private Value seeded(Value number) {
    StandIn top = boundary.requested();
    return top == null || !boundary.isActive(number)
        ? number
        : top.seed(boundary.slots.get(slot), column, true, number, packed);
  }

  private void keep(Structure next) {
    Structure before = structures.get(at);
    requireAlike(word, before, next);
    if (structures.size() == at + 1) {
      structures.add(before.equals(next) ? before : next);
    } else if (!structures.get(at + 1).equals(next)) {
      throw new FunctionException(
          "the function of a forward node is not pure: it answered a "
              + structures.get(at + 1)
              + " the first time and a "
              + next
              + " the next");
    }
  }

  /// @throws StructureException when the state changes in more than its numbers and statics
  static void requireAlike(String word, Structure before, Structure after) {
    if (isAlike(before, after)) return;
    throw new StructureException(
        word
            + ": the state must keep its structure from step to step, but a step was given a "
            + before
            + " and answered a "
            + after);
  }

  private static boolean isAlike(Structure a, Structure b) {
    return switch (a) {
      case Structure.Static _ -> b instanceof Structure.Static;
      case Structure.OfRecord(var type, var parts) ->
          b instanceof Structure.OfRecord(var other, var others)
              && type == other
              && areAlike(parts, others);
      case Structure.OfTuple(var parts) ->
          b instanceof Structure.OfTuple(var others) && areAlike(parts, others);
      default -> a.equals(b);
    };
  }

  private static boolean areAlike(List<Structure> a, List<Structure> b) {
    if (a.size() != b.size()) return false;
    for (int i = 0; i < a.size(); i++) if (!isAlike(a.get(i), b.get(i))) return false;
    return true;
  }
}
