package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple8;
import java.util.List;

/// The value of a function of 8 arguments and its pushforward there.
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
public record Frule8<A, B, C, D, E, F, G, H, R>(
    R value, Pushforward8<A, B, C, D, E, F, G, H, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, F, G, H, R> Frule8<A, B, C, D, E, F, G, H, R> of(
      RuleLookup.UntypedFrule rule) {
    return new Frule8<>(
        (R) rule.value(),
        new Pushforward8<>() {
          @Override
          public Tangent<R> apply(
              Tangent<A> a,
              Tangent<B> b,
              Tangent<C> c,
              Tangent<D> d,
              Tangent<E> e,
              Tangent<F> u,
              Tangent<G> v,
              Tangent<H> w) {
            return applyAll(List.of(Tuple.of(a, b, c, d, e, u, v, w))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(
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
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
