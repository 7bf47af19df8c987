package dev.mixtape.algebra;

/// The IEEE comparisons of two numbers, all false when one is NaN.
public enum Comparison {
  GT(">"),
  GE(">="),
  LT("<"),
  LE("<="),
  EQ("==");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

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
