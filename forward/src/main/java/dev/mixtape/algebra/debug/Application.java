package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import org.jspecify.annotations.Nullable;

/// A watched operation as a tape keeps it: with its result and its operands one level down.
public final class Application {
  private final Watched operation;
  private final Value y;
  private final Value[] x;
  private final Snapshot answered;

  private Application(Watched operation, Value y, Value[] x) {
    this.operation = operation;
    this.y = y;
    this.x = x;
    this.answered = operation.answered(y);
  }

  /// What a tape should keep of an operation; null when it is not watched.
  ///
  /// @throws dev.mixtape.algebra.DebugException when the result is the first NaN
  public static @Nullable Application of(Operation operation, Value y, Value[] x) {
    if (!(operation instanceof Watched watched)) return null;
    watched.made(y, x);
    return new Application(watched.kept(), y, x);
  }

  /// A node of numbers is about to pull `cotangent` back through `partial`.
  ///
  /// @param sum what has reached the operand so far
  /// @throws dev.mixtape.algebra.DebugException when the product, or its sum with `sum`, is the
  ///   first NaN
  public void pulls(double cotangent, double partial, double sum) {
    double pulled = cotangent * partial;
    operation.pulled(new Scalar(cotangent), y, x, new Scalar(pulled));
    Debugging.adding(new double[] {sum}, new double[] {pulled});
  }

  /// The sweep has come to this node.
  ///
  /// @throws dev.mixtape.algebra.DebugException when its result has been written to since
  public void arrivesAt() {
    operation.requireUnchanged(answered);
  }
}
