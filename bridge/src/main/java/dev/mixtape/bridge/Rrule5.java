package dev.mixtape.bridge;

/// The value of a function of 5 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <R> the type of the result
public record Rrule5<A, B, C, D, E, R>(R value, Pullback5<A, B, C, D, E, R> pullback) {}
