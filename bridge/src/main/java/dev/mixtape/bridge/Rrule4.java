package dev.mixtape.bridge;

/// The value of a function of 4 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <R> the type of the result
public record Rrule4<A, B, C, D, R>(R value, Pullback4<A, B, C, D, R> pullback) {}
