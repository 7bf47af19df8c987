package dev.mixtape.bridge;

/// How a function of 4 arguments is pulled back, written in the algebra so that it can be
/// differentiated itself.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <R> the type of the result
@FunctionalInterface
public non-sealed interface Rule4<A, B, C, D, R> extends Rule {
  /// The pullback at a point.
  ///
  /// @param context what the asking engine can do and wants
  /// @param y the function's value there
  Pullback4<A, B, C, D, R> pullback(RuleContext context, R y, A a, B b, C c, D d);
}
