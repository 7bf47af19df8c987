package dev.mixtape.algebra;

/// Shapes or sizes that do not fit together; the message names both.
public final class ShapeException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public ShapeException(String message) {
    super(message);
  }

  private ShapeException(String message, MixtapeException cause) {
    super(message, cause);
  }

  @Override
  protected ShapeException withMessage(String message) {
    return new ShapeException(message, this);
  }
}
