package dev.mixtape.tape;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A handle on a node of a tape: its number, and its value one level down.
abstract sealed class Taped extends Value {
  /// The number of a value that was made after its tape had closed: it has no node.
  static final int DETACHED = -1;

  final int node;

  private Taped(Tape tape, int node) {
    super(tape);
    this.node = node;
  }

  static Taped of(Tape tape, int node, Value primal) {
    return primal instanceof Scalar scalar && scalar.isKnown()
        ? new OfNumber(tape, node, scalar.number())
        : new OfAny(tape, node, primal, false);
  }

  /// A handle on a scalar that is a plain number one level down: the common, small handle.
  static final class OfNumber extends Taped {
    final double number;
    private @Nullable Scalar primal;

    OfNumber(Tape tape, int node, double number) {
      super(tape, node);
      this.number = number;
    }

    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }

    /// The same object every time: a slot is told from itself one level down by identity.
    @Override
    public Value primal() {
      Scalar known = primal;
      if (known == null) {
        known = new Scalar(number);
        primal = known;
      }
      return known;
    }

    @Override
    public double scalarNumber() {
      return number;
    }
  }

  /// A handle on an array, on what is active one level down, or on a number that waits to be
  /// computed.
  static final class OfAny extends Taped {
    private final Value primal;
    private final boolean keepsZeros;

    /// @param keepsZeros true when the primal's structural zeros are this value's too
    OfAny(Tape tape, int node, Value primal, boolean keepsZeros) {
      super(tape, node);
      this.primal = primal;
      this.keepsZeros = keepsZeros;
    }

    @Override
    public Shape shape() {
      return primal.shape();
    }

    @Override
    public Value primal() {
      return primal;
    }

    @Override
    public int @Nullable [] moving() {
      return keepsZeros ? primal.moving() : null;
    }
  }
}
