package dev.mixtape.algebra.explain;

/// What a node did.
///
/// @param passes evaluations of the function for all elements: on numbers, or for up to eight
///   directions; over columns, walks over the recorded program
/// @param calls calls of the function
public record Work(int passes, int calls) {
  static final Work NONE = new Work(0, 0);

  Work plus(Work that) {
    return new Work(passes + that.passes, calls + that.calls);
  }

  @Override
  public String toString() {
    return equals(NONE) ? "nothing" : "passes %d, calls %d".formatted(passes, calls);
  }
}
