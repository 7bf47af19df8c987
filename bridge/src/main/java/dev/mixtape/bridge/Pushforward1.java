package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple1;
import java.util.List;

/// A Jacobian-vector product: from the tangents of 1 argument to that of the result.
///
/// It is linear, and may be applied any number of times, on any thread.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pushforward1<A, R> {
  /// The tangent of the result along one direction.
  Tangent<R> apply(Tangent<A> a);

  /// The tangents along several directions, which a forward node takes eight at a time.
  default List<Tangent<R>> applyAll(List<Tuple1<Tangent<A>>> directions) {
    return directions.stream().map(d -> apply(d._1)).toList();
  }
}
