package dev.mixtape.algebra;

/// A number or a matrix outside the domain of what was asked, such as a negative scale or a
/// singular matrix; names the parameter and the value, or where the matrix fails.
public final class DomainException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public DomainException(String message) {
    super(message);
  }

  private DomainException(String message, MixtapeException cause) {
    super(message, cause);
  }

  @Override
  protected DomainException withMessage(String message) {
    return new DomainException(message, this);
  }
}
