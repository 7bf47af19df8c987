package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple5;
import java.util.List;

/// The value of a function of 4 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <R> the type of the result
public record Rrule4<A, B, C, D, R>(R value, Pullback4<A, B, C, D, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, R> Rrule4<A, B, C, D, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule4<>(
        (R) rule.value(),
        new Pullback4<>() {
          @Override
          public Tuple5<Captures, Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>> apply(
              Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<Tuple5<Captures, Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>>> applyAll(
              List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        (Tangent<A>) pulled.get(1),
                        (Tangent<B>) pulled.get(2),
                        (Tangent<C>) pulled.get(3),
                        (Tangent<D>) pulled.get(4)))
                .toList();
          }
        });
  }
}
