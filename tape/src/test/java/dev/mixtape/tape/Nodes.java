package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The ways to run a function at a node, none of which may change a result.
enum Nodes {
  /// Without any node: the reference. Maps are loops.
  NONE,
  PLAIN,
  REVERSE,
  AUTO,
  RECOMPUTE,
  SINGLE_PASS;

  /// All ways but the reference.
  static Stream<Nodes> all() {
    return Arrays.stream(values()).skip(1);
  }

  <A, R> Function1<A, R> node(Function1<A, R> f) {
    return switch (this) {
      case NONE, PLAIN -> f;
      case REVERSE -> reverse(f);
      default -> fwddiff(f, Strategy.valueOf(name()));
    };
  }

  <A, B, R> Function2<A, B, R> node(Function2<A, B, R> f) {
    return switch (this) {
      case NONE, PLAIN -> f;
      case REVERSE -> reverse(f);
      default -> fwddiff(f, Strategy.valueOf(name()));
    };
  }

  <A, B, C, R> Function3<A, B, C, R> node(Function3<A, B, C, R> f) {
    return switch (this) {
      case NONE, PLAIN -> f;
      case REVERSE -> reverse(f);
      default -> fwddiff(f, Strategy.valueOf(name()));
    };
  }

  /// The call of a node.
  <A, R> R call(A a, Function1<A, R> f) {
    return node(f).apply(a);
  }

  /// The call of a node.
  <A, B, R> R call(A a, B b, Function2<A, B, R> f) {
    return node(f).apply(a, b);
  }

  /// The sum of the function over a batch.
  <A> Real sumOf(Batch<A> as, Function1<A, Real> f) {
    if (this != NONE) return sum(map(node(f), as));
    Real sum = real(0);
    for (int i = 0; i < as.size(); i++) sum = sum.plus(f.apply(as.get(i)));
    return sum;
  }

  /// The sum of the function over two batches, side by side.
  <A, B> Real sumOf(Batch<A> as, Batch<B> bs, Function2<A, B, Real> f) {
    if (this != NONE) return sum(map(node(f), as, bs));
    Real sum = real(0);
    for (int i = 0; i < as.size(); i++) sum = sum.plus(f.apply(as.get(i), bs.get(i)));
    return sum;
  }

  /// The function over a batch.
  <A, R> Batch<R> mapped(Batch<A> as, Function1<A, R> f) {
    if (this != NONE) return map(node(f), as);
    List<R> results = new ArrayList<>();
    for (int i = 0; i < as.size(); i++) results.add(f.apply(as.get(i)));
    return Batch.of(results);
  }

  /// The elements combined in order.
  <A> A reduced(Batch<A> as, Function2<A, A, A> f) {
    if (this != NONE) return reduce(node(f), as);
    A result = as.get(0);
    for (int i = 1; i < as.size(); i++) result = f.apply(result, as.get(i));
    return result;
  }

  /// The state after the last element.
  <S, A> S folded(S init, Batch<A> as, Function2<S, A, S> f) {
    if (this != NONE) return fold(node(f), init, as);
    S state = init;
    for (int i = 0; i < as.size(); i++) state = f.apply(state, as.get(i));
    return state;
  }

  /// The state after the last elements of two batches.
  <S, A, B> S folded(S init, Batch<A> as, Batch<B> bs, Function3<S, A, B, S> f) {
    if (this != NONE) return fold(node(f), init, as, bs);
    S state = init;
    for (int i = 0; i < as.size(); i++) state = f.apply(state, as.get(i), bs.get(i));
    return state;
  }

  /// The states after each element.
  <S, A> Batch<S> scanned(S init, Batch<A> as, Function2<S, A, S> f) {
    if (this != NONE) return scan(node(f), init, as);
    List<S> states = new ArrayList<>();
    S state = init;
    for (int i = 0; i < as.size(); i++) {
      state = f.apply(state, as.get(i));
      states.add(state);
    }
    return Batch.of(states);
  }

  /// The function over windows of three neighbours, the ends joined.
  <R> Batch<R> stencilled(RealVector xs, Function1<RealVector, R> f) {
    RealVector closed = concat(xs, xs.slice(0, 1), xs.slice(0, 1));
    if (this != NONE) return stencil(node(f), 3, closed);
    List<R> results = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++)
      results.add(f.apply(vec(closed.get(i), closed.get(i + 1), closed.get(i + 2))));
    return Batch.of(results);
  }
}
