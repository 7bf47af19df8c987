package dev.mixtape.bridge;

/// How a function of 3 arguments is pushed forward, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <R> the type of the result
@FunctionalInterface
public interface ForwardRule3<A, B, C, R> {
  /// The pushforward at a point.
  ///
  /// @param y the function's value there
  Pushforward3<A, B, C, R> pushforward(R y, A a, B b, C c);
}
