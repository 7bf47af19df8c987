package dev.mixtape.algebra;

/// A value that is being differentiated was asked for its plain number, which would drop its
/// derivative.
public final class ActiveValueException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public ActiveValueException(String message) {
    super(message);
  }

  /// An error with this message, of which `cause` was an earlier sign.
  public ActiveValueException(String message, ActiveValueException cause) {
    super(message, cause);
  }

  @Override
  protected ActiveValueException withMessage(String message) {
    return new ActiveValueException(message, this);
  }
}
