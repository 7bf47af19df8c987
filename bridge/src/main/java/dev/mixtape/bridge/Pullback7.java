package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple8;
import java.util.List;

/// A vector-Jacobian product: from the cotangent of a result to those of what it was computed from.
///
/// It is linear, may be applied any number of times, on any thread, and answers the captured values
/// first, then one tangent per argument.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <G> the type of the seventh argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pullback7<A, B, C, D, E, F, G, R> {
  /// The cotangents of what was captured and of the arguments, for one of the result.
  Tuple8<
          Captures,
          Tangent<A>,
          Tangent<B>,
          Tangent<C>,
          Tangent<D>,
          Tangent<E>,
          Tangent<F>,
          Tangent<G>>
      apply(Tangent<R> cotangent);

  /// The cotangents for several of the result, for which a forward node that stores nothing is
  /// evaluated once.
  default List<
          Tuple8<
              Captures,
              Tangent<A>,
              Tangent<B>,
              Tangent<C>,
              Tangent<D>,
              Tangent<E>,
              Tangent<F>,
              Tangent<G>>>
      applyAll(List<Tangent<R>> cotangents) {
    return cotangents.stream().map(this::apply).toList();
  }

  /// The pullback of a cotangent of the result's own type.
  default Tuple8<
          Captures,
          Tangent<A>,
          Tangent<B>,
          Tangent<C>,
          Tangent<D>,
          Tangent<E>,
          Tangent<F>,
          Tangent<G>>
      apply(R cotangent) {
    return apply(Tangent.of(cotangent));
  }
}
