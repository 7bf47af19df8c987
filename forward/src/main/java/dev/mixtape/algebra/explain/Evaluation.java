package dev.mixtape.algebra.explain;

/// How a map goes over its elements.
public enum Evaluation {
  /// The function is called for every element.
  ELEMENTS("element by element"),

  /// The function is recorded once per path through it, and its program is walked over columns.
  COLUMNS("over columns"),

  /// There is no element.
  NONE("not at all");

  private final String words;

  Evaluation(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
