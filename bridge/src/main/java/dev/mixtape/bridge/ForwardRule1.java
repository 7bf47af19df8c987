package dev.mixtape.bridge;

/// How a function of 1 argument is pushed forward, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
@FunctionalInterface
public interface ForwardRule1<A, R> {
  /// The pushforward at a point.
  ///
  /// @param y the function's value there
  Pushforward1<A, R> pushforward(R y, A a);
}
