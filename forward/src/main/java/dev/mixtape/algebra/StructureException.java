package dev.mixtape.algebra;

/// A type that cannot be taken apart into real leaves and rebuilt, or an accessor that names no
/// leaf.
public final class StructureException extends MixtapeException {
  private static final long serialVersionUID = 1L;

  /// An error with this message: what was expected, what was given, and the fix.
  public StructureException(String message) {
    super(message);
  }

  private StructureException(String message, MixtapeException cause) {
    super(message, cause);
  }

  @Override
  protected StructureException withMessage(String message) {
    return new StructureException(message, this);
  }
}
