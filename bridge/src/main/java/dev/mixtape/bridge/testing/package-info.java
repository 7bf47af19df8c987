/// Checks for those who write rules or tapes.
///
/// One call compares a rule with everything that can be known about it from outside: finite
/// differences that know how sure they are, duals where the function is written in the algebra,
/// second derivatives, linearity, and what engines rely on: repeated and concurrent calls, every
/// kind of cotangent, unwanted arguments, zeros, infinities, NaN and empty vectors. What is wrong
/// is told with the rule, the argument, the element, what was expected and what was given.
///
/// ```java
/// Function2<Real, Real, Real> product =
///     withRule(
///         (a, b) -> real(a.value() * b.value()),
///         (context, y, a, b) ->
///             dy ->
///                 Tuple.of(
///                     Captures.none(),
///                     Tangent.of(b.times(dy.natural())),
///                     Tangent.of(a.times(dy.natural()))));
/// RuleReport report = checkRule(product, real(3), real(4), at(real(-1), real(0)));
/// report.assertPassed();
/// ```
///
/// | I want | Type |
/// |---|---|
/// | to check a rule, and the options | [CheckRule] |
/// | to know what is checked | [Check] |
/// | to read what was found | [RuleReport], [Finding], [Verdict] |
/// | to hold a tape of my own to the scenarios | [TapeKit], [TapeUnderTest], [EngineUnderTest] |
///
/// A check that cannot tell says so, and does not pass. `assertPassed` throws an `AssertionError`,
/// so that any test framework will do; none is needed.
@NullMarked
package dev.mixtape.bridge.testing;

import org.jspecify.annotations.NullMarked;
