package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule1;
import io.vavr.Function1;

/// What scenarios ask of a tape, in few words.
final class Slopes {
  static final Real ONE = Real.of(1);

  private Slopes() {}

  static <A> Tangent<A> tangent(Rrule1<A, Real> rule) {
    return rule.pullback().apply(ONE)._2;
  }

  static <A> Tangent<A> tangent(EngineUnderTest engine, Function1<A, Real> f, A at) {
    return tangent(engine.pullback(f, at));
  }

  static <A> Tangent<A> tangent(TapeUnderTest tape, Recording<A, Real> recording, A at) {
    return tangent(tape.pullbackOfCalls(recording, at));
  }

  static Real slope(EngineUnderTest engine, Function1<Real, Real> f, Real at) {
    return tangent(engine, f, at).natural();
  }

  static RealVector gradient(EngineUnderTest engine, Function1<RealVector, Real> f, RealVector at) {
    return tangent(engine, f, at).natural();
  }

  static double[] valueAndSlope(TapeUnderTest tape, Recording<Real, Real> recording, double at) {
    Rrule1<Real, Real> rule = tape.pullbackOfCalls(recording, Real.of(at));
    return numbers(rule.value(), tangent(rule).natural());
  }

  static double[] numbers(Real... reals) {
    double[] numbers = new double[reals.length];
    for (int i = 0; i < numbers.length; i++) numbers[i] = reals[i].value();
    return numbers;
  }
}
