package dev.mixtape.bridge;

/// The value of a function of 3 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <R> the type of the result
public record Rrule3<A, B, C, R>(R value, Pullback3<A, B, C, R> pullback) {}
