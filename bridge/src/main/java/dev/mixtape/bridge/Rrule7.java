package dev.mixtape.bridge;

/// The value of a function of 7 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <G> the type of the seventh argument
/// @param <R> the type of the result
public record Rrule7<A, B, C, D, E, F, G, R>(R value, Pullback7<A, B, C, D, E, F, G, R> pullback) {}
