package dev.mixtape.algebra;

import org.jspecify.annotations.Nullable;

/// The root of Mixtape's errors. Each message says what was expected, what was given, and the fix.
public abstract class MixtapeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message.
  protected MixtapeException(String message) {
    super(message);
  }

  /// An error with this message and what caused it.
  protected MixtapeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// An error of the same kind with another message, caused by this one.
  protected abstract MixtapeException withMessage(String message);

  /// The same error for the element of a batch that raised it: the message ends in `(element
  /// index)`.
  public final MixtapeException atElement(int index) {
    return withMessage(getMessage() + " (element " + index + ")");
  }

  /// The same error for the named node of a graph that raised it.
  public final MixtapeException inNode(String name) {
    return withMessage("in node `" + name + "`: " + getMessage());
  }

  /// The same error with a sentence's end behind its message: where the operation was called that
  /// raised it.
  public final MixtapeException with(String end) {
    return withMessage(getMessage() + end);
  }
}
