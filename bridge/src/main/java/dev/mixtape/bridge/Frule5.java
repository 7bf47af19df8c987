package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple5;
import java.util.List;

/// The value of a function of 5 arguments and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <R> the type of the result
public record Frule5<A, B, C, D, E, R>(R value, Pushforward5<A, B, C, D, E, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, R> Frule5<A, B, C, D, E, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule5<>(
        (R) rule.value(),
        new Pushforward5<>() {
          @Override
          public Tangent<R> apply(
              Tangent<A> a, Tangent<B> b, Tangent<C> c, Tangent<D> d, Tangent<E> e) {
            return applyAll(List.of(Tuple.of(a, b, c, d, e))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(
              List<Tuple5<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>>> directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
