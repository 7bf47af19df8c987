package dev.mixtape.bridge;

/// The value of a function of 8 arguments and its pullback there.
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
public record Rrule8<A, B, C, D, E, F, G, H, R>(
    R value, Pullback8<A, B, C, D, E, F, G, H, R> pullback) {}
