package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.List;

/// The value of a function of 3 arguments and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <R> the type of the result
public record Frule3<A, B, C, R>(R value, Pushforward3<A, B, C, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, B, C, R> Frule3<A, B, C, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule3<>(
        (R) rule.value(),
        new Pushforward3<>() {
          @Override
          public Tangent<R> apply(Tangent<A> a, Tangent<B> b, Tangent<C> c) {
            return applyAll(List.of(Tuple.of(a, b, c))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(
              List<Tuple3<Tangent<A>, Tangent<B>, Tangent<C>>> directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
