package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple6;
import java.util.List;

/// The value of a function of 5 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <R> the type of the result
public record Rrule5<A, B, C, D, E, R>(R value, Pullback5<A, B, C, D, E, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, R> Rrule5<A, B, C, D, E, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule5<>(
        (R) rule.value(),
        new Pullback5<>() {
          @Override
          public Tuple6<Captures, Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>> apply(
              Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<Tuple6<Captures, Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>>>
              applyAll(List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        (Tangent<A>) pulled.get(1),
                        (Tangent<B>) pulled.get(2),
                        (Tangent<C>) pulled.get(3),
                        (Tangent<D>) pulled.get(4),
                        (Tangent<E>) pulled.get(5)))
                .toList();
          }
        });
  }
}
