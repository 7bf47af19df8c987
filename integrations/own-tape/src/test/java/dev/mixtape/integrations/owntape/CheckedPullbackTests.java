package dev.mixtape.integrations.owntape;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.CheckRule.checkPullback;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.testing.Recording;
import io.vavr.Function1;
import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import org.junit.jupiter.api.Test;

/// The pullbacks of both tapes pass the check of pullbacks.
class CheckedPullbackTests {
  private static final Function1<Tuple2<Real, RealVector>, RealVector> SCALED_TWICE =
      t -> t._2.times(t._1).times(t._2.dot(t._2));

  private static final Function3<RealVector, Real, RealVector, Real> FORM =
      fwddiff((RealVector v, Real s, RealVector w) -> dot(v, sin(w)).times(s));

  @Test
  void ofTheEngine() {
    checkPullback(
            SCALED_TWICE, t -> OwnTape.pullback(SCALED_TWICE, t), Tuple.of(real(0.5), vec(1, -2)))
        .assertPassed();
  }

  @Test
  void ofTheTapeOfCalls() {
    Recording<RealVector, Real> recording =
        (calls, v) -> calls.call(FORM, v, calls.constant(real(5)), v);
    checkPullback(
            (RealVector v) -> dot(v, sin(v)).times(5),
            v -> CallTape.pullback(recording, v),
            vec(1, -2, 0.5))
        .assertPassed();
  }
}
