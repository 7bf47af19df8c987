package dev.mixtape.bridge.testing;

/// A function written as calls of functions with rules, for tapes that see nothing else.
///
/// @param <A> the type of its argument
/// @param <R> the type of its result
@FunctionalInterface
public interface Recording<A, R> {
  /// Records the function of `a`.
  Variable<R> record(Calls calls, Variable<A> a);
}
