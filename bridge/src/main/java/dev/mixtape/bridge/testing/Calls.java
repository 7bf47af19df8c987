package dev.mixtape.bridge.testing;

import dev.mixtape.bridge.Bridge;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import java.util.List;

/// What a recording does to the variables of a tape: it calls functions that have rules.
///
/// A tape implements two methods, and casts the variables it is given to its own class; none comes
/// from elsewhere.
public interface Calls {
  /// A value that is not differentiated.
  <T> Variable<T> constant(T value);

  /// The call of a function that has a rule. Some arguments, or all, may be the same variable.
  <R> Variable<R> call(Callee<R> f, List<Variable<?>> arguments);

  /// The call of a function of 1 argument.
  @SuppressWarnings("unchecked")
  default <A, R> Variable<R> call(Function1<A, R> f, Variable<A> a) {
    return call(new Callee<>(Subjects.of(f), x -> Bridge.call(f, (A) x[0])), List.of(a));
  }

  /// The call of a function of 2 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, R> Variable<R> call(Function2<A, B, R> f, Variable<A> a, Variable<B> b) {
    return call(
        new Callee<>(Subjects.of(f), x -> Bridge.call(f, (A) x[0], (B) x[1])), List.of(a, b));
  }

  /// The call of a function of 3 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, R> Variable<R> call(
      Function3<A, B, C, R> f, Variable<A> a, Variable<B> b, Variable<C> c) {
    return call(
        new Callee<>(Subjects.of(f), x -> Bridge.call(f, (A) x[0], (B) x[1], (C) x[2])),
        List.of(a, b, c));
  }

  /// The call of a function of 4 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, D, R> Variable<R> call(
      Function4<A, B, C, D, R> f, Variable<A> a, Variable<B> b, Variable<C> c, Variable<D> d) {
    return call(
        new Callee<>(Subjects.of(f), x -> Bridge.call(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3])),
        List.of(a, b, c, d));
  }

  /// The call of a function of 5 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, D, E, R> Variable<R> call(
      Function5<A, B, C, D, E, R> f,
      Variable<A> a,
      Variable<B> b,
      Variable<C> c,
      Variable<D> d,
      Variable<E> e) {
    return call(
        new Callee<>(
            Subjects.of(f), x -> Bridge.call(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])),
        List.of(a, b, c, d, e));
  }

  /// The call of a function of 6 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, D, E, F, R> Variable<R> call(
      Function6<A, B, C, D, E, F, R> f,
      Variable<A> a,
      Variable<B> b,
      Variable<C> c,
      Variable<D> d,
      Variable<E> e,
      Variable<F> u) {
    return call(
        new Callee<>(
            Subjects.of(f),
            x -> Bridge.call(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])),
        List.of(a, b, c, d, e, u));
  }

  /// The call of a function of 7 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, D, E, F, G, R> Variable<R> call(
      Function7<A, B, C, D, E, F, G, R> f,
      Variable<A> a,
      Variable<B> b,
      Variable<C> c,
      Variable<D> d,
      Variable<E> e,
      Variable<F> u,
      Variable<G> v) {
    return call(
        new Callee<>(
            Subjects.of(f),
            x ->
                Bridge.call(
                    f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6])),
        List.of(a, b, c, d, e, u, v));
  }

  /// The call of a function of 8 arguments.
  @SuppressWarnings("unchecked")
  default <A, B, C, D, E, F, G, H, R> Variable<R> call(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Variable<A> a,
      Variable<B> b,
      Variable<C> c,
      Variable<D> d,
      Variable<E> e,
      Variable<F> u,
      Variable<G> v,
      Variable<H> w) {
    return call(
        new Callee<>(
            Subjects.of(f),
            x ->
                Bridge.call(
                    f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6],
                    (H) x[7])),
        List.of(a, b, c, d, e, u, v, w));
  }
}
