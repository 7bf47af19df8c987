package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.checkPullback;
import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.testing.RuleReport;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The pullbacks that our tape makes pass the check that authors of engines are given.
class CheckedPullbackTests {
  record Line(Real slope, Real offset) {
    Real at(Real x) {
      return slope.times(x).plus(offset);
    }
  }

  record Fit(RealVector residual, Real loss) {}

  private static Fit fit(Line line, RealVector x, RealVector y) {
    RealVector residual = x.times(line.slope()).plus(line.offset()).minus(y);
    return new Fit(residual, residual.dot(residual));
  }

  private static <A, R> RuleReport check(Function1<A, R> f, A a) {
    return checkPullback(f, x -> pullback(f, x), a);
  }

  private static <A, B, R> RuleReport check(Function2<A, B, R> f, A a, B b) {
    return checkPullback(f, (x, y) -> pullback(f, x, y), a, b);
  }

  private static <A, B, C, R> RuleReport check(Function3<A, B, C, R> f, A a, B b, C c) {
    return checkPullback(f, (x, y, z) -> pullback(f, x, y, z), a, b, c);
  }

  private static <A, B, C, D, R> RuleReport check(Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return checkPullback(f, (x, y, z, w) -> pullback(f, x, y, z, w), a, b, c, d);
  }

  static Stream<Supplier<RuleReport>> pullbacks() {
    RealMatrix m = mat(new double[] {4, 1}, new double[] {-1, 3});
    RealVector v = vec(0.5, -2);
    return Stream.of(
        () -> check((Real x) -> sin(x).times(x).plus(exp(x)), real(0.7)),
        () -> check((Real x) -> x.gt(1) ? x.square() : x.times(2).minus(1), real(1)),
        () -> check((RealVector x) -> softmax(x).times(x), vec(0.3, -1, 2)),
        () -> check((RealMatrix a) -> a.inverse().matmul(a.transpose()), m),
        () ->
            check((Tuple2<Real, RealVector> t) -> Tuple.of(sum(t._2), t._1), Tuple.of(real(2), v)),
        () -> check((RealMatrix a, RealVector b) -> logdet(a).plus(a.solve(b).dot(b)), m, v),
        () -> check(CheckedPullbackTests::fit, new Line(real(2), real(-1)), v, vec(1, 3)),
        () ->
            check(
                (Real a, Real b, Real c, Real d) -> a.times(b).div(c).minus(d.times(a)),
                real(2),
                real(3),
                real(-0.5),
                real(7)),
        () ->
            check(
                (Real s, RealVector x) -> sum(map(fwddiff((Real e) -> sin(e.times(s))), x)),
                real(0.5),
                vec(1, 2, 3)),
        () -> check((RealVector x) -> map(fwddiff((Real e) -> new Line(e, e.square())), x), v),
        () -> check((Line line, Batch<Real> x) -> map(line::at, x), new Line(real(2), real(3)), v));
  }

  @ParameterizedTest
  @MethodSource("pullbacks")
  void pass(Supplier<RuleReport> report) {
    report.get().assertPassed();
  }
}
