package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple1;
import java.util.List;

/// The value of a function of 1 argument and its pushforward there.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
public record Frule1<A, R>(R value, Pushforward1<A, R> pushforward) {
  @SuppressWarnings("unchecked")
  static <A, R> Frule1<A, R> of(RuleLookup.UntypedFrule rule) {
    return new Frule1<>(
        (R) rule.value(),
        new Pushforward1<>() {
          @Override
          public Tangent<R> apply(Tangent<A> a) {
            return applyAll(List.of(Tuple.of(a))).get(0);
          }

          @Override
          public List<Tangent<R>> applyAll(List<Tuple1<Tangent<A>>> directions) {
            return rule.push(directions.stream().<Tuple>map(d -> d).toList()).stream()
                .map(tangent -> (Tangent<R>) tangent)
                .toList();
          }
        });
  }
}
