package dev.mixtape.algebra.node;

/// A function that was made of one that the user gave, whose name it has.
public interface MadeOf {
  /// The function as the user gave it.
  Object origin();
}
