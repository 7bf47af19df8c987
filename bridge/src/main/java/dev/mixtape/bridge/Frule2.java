package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// The value of a function of 2 arguments and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <R> the type of the result
public record Frule2<A, B, R>(R value, Pushforward2<A, B, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, R> Frule2<A, B, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule2<>(
        (R) rule.value(),
        new Pushforward2<>() {
          @Override
          public Tangent<R> apply(Tangent<A> a, Tangent<B> b) {
            return applyAll(List.of(Tuple.of(a, b))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(List<Tuple2<Tangent<A>, Tangent<B>>> directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
