package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// The value of a function of 1 argument and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <R> the type of the result
public record Rrule1<A, R>(R value, Pullback1<A, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, R> Rrule1<A, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule1<>(
        (R) rule.value(),
        new Pullback1<>() {
          @Override
          public Tuple2<Captures, Tangent<A>> apply(Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<Tuple2<Captures, Tangent<A>>> applyAll(List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled -> Tuple.of((Captures) pulled.get(0), (Tangent<A>) pulled.get(1)))
                .toList();
          }
        });
  }
}
