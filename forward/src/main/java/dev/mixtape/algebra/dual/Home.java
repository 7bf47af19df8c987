package dev.mixtape.algebra.dual;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Value;

/// The boundary in which a dual level stands in for a level outside.
public interface Home {
  /// The inside value for an operand: itself when it is a plain number or from inside, otherwise
  /// what stands for it in its slot.
  Value adopt(Value operand);

  /// True for the boundary's own values, which are numbers inside.
  boolean owns(Value value);

  /// A number as an inside value that nothing active went into.
  Value inactive(Value number);

  /// What to tell who asks an active value inside for its plain number: which argument it depends
  /// on, and what to do.
  ActiveValueException refusal(Value value);
}
