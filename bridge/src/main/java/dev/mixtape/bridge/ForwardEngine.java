package dev.mixtape.bridge;

import io.vavr.Function1;

/// An engine that differentiates any function of one argument forwards. Where no engine says by
/// [EngineTrait#FORWARD] that it is one, forward nodes are.
@FunctionalInterface
public interface ForwardEngine {
  /// The value of `f` at `a` and its pushforward there.
  ///
  /// @param a any differentiable value; several arguments come as a tuple
  <A, R> Frule1<A, R> pushforward(Function1<A, R> f, A a);
}
