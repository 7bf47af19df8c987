package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.sum;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Function2;
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
}
