package dev.mixtape.examples;

import static dev.mixtape.bridge.testing.CheckRule.checkPullback;
import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.Rrule2;
import io.vavr.Function2;
import io.vavr.Tuple;
import org.junit.jupiter.api.Test;

/// The rule and the tape of the examples pass the checks for authors.
class CheckedRulesTests {
  private static final Function2<Real, Real, Real> F = (a, b) -> exp(a.times(b)).times(a);

  @Test
  void theRuleOfTheForeignTape() {
    checkRule(ForeignTape.SUM, vec(1, -2, 3)).assertPassed();
  }

  @Test
  void theSmallTape() {
    checkPullback(F, CheckedRulesTests::onTheSmallTape, real(0.5), real(-2)).assertPassed();
  }

  /// `exp(ab) a`, in two calls that share `a`. The tape sweeps once, so each cotangent gets its
  /// own.
  private static Rrule2<Real, Real, Real> onTheSmallTape(Real a, Real b) {
    return new Rrule2<>(
        F.apply(a, b),
        dy -> {
          SmallTape tape = new SmallTape();
          var x = new SmallTape.Variable<>(a);
          var z = new SmallTape.Variable<>(b);
          var weight = new SmallTape.Variable<>(dy.natural());
          var y = tape.call(fwddiff((Real u, Real v) -> exp(u.times(v))), x, z);
          var product = fwddiff((Real u, Real v) -> u.times(v));
          tape.sweep(tape.call(product, tape.call(product, y, x), weight));
          return Tuple.of(Captures.none(), x.cotangent, z.cotangent);
        });
  }
}
