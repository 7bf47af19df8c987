package dev.mixtape.algebra.node;

/// A function that was made of one that the user gave, whose name it has.
public interface MadeOf {
  /// The function as the user gave it.
  Object origin();

  /// The function that `function` was made of in the end, itself when the user gave it.
  static Object original(Object function) {
    Object own = function;
    while (own instanceof MadeOf made && made.origin() != own) own = made.origin();
    return own;
  }
}
