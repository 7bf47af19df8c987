package dev.mixtape.algebra.node;

import dev.mixtape.algebra.ActiveValueException;
import java.util.List;
import java.util.stream.Collectors;

/// What to tell who asks an active value inside a node for its plain number.
final class Refusal {
  private Refusal() {}

  /// @param slots what the value depends on
  /// @param joint ` and ` when it depends on all of them, ` or ` when it is not known on which
  static ActiveValueException of(Arguments arguments, int call, List<Slot> slots, String joint) {
    List<Slot> own = slots.stream().filter(slot -> arguments.isArgument(slot.index)).toList();
    String names =
        slots.stream()
            .map(slot ->
                arguments.isArgument(slot.index)
                    ? arguments.nameOf(slot.index, call)
                    : "a captured value")
            .distinct()
            .collect(Collectors.joining(joint));
    String positions =
        own.stream()
            .map(slot -> String.valueOf(arguments.position(slot.index)))
            .distinct()
            .collect(Collectors.joining(", "));
    return new ActiveValueException(
        "an active value was asked for its plain number inside a forward node, which would drop its"
            + " derivative"
            + (names.isEmpty() ? "" : " in " + names)
            + "; "
            + (own.isEmpty() ? "" : "hold the argument: fwddiff(f, holding(" + positions + ")); ")
            + "give code that needs plain numbers a rule of its own: withRule; or write"
            + " stopGradient(x).value() if that is meant");
  }
}
