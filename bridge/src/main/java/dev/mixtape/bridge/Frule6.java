package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple6;
import java.util.List;

/// The value of a function of 6 arguments and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <R> the type of the result
public record Frule6<A, B, C, D, E, F, R>(R value, Pushforward6<A, B, C, D, E, F, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, F, R> Frule6<A, B, C, D, E, F, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule6<>(
        (R) rule.value(),
        new Pushforward6<>() {
          @Override
          public Tangent<R> apply(
              Tangent<A> a, Tangent<B> b, Tangent<C> c, Tangent<D> d, Tangent<E> e, Tangent<F> u) {
            return applyAll(List.of(Tuple.of(a, b, c, d, e, u))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(
              List<Tuple6<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>, Tangent<F>>>
                  directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
