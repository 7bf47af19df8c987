package dev.mixtape.bridge;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.Tuple;
import io.vavr.control.Option;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The words of the rule protocol, on top of those of the algebra.
///
/// [#fwddiff] turns any function into one with a rule, computed in forward mode; [#withRule] gives
/// a function a hand-written rule; [#rrule] is how an engine asks for it.
public class Bridge extends Algebra {
  /// For subclasses, which carry more words.
  protected Bridge() {}

  /// `f`, differentiated in forward mode wherever it is called: the same values, and a rule that
  /// evaluates it on duals, all arguments and captured values together. Where `f` itself has a
  /// rule, on its class or from a service, it is called by it.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, R> Function1<A, R> fwddiff(Function1<A, R> f, ForwardOption... options) {
    return new ForwardNode1<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 2 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, R> Function2<A, B, R> fwddiff(
      Function2<A, B, R> f, ForwardOption... options) {
    return new ForwardNode2<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 3 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, R> Function3<A, B, C, R> fwddiff(
      Function3<A, B, C, R> f, ForwardOption... options) {
    return new ForwardNode3<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 4 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, D, R> Function4<A, B, C, D, R> fwddiff(
      Function4<A, B, C, D, R> f, ForwardOption... options) {
    return new ForwardNode4<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 5 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> fwddiff(
      Function5<A, B, C, D, E, R> f, ForwardOption... options) {
    return new ForwardNode5<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 6 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> fwddiff(
      Function6<A, B, C, D, E, F, R> f, ForwardOption... options) {
    return new ForwardNode6<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 7 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> fwddiff(
      Function7<A, B, C, D, E, F, G, R> f, ForwardOption... options) {
    return new ForwardNode7<>(RuleLookup.ruled(f), options);
  }

  /// [#fwddiff] of a function of 8 arguments.
  ///
  /// @param options a [Strategy], arguments to hold constant
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> fwddiff(
      Function8<A, B, C, D, E, F, G, H, R> f, ForwardOption... options) {
    return new ForwardNode8<>(RuleLookup.ruled(f), options);
  }

  /// `f` without a node and without a rule, if it has one: its own operations go to the levels of
  /// its arguments, one by one.
  public static <A, R> Function1<A, R> reverse(Function1<A, R> f) {
    return new ForwardNode1<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 2 arguments.
  public static <A, B, R> Function2<A, B, R> reverse(Function2<A, B, R> f) {
    return new ForwardNode2<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 3 arguments.
  public static <A, B, C, R> Function3<A, B, C, R> reverse(Function3<A, B, C, R> f) {
    return new ForwardNode3<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 4 arguments.
  public static <A, B, C, D, R> Function4<A, B, C, D, R> reverse(Function4<A, B, C, D, R> f) {
    return new ForwardNode4<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 5 arguments.
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> reverse(
      Function5<A, B, C, D, E, R> f) {
    return new ForwardNode5<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 6 arguments.
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> reverse(
      Function6<A, B, C, D, E, F, R> f) {
    return new ForwardNode6<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 7 arguments.
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> reverse(
      Function7<A, B, C, D, E, F, G, R> f) {
    return new ForwardNode7<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// [#reverse] of a function of 8 arguments.
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> reverse(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return new ForwardNode8<>(RuleLookup.unruled(f), ForwardNode.REVERSE);
  }

  /// Arguments of a forward node, counted from 1, that are held constant: their tangent is none,
  /// and inside the node they may be asked for their plain number.
  public static ForwardOption holding(int... arguments) {
    return new ForwardOption.Holding(Arrays.stream(arguments).boxed().collect(Collectors.toSet()));
  }

  /// `f` with a rule of its own: the function sees plain numbers alone, its derivatives come from
  /// the rule.
  public static <A, R> Function1<A, R> withRule(Function1<A, R> f, Rule1<A, R> rule) {
    return new RuleFunction1<>(f, rule, null);
  }

  /// `f` with rules of its own in both directions; without the second one, a pushforward pulls one
  /// unit cotangent per real component of the result.
  public static <A, R> Function1<A, R> withRule(
      Function1<A, R> f, Rule1<A, R> rule, ForwardRule1<A, R> forward) {
    return new RuleFunction1<>(f, rule, forward);
  }

  /// [#withRule] of a function of 2 arguments.
  public static <A, B, R> Function2<A, B, R> withRule(Function2<A, B, R> f, Rule2<A, B, R> rule) {
    return new RuleFunction2<>(f, rule, null);
  }

  /// [#withRule] of a function of 2 arguments, in both directions.
  public static <A, B, R> Function2<A, B, R> withRule(
      Function2<A, B, R> f, Rule2<A, B, R> rule, ForwardRule2<A, B, R> forward) {
    return new RuleFunction2<>(f, rule, forward);
  }

  /// [#withRule] of a function of 3 arguments.
  public static <A, B, C, R> Function3<A, B, C, R> withRule(
      Function3<A, B, C, R> f, Rule3<A, B, C, R> rule) {
    return new RuleFunction3<>(f, rule, null);
  }

  /// [#withRule] of a function of 3 arguments, in both directions.
  public static <A, B, C, R> Function3<A, B, C, R> withRule(
      Function3<A, B, C, R> f, Rule3<A, B, C, R> rule, ForwardRule3<A, B, C, R> forward) {
    return new RuleFunction3<>(f, rule, forward);
  }

  /// [#withRule] of a function of 4 arguments.
  public static <A, B, C, D, R> Function4<A, B, C, D, R> withRule(
      Function4<A, B, C, D, R> f, Rule4<A, B, C, D, R> rule) {
    return new RuleFunction4<>(f, rule, null);
  }

  /// [#withRule] of a function of 4 arguments, in both directions.
  public static <A, B, C, D, R> Function4<A, B, C, D, R> withRule(
      Function4<A, B, C, D, R> f, Rule4<A, B, C, D, R> rule, ForwardRule4<A, B, C, D, R> forward) {
    return new RuleFunction4<>(f, rule, forward);
  }

  /// [#withRule] of a function of 5 arguments.
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> withRule(
      Function5<A, B, C, D, E, R> f, Rule5<A, B, C, D, E, R> rule) {
    return new RuleFunction5<>(f, rule, null);
  }

  /// [#withRule] of a function of 5 arguments, in both directions.
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> withRule(
      Function5<A, B, C, D, E, R> f,
      Rule5<A, B, C, D, E, R> rule,
      ForwardRule5<A, B, C, D, E, R> forward) {
    return new RuleFunction5<>(f, rule, forward);
  }

  /// [#withRule] of a function of 6 arguments.
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> withRule(
      Function6<A, B, C, D, E, F, R> f, Rule6<A, B, C, D, E, F, R> rule) {
    return new RuleFunction6<>(f, rule, null);
  }

  /// [#withRule] of a function of 6 arguments, in both directions.
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> withRule(
      Function6<A, B, C, D, E, F, R> f,
      Rule6<A, B, C, D, E, F, R> rule,
      ForwardRule6<A, B, C, D, E, F, R> forward) {
    return new RuleFunction6<>(f, rule, forward);
  }

  /// [#withRule] of a function of 7 arguments.
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> withRule(
      Function7<A, B, C, D, E, F, G, R> f, Rule7<A, B, C, D, E, F, G, R> rule) {
    return new RuleFunction7<>(f, rule, null);
  }

  /// [#withRule] of a function of 7 arguments, in both directions.
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> withRule(
      Function7<A, B, C, D, E, F, G, R> f,
      Rule7<A, B, C, D, E, F, G, R> rule,
      ForwardRule7<A, B, C, D, E, F, G, R> forward) {
    return new RuleFunction7<>(f, rule, forward);
  }

  /// [#withRule] of a function of 8 arguments.
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> withRule(
      Function8<A, B, C, D, E, F, G, H, R> f, Rule8<A, B, C, D, E, F, G, H, R> rule) {
    return new RuleFunction8<>(f, rule, null);
  }

  /// [#withRule] of a function of 8 arguments, in both directions.
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> withRule(
      Function8<A, B, C, D, E, F, G, H, R> f,
      Rule8<A, B, C, D, E, F, G, H, R> rule,
      ForwardRule8<A, B, C, D, E, F, G, H, R> forward) {
    return new RuleFunction8<>(f, rule, forward);
  }

  /// A function of reals with its rule in both directions, made of its partials: each is given the
  /// function's value and its arguments, is written in the algebra, and is not evaluated where
  /// nobody wants it or nothing moves.
  public static Function1<Real, Real> scalarRule(
      Function1<Real, Real> f, Function2<Real, Real, Real> inA) {
    return withRule(
        f,
        (context, y, a) ->
            dy ->
                Tuple.of(Captures.none(), ScalarRule.pulled(context, 1, dy, () -> inA.apply(y, a))),
        (y, a) -> da -> ScalarRule.sum(ScalarRule.term(da, () -> inA.apply(y, a))));
  }

  /// A function of reals with its rule in both directions, made of its partials: each is given the
  /// function's value and its arguments, is written in the algebra, and is not evaluated where
  /// nobody wants it or nothing moves.
  public static Function2<Real, Real, Real> scalarRule(
      Function2<Real, Real, Real> f,
      Function3<Real, Real, Real, Real> inA,
      Function3<Real, Real, Real, Real> inB) {
    return withRule(
        f,
        (context, y, a, b) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.pulled(context, 1, dy, () -> inA.apply(y, a, b)),
                    ScalarRule.pulled(context, 2, dy, () -> inB.apply(y, a, b))),
        (y, a, b) ->
            (da, db) ->
                ScalarRule.sum(
                    ScalarRule.term(da, () -> inA.apply(y, a, b)),
                    ScalarRule.term(db, () -> inB.apply(y, a, b))));
  }

  /// A function of reals with its rule in both directions, made of its partials: each is given the
  /// function's value and its arguments, is written in the algebra, and is not evaluated where
  /// nobody wants it or nothing moves.
  public static Function3<Real, Real, Real, Real> scalarRule(
      Function3<Real, Real, Real, Real> f,
      Function4<Real, Real, Real, Real, Real> inA,
      Function4<Real, Real, Real, Real, Real> inB,
      Function4<Real, Real, Real, Real, Real> inC) {
    return withRule(
        f,
        (context, y, a, b, c) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.pulled(context, 1, dy, () -> inA.apply(y, a, b, c)),
                    ScalarRule.pulled(context, 2, dy, () -> inB.apply(y, a, b, c)),
                    ScalarRule.pulled(context, 3, dy, () -> inC.apply(y, a, b, c))),
        (y, a, b, c) ->
            (da, db, dc) ->
                ScalarRule.sum(
                    ScalarRule.term(da, () -> inA.apply(y, a, b, c)),
                    ScalarRule.term(db, () -> inB.apply(y, a, b, c)),
                    ScalarRule.term(dc, () -> inC.apply(y, a, b, c))));
  }

  /// A function of reals with its rule in both directions, made of its partials: each is given the
  /// function's value and its arguments, is written in the algebra, and is not evaluated where
  /// nobody wants it or nothing moves.
  public static Function4<Real, Real, Real, Real, Real> scalarRule(
      Function4<Real, Real, Real, Real, Real> f,
      Function5<Real, Real, Real, Real, Real, Real> inA,
      Function5<Real, Real, Real, Real, Real, Real> inB,
      Function5<Real, Real, Real, Real, Real, Real> inC,
      Function5<Real, Real, Real, Real, Real, Real> inD) {
    return withRule(
        f,
        (context, y, a, b, c, d) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.pulled(context, 1, dy, () -> inA.apply(y, a, b, c, d)),
                    ScalarRule.pulled(context, 2, dy, () -> inB.apply(y, a, b, c, d)),
                    ScalarRule.pulled(context, 3, dy, () -> inC.apply(y, a, b, c, d)),
                    ScalarRule.pulled(context, 4, dy, () -> inD.apply(y, a, b, c, d))),
        (y, a, b, c, d) ->
            (da, db, dc, dd) ->
                ScalarRule.sum(
                    ScalarRule.term(da, () -> inA.apply(y, a, b, c, d)),
                    ScalarRule.term(db, () -> inB.apply(y, a, b, c, d)),
                    ScalarRule.term(dc, () -> inC.apply(y, a, b, c, d)),
                    ScalarRule.term(dd, () -> inD.apply(y, a, b, c, d))));
  }

  /// A function of 1 argument whose result is constant by declaration: it sees plain numbers alone,
  /// and there is no tangent to push or pull through it.
  public static <A, R> Function1<A, R> nonDifferentiable(Function1<A, R> f) {
    return withRule(
        f,
        (_, _, _) -> _ -> Tuple.of(Captures.none(), ScalarRule.constant()),
        (y, _) -> _ -> Tangent.zero(y));
  }

  /// A function of 2 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, R> Function2<A, B, R> nonDifferentiable(Function2<A, B, R> f) {
    return withRule(
        f,
        (_, _, _, _) ->
            _ -> Tuple.of(Captures.none(), ScalarRule.constant(), ScalarRule.constant()),
        (y, _, _) -> (_, _) -> Tangent.zero(y));
  }

  /// A function of 3 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, R> Function3<A, B, C, R> nonDifferentiable(Function3<A, B, C, R> f) {
    return withRule(
        f,
        (_, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant()),
        (y, _, _, _) -> (_, _, _) -> Tangent.zero(y));
  }

  /// A function of 4 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, D, R> Function4<A, B, C, D, R> nonDifferentiable(
      Function4<A, B, C, D, R> f) {
    return withRule(
        f,
        (_, _, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant()),
        (y, _, _, _, _) -> (_, _, _, _) -> Tangent.zero(y));
  }

  /// A function of 5 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, D, E, R> Function5<A, B, C, D, E, R> nonDifferentiable(
      Function5<A, B, C, D, E, R> f) {
    return withRule(
        f,
        (_, _, _, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant()),
        (y, _, _, _, _, _) -> (_, _, _, _, _) -> Tangent.zero(y));
  }

  /// A function of 6 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, D, E, F, R> Function6<A, B, C, D, E, F, R> nonDifferentiable(
      Function6<A, B, C, D, E, F, R> f) {
    return withRule(
        f,
        (_, _, _, _, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant()),
        (y, _, _, _, _, _, _) -> (_, _, _, _, _, _) -> Tangent.zero(y));
  }

  /// A function of 7 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, D, E, F, G, R> Function7<A, B, C, D, E, F, G, R> nonDifferentiable(
      Function7<A, B, C, D, E, F, G, R> f) {
    return withRule(
        f,
        (_, _, _, _, _, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant(),
                    ScalarRule.constant()),
        (y, _, _, _, _, _, _, _) -> (_, _, _, _, _, _, _) -> Tangent.zero(y));
  }

  /// A function of 8 arguments whose result is constant by declaration: it sees plain numbers
  /// alone, and there is no tangent to push or pull through it.
  public static <A, B, C, D, E, F, G, H, R> Function8<A, B, C, D, E, F, G, H, R> nonDifferentiable(
      Function8<A, B, C, D, E, F, G, H, R> f) {
    return withRule(
        f,
        (_, _, _, _, _, _, _, _, _, _) ->
            _ ->
                Tuple.of(
                    Captures.none(),
                    Tuple.of(
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant(),
                        ScalarRule.constant())),
        (y, _, _, _, _, _, _, _, _) -> (_, _, _, _, _, _, _, _) -> Tangent.zero(y));
  }

  /// What `f` answers, as a constant: no derivative passes, captured values' neither.
  public static <R> R ignoreDerivatives(Supplier<R> f) {
    return stopGradient(f.get());
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, R> Option<Rrule1<A, R>> rrule(Function1<A, R> f, A a) {
    return rrule(RuleContext.plain(), f, a);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, R> Option<Rrule1<A, R>> rrule(RuleContext context, Function1<A, R> f, A a) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a).map(Rrule1::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, R> Option<Frule1<A, R>> frule(Function1<A, R> f, A a) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a).map(Frule1::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, R> Rrule1<A, R> rruleViaAd(RuleContext context, Function1<A, R> f, A a) {
    return Rrule1.of(RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, R> Frule1<A, R> fruleViaAd(RuleContext context, Function1<A, R> f, A a) {
    return Frule1.of(
        RuleLookup.forwardRuleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, R> Option<Rrule2<A, B, R>> rrule(Function2<A, B, R> f, A a, B b) {
    return rrule(RuleContext.plain(), f, a, b);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, R> Option<Rrule2<A, B, R>> rrule(
      RuleContext context, Function2<A, B, R> f, A a, B b) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b).map(Rrule2::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, R> Option<Frule2<A, B, R>> frule(Function2<A, B, R> f, A a, B b) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b).map(Frule2::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, R> Rrule2<A, B, R> rruleViaAd(
      RuleContext context, Function2<A, B, R> f, A a, B b) {
    return Rrule2.of(
        RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, R> Frule2<A, B, R> fruleViaAd(
      RuleContext context, Function2<A, B, R> f, A a, B b) {
    return Frule2.of(
        RuleLookup.forwardRuleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, R> Option<Rrule3<A, B, C, R>> rrule(
      Function3<A, B, C, R> f, A a, B b, C c) {
    return rrule(RuleContext.plain(), f, a, b, c);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, R> Option<Rrule3<A, B, C, R>> rrule(
      RuleContext context, Function3<A, B, C, R> f, A a, B b, C c) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c).map(Rrule3::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, R> Option<Frule3<A, B, C, R>> frule(
      Function3<A, B, C, R> f, A a, B b, C c) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c).map(Frule3::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, R> Rrule3<A, B, C, R> rruleViaAd(
      RuleContext context, Function3<A, B, C, R> f, A a, B b, C c) {
    return Rrule3.of(
        RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, R> Frule3<A, B, C, R> fruleViaAd(
      RuleContext context, Function3<A, B, C, R> f, A a, B b, C c) {
    return Frule3.of(
        RuleLookup.forwardRuleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, D, R> Option<Rrule4<A, B, C, D, R>> rrule(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return rrule(RuleContext.plain(), f, a, b, c, d);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, D, R> Option<Rrule4<A, B, C, D, R>> rrule(
      RuleContext context, Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c, d).map(Rrule4::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, D, R> Option<Frule4<A, B, C, D, R>> frule(
      Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c, d).map(Frule4::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, D, R> Rrule4<A, B, C, D, R> rruleViaAd(
      RuleContext context, Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Rrule4.of(
        RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, D, R> Frule4<A, B, C, D, R> fruleViaAd(
      RuleContext context, Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Frule4.of(
        RuleLookup.forwardRuleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, D, E, R> Option<Rrule5<A, B, C, D, E, R>> rrule(
      Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return rrule(RuleContext.plain(), f, a, b, c, d, e);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, D, E, R> Option<Rrule5<A, B, C, D, E, R>> rrule(
      RuleContext context, Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c, d, e).map(Rrule5::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, D, E, R> Option<Frule5<A, B, C, D, E, R>> frule(
      Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c, d, e).map(Frule5::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, D, E, R> Rrule5<A, B, C, D, E, R> rruleViaAd(
      RuleContext context, Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return Rrule5.of(
        RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, D, E, R> Frule5<A, B, C, D, E, R> fruleViaAd(
      RuleContext context, Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return Frule5.of(
        RuleLookup.forwardRuleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, D, E, F, R> Option<Rrule6<A, B, C, D, E, F, R>> rrule(
      Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return rrule(RuleContext.plain(), f, a, b, c, d, e, u);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, D, E, F, R> Option<Rrule6<A, B, C, D, E, F, R>> rrule(
      RuleContext context, Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c, d, e, u).map(Rrule6::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, D, E, F, R> Option<Frule6<A, B, C, D, E, F, R>> frule(
      Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c, d, e, u).map(Frule6::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, D, E, F, R> Rrule6<A, B, C, D, E, F, R> rruleViaAd(
      RuleContext context, Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return Rrule6.of(
        RuleLookup.ruleViaAd(context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, D, E, F, R> Frule6<A, B, C, D, E, F, R> fruleViaAd(
      RuleContext context, Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return Frule6.of(
        RuleLookup.forwardRuleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, D, E, F, G, R> Option<Rrule7<A, B, C, D, E, F, G, R>> rrule(
      Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return rrule(RuleContext.plain(), f, a, b, c, d, e, u, v);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, D, E, F, G, R> Option<Rrule7<A, B, C, D, E, F, G, R>> rrule(
      RuleContext context, Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c, d, e, u, v).map(Rrule7::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, D, E, F, G, R> Option<Frule7<A, B, C, D, E, F, G, R>> frule(
      Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c, d, e, u, v).map(Frule7::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, D, E, F, G, R> Rrule7<A, B, C, D, E, F, G, R> rruleViaAd(
      RuleContext context, Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return Rrule7.of(
        RuleLookup.ruleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u, v)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, D, E, F, G, R> Frule7<A, B, C, D, E, F, G, R> fruleViaAd(
      RuleContext context, Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return Frule7.of(
        RuleLookup.forwardRuleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u, v)));
  }

  /// The value and the pullback of `f`, or none when it has no rule.
  ///
  /// @throws ActiveValueException when `f` is a forward node that captured an active value
  public static <A, B, C, D, E, F, G, H, R> Option<Rrule8<A, B, C, D, E, F, G, H, R>> rrule(
      Function8<A, B, C, D, E, F, G, H, R> f, A a, B b, C c, D d, E e, F u, G v, H w) {
    return rrule(RuleContext.plain(), f, a, b, c, d, e, u, v, w);
  }

  /// [#rrule] for an engine that says what it can do and wants.
  public static <A, B, C, D, E, F, G, H, R> Option<Rrule8<A, B, C, D, E, F, G, H, R>> rrule(
      RuleContext context,
      Function8<A, B, C, D, E, F, G, H, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w) {
    return RuleLookup.rule(RuleLookup.ruled(f), context, a, b, c, d, e, u, v, w).map(Rrule8::of);
  }

  /// The value and the pushforward of `f`, or none when it has no rule. Captured values that are
  /// active stay so: the results depend on them.
  public static <A, B, C, D, E, F, G, H, R> Option<Frule8<A, B, C, D, E, F, G, H, R>> frule(
      Function8<A, B, C, D, E, F, G, H, R> f, A a, B b, C c, D d, E e, F u, G v, H w) {
    return RuleLookup.forwardRule(RuleLookup.ruled(f), a, b, c, d, e, u, v, w).map(Frule8::of);
  }

  /// The value and the pullback of any `f`, for a rule that calls it: by the rule of `f` if it has
  /// one, by the engine that asked for the calling rule otherwise. Captured values that are active
  /// stay so: the results depend on them.
  ///
  /// @param context what the calling rule was given; what is unwanted in it concerns that rule
  ///   alone
  public static <A, B, C, D, E, F, G, H, R> Rrule8<A, B, C, D, E, F, G, H, R> rruleViaAd(
      RuleContext context,
      Function8<A, B, C, D, E, F, G, H, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w) {
    return Rrule8.of(
        RuleLookup.ruleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u, v, w)));
  }

  /// The value and the pushforward of any `f`, for a rule that calls it: by the rule of `f` if it
  /// has one, by the engine of the context otherwise. Captured values that are active stay so.
  public static <A, B, C, D, E, F, G, H, R> Frule8<A, B, C, D, E, F, G, H, R> fruleViaAd(
      RuleContext context,
      Function8<A, B, C, D, E, F, G, H, R> f,
      A a,
      B b,
      C c,
      D d,
      E e,
      F u,
      G v,
      H w) {
    return Frule8.of(
        RuleLookup.forwardRuleViaAd(
            context, RuleLookup.ruled(f), f.tupled(), Tuple.of(a, b, c, d, e, u, v, w)));
  }

  /// The function that maps `f` over batches, as a function with a rule: what [Algebra#map] does,
  /// for engines that know the protocol only.
  public static <A, R> Function1<Batch<A>, Batch<R>> mapping(Function1<A, R> f) {
    return new Mapped1<>(RuleLookup.ruled(f));
  }

  /// [#mapping] of a function of 2 arguments.
  public static <A, B, R> Function2<Batch<A>, Batch<B>, Batch<R>> mapping(Function2<A, B, R> f) {
    return new Mapped2<>(RuleLookup.ruled(f));
  }

  /// [#mapping] of a function of 3 arguments.
  public static <A, B, C, R> Function3<Batch<A>, Batch<B>, Batch<C>, Batch<R>> mapping(
      Function3<A, B, C, R> f) {
    return new Mapped3<>(RuleLookup.ruled(f));
  }

  /// [#mapping] of a function of 4 arguments.
  public static <A, B, C, D, R> Function4<Batch<A>, Batch<B>, Batch<C>, Batch<D>, Batch<R>> mapping(
      Function4<A, B, C, D, R> f) {
    return new Mapped4<>(RuleLookup.ruled(f));
  }

  /// Calls `f` by its rule when it has one, on itself or from a service, and as it is otherwise.
  public static <A, R> R call(Function1<A, R> f, A a) {
    return RuleLookup.ruled(f).apply(a);
  }

  /// [#call] of a function of 2 arguments.
  public static <A, B, R> R call(Function2<A, B, R> f, A a, B b) {
    return RuleLookup.ruled(f).apply(a, b);
  }

  /// [#call] of a function of 3 arguments.
  public static <A, B, C, R> R call(Function3<A, B, C, R> f, A a, B b, C c) {
    return RuleLookup.ruled(f).apply(a, b, c);
  }

  /// [#call] of a function of 4 arguments.
  public static <A, B, C, D, R> R call(Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return RuleLookup.ruled(f).apply(a, b, c, d);
  }

  /// [#call] of a function of 5 arguments.
  public static <A, B, C, D, E, R> R call(Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return RuleLookup.ruled(f).apply(a, b, c, d, e);
  }

  /// [#call] of a function of 6 arguments.
  public static <A, B, C, D, E, F, R> R call(
      Function6<A, B, C, D, E, F, R> f, A a, B b, C c, D d, E e, F u) {
    return RuleLookup.ruled(f).apply(a, b, c, d, e, u);
  }

  /// [#call] of a function of 7 arguments.
  public static <A, B, C, D, E, F, G, R> R call(
      Function7<A, B, C, D, E, F, G, R> f, A a, B b, C c, D d, E e, F u, G v) {
    return RuleLookup.ruled(f).apply(a, b, c, d, e, u, v);
  }

  /// [#call] of a function of 8 arguments.
  public static <A, B, C, D, E, F, G, H, R> R call(
      Function8<A, B, C, D, E, F, G, H, R> f, A a, B b, C c, D d, E e, F u, G v, H w) {
    return RuleLookup.ruled(f).apply(a, b, c, d, e, u, v, w);
  }
}
