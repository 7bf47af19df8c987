package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple2;
import java.util.List;

/// A vector-Jacobian product: from the cotangent of a result to those of what it was computed from.
///
/// It is linear, may be applied any number of times, on any thread, and answers the captured values
/// first, then one tangent per argument.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pullback1<A, R> {
  /// The cotangents of what was captured and of the arguments, for one of the result.
  Tuple2<Captures, Tangent<A>> apply(Tangent<R> cotangent);

  /// The cotangents for several of the result, for which a forward node that stores nothing is
  /// evaluated once.
  default List<Tuple2<Captures, Tangent<A>>> applyAll(List<Tangent<R>> cotangents) {
    return cotangents.stream().map(this::apply).toList();
  }

  /// The pullback of a cotangent of the result's own type.
  default Tuple2<Captures, Tangent<A>> apply(R cotangent) {
    return apply(Tangent.of(cotangent));
  }
}
