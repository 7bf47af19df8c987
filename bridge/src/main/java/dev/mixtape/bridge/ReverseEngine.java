package dev.mixtape.bridge;

import io.vavr.Function1;

/// An engine that differentiates any function of one argument in reverse: a method reference,
/// `OwnTape::pullback`.
///
/// An engine says that it is one by [EngineTrait#REVERSE], and rules of higher-order functions
/// differentiate their functions with it. Where no engine says so, the one that is found by service
/// loader does it, as the one of `dev.mixtape.tape` is, and where there is none forward nodes do.
@FunctionalInterface
public interface ReverseEngine {
  /// The value of `f` at `a` and its pullback there.
  ///
  /// @param a any differentiable value; several arguments come as a tuple
  <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a);
}
