package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple2;
import java.util.List;

/// A Jacobian-vector product: from the tangents of 2 arguments to that of the result.
///
/// It is linear, and may be applied any number of times, on any thread.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pushforward2<A, B, R> {
  /// The tangent of the result along one direction.
  Tangent<R> apply(Tangent<A> a, Tangent<B> b);

  /// The tangents along several directions, which a forward node takes eight at a time.
  default List<Tangent<R>> applyAll(List<Tuple2<Tangent<A>, Tangent<B>>> directions) {
    return directions.stream().map(d -> apply(d._1, d._2)).toList();
  }
}
