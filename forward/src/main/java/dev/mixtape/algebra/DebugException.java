package dev.mixtape.algebra;

import org.jspecify.annotations.Nullable;

/// What debugging found: the operation that made the first NaN, or one that broke its contract. See
/// [Algebra#debugging].
public final class DebugException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public DebugException(String message) {
    super(message);
  }

  /// An error with this message, of which `cause` was an earlier sign.
  public DebugException(String message, @Nullable DebugException cause) {
    super(message, cause);
  }

  private DebugException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  protected DebugException withMessage(String message) {
    return new DebugException(message, (Throwable) this);
  }
}
