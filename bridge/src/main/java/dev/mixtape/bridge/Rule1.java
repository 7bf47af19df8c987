package dev.mixtape.bridge;

/// How a function of 1 argument is pulled back, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
@FunctionalInterface
public non-sealed interface Rule1<A, R> extends Rule {
  /// The pullback at a point.
  ///
  /// @param context what the asking engine can do and wants
  /// @param y the function's value there
  Pullback1<A, R> pullback(RuleContext context, R y, A a);
}
