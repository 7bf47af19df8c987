package dev.mixtape.bridge;

/// The value of a function of 2 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <R> the type of the result
public record Rrule2<A, B, R>(R value, Pullback2<A, B, R> pullback) {}
