package dev.mixtape.bridge.testing;

/// A variable on a tape that records calls: implemented by the tape's own class of variables.
///
/// @param <T> the type of its value
public interface Variable<T> {}
