package dev.mixtape.algebra;

/// Which triangle of a matrix makes up the system that [Algebra#triangularSolve] solves. The other
/// one is not read.
public enum Triangle {
  /// `L x = b` with the lower triangle.
  LOWER,
  /// `U x = b` with the upper triangle.
  UPPER,
  /// `Lᵀ x = b` with the lower triangle.
  LOWER_TRANSPOSED,
  /// `Uᵀ x = b` with the upper triangle.
  UPPER_TRANSPOSED;

  /// True where the lower triangle is read.
  public boolean isLower() {
    return this == LOWER || this == LOWER_TRANSPOSED;
  }

  /// True where the triangle is transposed.
  public boolean isTransposed() {
    return this == LOWER_TRANSPOSED || this == UPPER_TRANSPOSED;
  }

  /// The system of the transposed matrix, with the same triangle.
  public Triangle transposed() {
    return switch (this) {
      case LOWER -> LOWER_TRANSPOSED;
      case UPPER -> UPPER_TRANSPOSED;
      case LOWER_TRANSPOSED -> LOWER;
      case UPPER_TRANSPOSED -> UPPER;
    };
  }
}
