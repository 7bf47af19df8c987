package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.List;

/// The value of a function of 2 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <R> the type of the result
public record Rrule2<A, B, R>(R value, Pullback2<A, B, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, R> Rrule2<A, B, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule2<>(
        (R) rule.value(),
        new Pullback2<>() {
          @Override
          public Tuple3<Captures, Tangent<A>, Tangent<B>> apply(Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<Tuple3<Captures, Tangent<A>, Tangent<B>>> applyAll(
              List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        (Tangent<A>) pulled.get(1),
                        (Tangent<B>) pulled.get(2)))
                .toList();
          }
        });
  }
}
