package dev.mixtape.bridge;

/// How a function of 8 arguments is pushed forward, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <G> the type of the seventh argument
/// @param <H> the type of the eighth argument
/// @param <R> the type of the result
@FunctionalInterface
public interface ForwardRule8<A, B, C, D, E, F, G, H, R> {
  /// The pushforward at a point.
  ///
  /// @param y the function's value there
  Pushforward8<A, B, C, D, E, F, G, H, R> pushforward(R y, A a, B b, C c, D d, E e, F u, G v, H w);
}
