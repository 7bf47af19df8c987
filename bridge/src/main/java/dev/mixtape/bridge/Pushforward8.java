package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple8;
import java.util.List;

/// A Jacobian-vector product: from the tangents of 8 arguments to that of the result.
///
/// It is linear, and may be applied any number of times, on any thread.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <G> the type of the seventh argument
/// @param <H> the type of the eighth argument
/// @param <R> the type of the result
@FunctionalInterface
public interface Pushforward8<A, B, C, D, E, F, G, H, R> {
  /// The tangent of the result along one direction.
  Tangent<R> apply(
      Tangent<A> a,
      Tangent<B> b,
      Tangent<C> c,
      Tangent<D> d,
      Tangent<E> e,
      Tangent<F> u,
      Tangent<G> v,
      Tangent<H> w);

  /// The tangents along several directions, which a forward node takes eight at a time.
  default List<Tangent<R>> applyAll(
      List<
              Tuple8<
                  Tangent<A>,
                  Tangent<B>,
                  Tangent<C>,
                  Tangent<D>,
                  Tangent<E>,
                  Tangent<F>,
                  Tangent<G>,
                  Tangent<H>>>
          directions) {
    return directions.stream()
        .map(d -> apply(d._1, d._2, d._3, d._4, d._5, d._6, d._7, d._8))
        .toList();
  }
}
