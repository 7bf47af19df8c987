package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Bridge;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rrule2;
import dev.mixtape.bridge.Rrule3;
import dev.mixtape.bridge.Rrule4;
import dev.mixtape.bridge.Rrule5;
import dev.mixtape.bridge.Rrule6;
import dev.mixtape.bridge.Rrule7;
import dev.mixtape.bridge.Rrule8;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.control.Option;

/// Functions of any number of arguments, without their types.
@SuppressWarnings("unchecked")
final class Subjects {
  private Subjects() {}

  /// With the rule that is known for it.
  static <A, R> Subject of(Function1<A, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0]),
        (context, x) -> Bridge.rrule(context, f, (A) x[0]).map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents -> r.pushforward().apply((Tangent<A>) tangents.get(0)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, R> Subject of(Function1<A, R> f, Function1<A, Rrule1<A, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0]),
        (context, x) -> Option.some(pulled(pullback.apply((A) x[0]))),
        x -> Option.none(),
        false);
  }

  private static <A, R> Subject.Pulled pulled(Rrule1<A, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, R> Subject of(Function2<A, B, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1]),
        (context, x) -> Bridge.rrule(context, f, (A) x[0], (B) x[1]).map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0), (Tangent<B>) tangents.get(1)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, R> Subject of(Function2<A, B, R> f, Function2<A, B, Rrule2<A, B, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1]),
        (context, x) -> Option.some(pulled(pullback.apply((A) x[0], (B) x[1]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, R> Subject.Pulled pulled(Rrule2<A, B, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, R> Subject of(Function3<A, B, C, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2]),
        (context, x) -> Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2]).map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1], (C) x[2])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, R> Subject of(
      Function3<A, B, C, R> f, Function3<A, B, C, Rrule3<A, B, C, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2]),
        (context, x) -> Option.some(pulled(pullback.apply((A) x[0], (B) x[1], (C) x[2]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, R> Subject.Pulled pulled(Rrule3<A, B, C, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, D, R> Subject of(Function4<A, B, C, D, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]),
        (context, x) ->
            Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3]).map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2),
                                    (Tangent<D>) tangents.get(3)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, D, R> Subject of(
      Function4<A, B, C, D, R> f, Function4<A, B, C, D, Rrule4<A, B, C, D, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]),
        (context, x) -> Option.some(pulled(pullback.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, D, R> Subject.Pulled pulled(Rrule4<A, B, C, D, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, D, E, R> Subject of(Function5<A, B, C, D, E, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]),
        (context, x) ->
            Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])
                .map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2),
                                    (Tangent<D>) tangents.get(3),
                                    (Tangent<E>) tangents.get(4)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, D, E, R> Subject of(
      Function5<A, B, C, D, E, R> f, Function5<A, B, C, D, E, Rrule5<A, B, C, D, E, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]),
        (context, x) ->
            Option.some(pulled(pullback.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, D, E, R> Subject.Pulled pulled(Rrule5<A, B, C, D, E, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, D, E, F, R> Subject of(Function6<A, B, C, D, E, F, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]),
        (context, x) ->
            Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])
                .map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2),
                                    (Tangent<D>) tangents.get(3),
                                    (Tangent<E>) tangents.get(4),
                                    (Tangent<F>) tangents.get(5)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, D, E, F, R> Subject of(
      Function6<A, B, C, D, E, F, R> f,
      Function6<A, B, C, D, E, F, Rrule6<A, B, C, D, E, F, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]),
        (context, x) ->
            Option.some(
                pulled(pullback.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, D, E, F, R> Subject.Pulled pulled(Rrule6<A, B, C, D, E, F, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, D, E, F, G, R> Subject of(Function7<A, B, C, D, E, F, G, R> f) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]),
        (context, x) ->
            Bridge.rrule(
                    context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5],
                    (G) x[6])
                .map(r -> pulled(r)),
        x ->
            Bridge.frule(f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2),
                                    (Tangent<D>) tangents.get(3),
                                    (Tangent<E>) tangents.get(4),
                                    (Tangent<F>) tangents.get(5),
                                    (Tangent<G>) tangents.get(6)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, D, E, F, G, R> Subject of(
      Function7<A, B, C, D, E, F, G, R> f,
      Function7<A, B, C, D, E, F, G, Rrule7<A, B, C, D, E, F, G, R>> pullback) {
    return new Subject(
        f,
        x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]),
        (context, x) ->
            Option.some(
                pulled(
                    pullback.apply(
                        (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, D, E, F, G, R> Subject.Pulled pulled(Rrule7<A, B, C, D, E, F, G, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)));
  }

  /// With the rule that is known for it.
  static <A, B, C, D, E, F, G, H, R> Subject of(Function8<A, B, C, D, E, F, G, H, R> f) {
    return new Subject(
        f,
        x ->
            f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]),
        (context, x) ->
            Bridge.rrule(
                    context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5],
                    (G) x[6], (H) x[7])
                .map(r -> pulled(r)),
        x ->
            Bridge.frule(
                    f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6],
                    (H) x[7])
                .map(r ->
                    new Subject.Pushed(
                        r.value(),
                        tangents ->
                            r.pushforward()
                                .apply(
                                    (Tangent<A>) tangents.get(0),
                                    (Tangent<B>) tangents.get(1),
                                    (Tangent<C>) tangents.get(2),
                                    (Tangent<D>) tangents.get(3),
                                    (Tangent<E>) tangents.get(4),
                                    (Tangent<F>) tangents.get(5),
                                    (Tangent<G>) tangents.get(6),
                                    (Tangent<H>) tangents.get(7)))),
        true);
  }

  /// With the pullback that an engine makes of it.
  static <A, B, C, D, E, F, G, H, R> Subject of(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Function8<A, B, C, D, E, F, G, H, Rrule8<A, B, C, D, E, F, G, H, R>> pullback) {
    return new Subject(
        f,
        x ->
            f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]),
        (context, x) ->
            Option.some(
                pulled(
                    pullback.apply(
                        (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6],
                        (H) x[7]))),
        x -> Option.none(),
        false);
  }

  private static <A, B, C, D, E, F, G, H, R> Subject.Pulled pulled(
      Rrule8<A, B, C, D, E, F, G, H, R> r) {
    return new Subject.Pulled(
        r.value(),
        cotangent -> Subject.tangents(r.pullback().apply((Tangent<R>) cotangent)._2.toSeq()));
  }
}
