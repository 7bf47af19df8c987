package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple7;
import java.util.List;

/// The value of a function of 6 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <R> the type of the result
public record Rrule6<A, B, C, D, E, F, R>(R value, Pullback6<A, B, C, D, E, F, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, F, R> Rrule6<A, B, C, D, E, F, R> of(RuleLookup.UntypedRrule rule) {
    return new Rrule6<>(
        (R) rule.value(),
        new Pullback6<>() {
          @Override
          public Tuple7<
                  Captures, Tangent<A>, Tangent<B>, Tangent<C>, Tangent<D>, Tangent<E>, Tangent<F>>
              apply(Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<
                  Tuple7<
                      Captures,
                      Tangent<A>,
                      Tangent<B>,
                      Tangent<C>,
                      Tangent<D>,
                      Tangent<E>,
                      Tangent<F>>>
              applyAll(List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        (Tangent<A>) pulled.get(1),
                        (Tangent<B>) pulled.get(2),
                        (Tangent<C>) pulled.get(3),
                        (Tangent<D>) pulled.get(4),
                        (Tangent<E>) pulled.get(5),
                        (Tangent<F>) pulled.get(6)))
                .toList();
          }
        });
  }
}
