package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple4;
import java.util.List;

/// The value of a function of 3 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <R> the type of the result
public record Rrule3<A, B, C, R>(R value, Pullback3<A, B, C, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, C, R> Rrule3<A, B, C, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule3<>(
        (R) rule.value(),
        new Pullback3<>() {
          @Override
          public Tuple4<Captures, Tangent<A>, Tangent<B>, Tangent<C>> apply(Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<Tuple4<Captures, Tangent<A>, Tangent<B>, Tangent<C>>> applyAll(
              List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        (Tangent<A>) pulled.get(1),
                        (Tangent<B>) pulled.get(2),
                        (Tangent<C>) pulled.get(3)))
                .toList();
          }
        });
  }
}
