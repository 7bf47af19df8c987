package dev.mixtape.bridge.testing;

import io.vavr.Function1;
import io.vavr.Function2;

/// What a recording does to the variables of a tape: it calls functions that have rules.
///
/// A tape casts the variables it is given to its own class; none comes from elsewhere.
public interface Calls {
  /// A value that is not differentiated.
  <T> Variable<T> constant(T value);

  /// The call of a function that has a rule.
  <A, R> Variable<R> call(Function1<A, R> f, Variable<A> a);

  /// The call of a function that has a rule; both may be the same variable.
  <A, B, R> Variable<R> call(Function2<A, B, R> f, Variable<A> a, Variable<B> b);
}
