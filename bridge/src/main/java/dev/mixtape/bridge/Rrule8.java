package dev.mixtape.bridge;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple8;
import java.util.List;

/// The value of a function of 8 arguments and its pullback there.
///
/// @param <A> the type of the first argument
/// @param <B> the type of the second argument
/// @param <C> the type of the third argument
/// @param <D> the type of the fourth argument
/// @param <E> the type of the fifth argument
/// @param <F> the type of the sixth argument
/// @param <G> the type of the seventh argument
/// @param <H> the type of the eighth argument
/// @param <R> the type of the result
public record Rrule8<A, B, C, D, E, F, G, H, R>(
    R value, Pullback8<A, B, C, D, E, F, G, H, R> pullback) {
  @SuppressWarnings("unchecked")
  static <A, B, C, D, E, F, G, H, R> Rrule8<A, B, C, D, E, F, G, H, R> of(
      RuleLookup.UntypedRrule rule) {
    return new Rrule8<>(
        (R) rule.value(),
        new Pullback8<>() {
          @Override
          public Tuple2<
                  Captures,
                  Tuple8<
                      Tangent<A>,
                      Tangent<B>,
                      Tangent<C>,
                      Tangent<D>,
                      Tangent<E>,
                      Tangent<F>,
                      Tangent<G>,
                      Tangent<H>>>
              apply(Tangent<R> cotangent) {
            return applyAll(List.of(cotangent)).get(0);
          }

          @Override
          public List<
                  Tuple2<
                      Captures,
                      Tuple8<
                          Tangent<A>,
                          Tangent<B>,
                          Tangent<C>,
                          Tangent<D>,
                          Tangent<E>,
                          Tangent<F>,
                          Tangent<G>,
                          Tangent<H>>>>
              applyAll(List<Tangent<R>> cotangents) {
            return rule.pull(cotangents).stream()
                .map(pulled ->
                    Tuple.of(
                        (Captures) pulled.get(0),
                        Tuple.of(
                            (Tangent<A>) pulled.get(1),
                            (Tangent<B>) pulled.get(2),
                            (Tangent<C>) pulled.get(3),
                            (Tangent<D>) pulled.get(4),
                            (Tangent<E>) pulled.get(5),
                            (Tangent<F>) pulled.get(6),
                            (Tangent<G>) pulled.get(7),
                            (Tangent<H>) pulled.get(8))))
                .toList();
          }
        });
  }
}
