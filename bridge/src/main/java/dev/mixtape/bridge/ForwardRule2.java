package dev.mixtape.bridge;

/// How a function of 2 arguments is pushed forward, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <R> the type of the result
@FunctionalInterface
public interface ForwardRule2<A, B, R> {
  /// The pushforward at a point.
  ///
  /// @param y the function's value there
  Pushforward2<A, B, R> pushforward(R y, A a, B b);
}
