package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Bridge;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Checks of rules, for the tests of those who write them.
///
/// ```java
/// checkRule(f, real(2), vec(1, 2, 3)).assertPassed();
/// ```
///
/// Each [Check] says what it looks at; the [RuleReport] says what is wrong, where, and how sure
/// that is.
public final class CheckRule {
  private CheckRule() {}

  /// Slopes may be apart by `absolute + relative * max(1, |slope|)`, and by what finite differences
  /// are unsure; 1e-8 and 1e-6 unless said.
  public static CheckOption within(double relative, double absolute) {
    return new CheckOption.Within(relative, absolute);
  }

  /// The seed of random cotangents, directions and points, 1 unless said: a report is repeatable.
  public static CheckOption seed(long seed) {
    return new CheckOption.Seed(seed);
  }

  /// A check that is not made, and why.
  public static CheckOption skipping(Check check, String reason) {
    return new CheckOption.Skipping(check, reason);
  }

  /// One more point to compare at: as many arguments, of the same types.
  public static CheckOption at(Object... arguments) {
    return new CheckOption.At(List.of(arguments));
  }

  /// Arguments, counted from 1, that the rule holds constant on purpose.
  public static CheckOption heldConstant(int... arguments) {
    return new CheckOption.HeldConstant(
        Arrays.stream(arguments).boxed().collect(Collectors.toSet()));
  }

  /// What the report calls the rule; unless said, the name of its class.
  public static CheckOption named(String name) {
    return new CheckOption.Named(name);
  }

  /// Checks the rule of a function of 1 argument.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, R> RuleReport checkRule(Function1<A, R> f, A a, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
            x ->
                Bridge.frule(f, (A) x[0])
                    .map(r ->
                        new Subject.Pushed(
                            r.value(),
                            tangents -> r.pushforward().apply((Tangent<A>) tangents.get(0))))),
        options,
        a);
  }

  /// Checks the rule of a function of 2 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, R> RuleReport checkRule(
      Function2<A, B, R> f, A a, B b, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0], (B) x[1])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
            x ->
                Bridge.frule(f, (A) x[0], (B) x[1])
                    .map(r ->
                        new Subject.Pushed(
                            r.value(),
                            tangents ->
                                r.pushforward()
                                    .apply(
                                        (Tangent<A>) tangents.get(0),
                                        (Tangent<B>) tangents.get(1))))),
        options,
        a,
        b);
  }

  /// Checks the rule of a function of 3 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, R> RuleReport checkRule(
      Function3<A, B, C, R> f, A a, B b, C c, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1], (C) x[2]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
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
                                        (Tangent<C>) tangents.get(2))))),
        options,
        a,
        b,
        c);
  }

  /// Checks the rule of a function of 4 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, R> RuleReport checkRule(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
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
                                        (Tangent<D>) tangents.get(3))))),
        options,
        a,
        b,
        c,
        d);
  }

  /// Checks the rule of a function of 5 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, E, R> RuleReport checkRule(
      Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
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
                                        (Tangent<E>) tangents.get(4))))),
        options,
        a,
        b,
        c,
        d,
        e);
  }

  /// Checks the rule of a function of 6 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, E, F, R> RuleReport checkRule(
      Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u, CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]),
            (context, x) ->
                Bridge.rrule(context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
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
                                        (Tangent<F>) tangents.get(5))))),
        options,
        a,
        b,
        c,
        d,
        e,
        u);
  }

  /// Checks the rule of a function of 7 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, E, F, G, R> RuleReport checkRule(
      Function7<A, B, C, D, E, F, G, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]),
            (context, x) ->
                Bridge.rrule(
                        context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5],
                        (G) x[6])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent).toSeq().drop(1)))),
            x ->
                Bridge.frule(
                        f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6])
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
                                        (Tangent<G>) tangents.get(6))))),
        options,
        a,
        b,
        c,
        d,
        e,
        u,
        v);
  }

  /// Checks the rule of a function of 8 arguments.
  ///
  /// @param options made by the static methods of this class
  @SuppressWarnings("unchecked")
  public static <A, B, C, D, E, F, G, H, R> RuleReport checkRule(
      Function8<A, B, C, D, E, F, G, H, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w,
      CheckOption... options) {
    return Examination.of(
        new Subject(
            f,
            x ->
                f.apply(
                    (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]),
            (context, x) ->
                Bridge.rrule(
                        context, f, (A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5],
                        (G) x[6], (H) x[7])
                    .map(r ->
                        new Subject.Pulled(
                            r.value(),
                            cotangent ->
                                Subject.tangents(
                                    r.pullback().apply((Tangent<R>) cotangent)._2.toSeq()))),
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
                                        (Tangent<H>) tangents.get(7))))),
        options,
        a,
        b,
        c,
        d,
        e,
        u,
        v,
        w);
  }
}
