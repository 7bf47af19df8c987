package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple4;
import java.util.List;

/// The value of a function of 4 arguments and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <R> the type of the result
public record Frule4<A, B, C, D, R>(R value, Pushforward4<A, B, C, D, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, R> Frule4<A, B, C, D, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule4<>(
        (R) rule.value(),
        new Pushforward4<>() {
          @Override
          public Tangent<R> apply(Tangent<A> a, Tangent<B> b, Tangent<C> c, Tangent<D> d) {
            return applyAll(List.of(Tuple.of(a, b, c, d))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(
              List<Tuple4<Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>>> directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
