package dev.mixtape.algebra;

/// A function or rule that broke its contract: not pure, or a rule that answers the wrong tangents.
public final class FunctionException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public FunctionException(String message) {
    super(message);
  }

  private FunctionException(String message, MixtapeException cause) {
    super(message, cause);
  }

  @Override
  protected FunctionException withMessage(String message) {
    return new FunctionException(message, this);
  }
}
