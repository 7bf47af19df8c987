package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple5;
import java.util.List;

/// A Jacobian-vector product: from the tangents of 5 arguments to that of the result.
///
/// It is linear, and may be applied any number of times, on any thread.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pushforward5<A, B, C, D, E, R> {
  /// The tangent of the result along one direction.
  Tangent<R> apply(Tangent<A> a, Tangent<B> b, Tangent<C> c, Tangent<D> d, Tangent<E> e);

  /// The tangents along several directions, which a forward node takes eight at a time.
  default List<Tangent<R>> applyAll(
      List<Tuple5<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>>> directions) {
    return directions.stream().map(d -> apply(d._1, d._2, d._3, d._4, d._5)).toList();
  }
}
