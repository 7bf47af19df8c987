package dev.mixtape.algebra;

/// The IEEE comparisons of two numbers, all false when one is NaN.
public enum Comparison {
  /// Greater.
  GT(">"),
  /// Greater or equal.
  GE(">="),
  /// Less.
  LT("<"),
  /// Less or equal.
  LE("<="),
  /// Equal; `-0.0` equals `0.0`.
  EQ("==");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /// True when the comparison holds for these numbers; false when one is NaN.
  public boolean holds(double a, double b) {
    return switch (this) {
      case GT -> a > b;
      case GE -> a >= b;
      case LT -> a < b;
      case LE -> a <= b;
      case EQ -> a == b;
    };
  }

  @Override
  public String toString() {
    return symbol;
  }
}
