/// The rule protocol, and functions that are differentiated in forward mode.
///
/// A rule is a function's value together with its pullback. It is how a tape, ours or another, is
/// told the derivative of a function without looking inside. `fwddiff(f)` is `f` with a rule made
/// by duals; `withRule` writes one:
///
/// ```java
/// Rrule1<Real, Real> made = rrule(fwddiff((Real x) -> sin(x).times(x)), real(2)).get();
/// Real slope = made.pullback().apply(real(1))._2.natural();
///
/// Function1<Real, Real> cube =
///     withRule(
///         x -> x.square().times(x),
///         (context, y, x) ->
///             dy ->
///                 Tuple.of(Captures.none(), Tangent.of(x.square().times(3).times(dy.natural()))));
/// ```
///
/// | I want | Type |
/// |---|---|
/// | the words `fwddiff`, `rrule`, `frule`, `withRule`, `reverse`, `holding` | [Bridge] |
/// | to choose what a node keeps for its pullback | [Strategy] |
/// | a value and its pullback | [Rrule1] … [Rrule8], [Pullback1] … |
/// | a value and its pushforward | [Frule1] … [Frule8], [Pushforward1] … |
/// | to write a rule | [Rule1] … [Rule8], and a pushforward beside it [ForwardRule1] … |
/// | rules for somebody else's functions | [RuleProvider] |
/// | to ask for rules from a tape of my own, and say what it can do | [RuleContext], [EngineTrait] |
/// | to differentiate a function that a rule was given | [Bridge#rruleViaAd], [ReverseEngine] |
/// | tangents of symmetric, triangular, diagonal matrices | [Projection] |
/// | to test a rule that I wrote | `dev.mixtape.bridge.testing` |
///
/// A rule is written in the algebra, so it can be differentiated again. It is given the function's
/// value and does not compute it: the function itself sees plain numbers and may be opaque code.
@NullMarked
package dev.mixtape.bridge;

import org.jspecify.annotations.NullMarked;
