package dev.mixtape.algebra;

/// An exception that user code threw for one element of a batch; the cause is the original.
public final class ElementException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An exception of the function given to `map` or to a loop, thrown for element `index`.
  public ElementException(int index, Throwable cause) {
    this("the function failed with " + cause + " (element " + index + ")", cause);
  }

  private ElementException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  protected ElementException withMessage(String message) {
    return new ElementException(message, this);
  }
}
