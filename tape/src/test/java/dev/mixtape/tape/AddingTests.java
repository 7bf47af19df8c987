package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.testing.Check;
import dev.mixtape.bridge.testing.Verdict;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Tangents that add themselves to the sum of the sweep.
class AddingTests {
  private static final AtomicInteger ADDED = new AtomicInteger();
  private static final AtomicInteger COMPUTED = new AtomicInteger();

  /// Entry i, opaque to every engine.
  private static Function1<RealVector, Real> pick(int i) {
    return withRule(
        v -> real(v.get(i).value()),
        (context, y, v) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    Tangent.adding(
                        v,
                        sum -> {
                          ADDED.incrementAndGet();
                          sum.add(i, dy.natural());
                        },
                        () -> {
                          COMPUTED.incrementAndGet();
                          return Tangent.adding(v, sum -> sum.add(i, dy.natural()));
                        })));
  }

  private static Real squares(RealVector v, int count) {
    Real sum = real(0);
    for (int i = 0; i < count; i++) sum = sum.plus(pick(i).apply(v).square());
    return sum;
  }

  @Test
  void noArrayIsMadePerEntry() {
    int size = 10_000;
    int picked = 500;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RealVector v = vec(new double[size]).plus(1);
    gradient((RealVector x) -> squares(x, picked), v);
    COMPUTED.set(0);
    long before = threads.getCurrentThreadAllocatedBytes();
    RealVector slopes = gradient((RealVector x) -> squares(x, picked), v);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(slopes.get(picked - 1).value()).isEqualTo(2);
    assertThat(slopes.get(picked).value()).isZero();
    assertThat(COMPUTED).hasValue(0);
    assertThat(bytes).isLessThan(picked * 8L * size / 4);
  }

  @Test
  void theSweepAddsOncePerNodeAtEveryLevel() {
    ADDED.set(0);
    COMPUTED.set(0);
    RealVector v = vec(1, 2, 3);
    assertThat(gradient((RealVector x) -> squares(x, 3), v)).isEqualTo(vec(2, 4, 6));
    assertThat(ADDED).hasValue(3);
    double[][] twoOnTheDiagonal = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}};
    assertThat(
            jacobian((RealVector u) -> gradient((RealVector x) -> squares(x, 3), u), v).toArray())
        .isDeepEqualTo(twoOnTheDiagonal);
    assertThat(COMPUTED).hasValue(0);
    assertThat(hessian((RealVector x) -> squares(x, 3), v).toArray())
        .isDeepEqualTo(twoOnTheDiagonal);
    assertThat(Forward.hessian((RealVector x) -> squares(x, 3), v).toArray())
        .isDeepEqualTo(twoOnTheDiagonal);
  }

  @Test
  void aPullbackAppliedTwiceAddsToASumOfItsOwn() {
    var pullback = pullback((RealVector x) -> squares(x, 2), vec(1, 2)).pullback();
    for (double scale : new double[] {1, -3, 1})
      assertThat(pullback.apply(real(scale))._2.natural()).isEqualTo(vec(2, 4).times(scale));
  }

  @Test
  void oneTangentAnsweredForTwoArgumentsIsAddedToBoth() {
    Function2<RealVector, RealVector, Real> both =
        withRule(
            (a, b) -> a.get(0).plus(b.get(0)),
            (context, y, a, b) ->
                dy -> {
                  Tangent<RealVector> first = Tangent.adding(a, sum -> sum.add(0, dy.natural()));
                  return Tuple.of(Captures.none(), first, Tangent.thunk(() -> first));
                });
    assertThat(gradient((RealVector v) -> both.apply(v, v), vec(1, 2))).isEqualTo(vec(2, 0));
  }

  @Test
  void whatNobodyWantsIsNeitherAddedNorComputed() {
    Function2<RealVector, Real, Real> scaled =
        withRule(
            (v, by) -> v.get(0).times(by),
            (context, y, v, by) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.adding(
                            v,
                            sum -> {
                              ADDED.incrementAndGet();
                              sum.add(0, by.times(dy.natural()));
                            }),
                        Tangent.of(v.get(0).times(dy.natural()))));
    ADDED.set(0);
    assertThat(gradient((Real by) -> scaled.apply(vec(3, 4), by), 2.0)).isEqualTo(3);
    assertThat(ADDED).hasValue(0);
    assertThat(gradient((RealVector v) -> scaled.apply(v, real(2)), vec(3, 4)))
        .isEqualTo(vec(2, 0));
    assertThat(ADDED).hasValue(1);
  }

  record Line(Real offset, RealVector weights) {}

  private static final Function1<Line, Real> AT_ONE =
      withRule(
          line -> real(line.offset().value() * line.weights().get(1).value()),
          (context, y, line) ->
              dy ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.adding(
                          line,
                          sum -> {
                            sum.part(Line::weights).add(1, line.offset().times(dy.natural()));
                            sum.part(Line::offset)
                                .add(Tangent.of(line.weights().get(1).times(dy.natural())));
                          })));

  @Test
  void leavesOfARecordAreAddedToOneByOne() {
    Line line = new Line(real(3), vec(5, 7));
    Tangent<Line> t = gradient(AT_ONE, line);
    assertThat(t.get(Line::offset).value()).isEqualTo(7);
    assertThat(t.get(Line::weights)).isEqualTo(vec(0, 3));
    assertThat(gradient((Real x) -> AT_ONE.apply(new Line(x, vec(5, 7))), 3.0)).isEqualTo(7);
    assertThat(checkRule(AT_ONE, line).of(Check.SUMS).verdict()).isEqualTo(Verdict.PASSED);
    checkRule(AT_ONE, line).assertPassed();
    checkRule(withoutEmpty(), vec(1, 2)).assertPassed();
  }

  /// `v₀²`, and zero for an empty vector.
  private static Function1<RealVector, Real> withoutEmpty() {
    return withRule(
        v -> v.size() == 0 ? real(0) : real(v.get(0).value() * v.get(0).value()),
        (context, y, v) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    Tangent.adding(
                        v,
                        sum -> {
                          if (v.size() > 0) sum.add(0, v.get(0).times(2).times(dy.natural()));
                        })));
  }

  @Test
  void entriesThatAreNotAddedToAreStructuralZeros() {
    assertThat(gradient((RealVector v) -> pick(1).apply(sqrt(v)), vec(0, 4)).toArray())
        .containsExactly(0, 0.25);
    assertThat(hessian((RealVector v) -> pick(1).apply(sqrt(v)), vec(0, 4)).get(1, 1).value())
        .isEqualTo(-1.0 / 32, within(1e-16));
  }

  @Test
  void anErrorSaysWhatCannotBeAdded() {
    Function1<RealVector, Real> beyond =
        withRule(
            v -> v.get(0),
            (context, y, v) ->
                dy ->
                    Tuple.of(Captures.none(), Tangent.adding(v, sum -> sum.add(2, dy.natural()))));
    assertThatThrownBy(() -> gradient(beyond, vec(1, 2)))
        .hasMessageContaining("there is no entry 2")
        .hasMessageContaining("vector(2)");
    Function1<RealVector, Real> unwritten =
        withRule(
            v -> v.get(0),
            (context, y, v) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.adding(
                            v, sum -> sum.add(new Tangent.NotImplemented<>("first", "later")))));
    assertThatThrownBy(() -> gradient(unwritten, vec(1, 2)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("first")
        .hasMessageContaining("later");
  }
}
