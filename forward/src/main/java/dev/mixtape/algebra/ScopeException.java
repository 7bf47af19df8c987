package dev.mixtape.algebra;

/// A value or a tape used after its differentiation ended, or from a thread that does not own it.
public final class ScopeException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public ScopeException(String message) {
    super(message);
  }

  private ScopeException(String message, MixtapeException cause) {
    super(message, cause);
  }

  @Override
  protected ScopeException withMessage(String message) {
    return new ScopeException(message, this);
  }
}
