package dev.mixtape.bridge;

/// The value of a function of 1 argument and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
public record Rrule1<A, R>(R value, Pullback1<A, R> pullback) {}
