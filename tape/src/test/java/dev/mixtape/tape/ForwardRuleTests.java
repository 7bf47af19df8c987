package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Frule2;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pushforwards as the protocol asks for them, and pullbacks of several cotangents at once.
class ForwardRuleTests {
  record Pair(Real sum, RealVector scaled) {}

  private static Pair pair(Real x, RealVector v) {
    return new Pair(sin(x).plus(v.sum()), v.times(x));
  }

  private static final RealVector V = vec(2, -3);

  @ParameterizedTest
  @EnumSource
  void aNodesPushforwardIsTheJacobianTimesTheDirection(Strategy strategy) {
    Frule2<Real, RealVector, Pair> rule =
        frule(fwddiff(ForwardRuleTests::pair, strategy), real(0.5), V).get();
    assertThat(rule.value().scaled()).isEqualTo(V.times(0.5));
    Tangent<Pair> moved = rule.pushforward().apply(Tangent.of(real(10)), Tangent.of(vec(1, 2)));
    assertThat(moved.get(Pair::sum).value()).isCloseTo(10 * Math.cos(0.5) + 3, within(1e-14));
    assertThat(moved.get(Pair::scaled)).isEqualTo(vec(20.5, -29));
  }

  @Test
  void aLeafThatDoesNotMoveOrIsHeldStaysPut() {
    var rule = frule(fwddiff(ForwardRuleTests::pair), real(0.5), V).get();
    Tangent<Pair> onlyX = rule.pushforward().apply(Tangent.of(real(1)), Tangent.zero(V));
    assertThat(onlyX.get(Pair::scaled)).isEqualTo(V);
    var held = frule(fwddiff(ForwardRuleTests::pair, holding(1)), real(0.5), V).get();
    Tangent<Pair> onlyV = held.pushforward().apply(Tangent.of(real(1)), Tangent.of(vec(1, 0)));
    assertThat(onlyV.get(Pair::scaled)).isEqualTo(vec(0.5, 0));
    assertThat(onlyV.get(Pair::sum)).isEqualTo(real(1));
  }

  @Test
  void aHeldArgumentIsAPlainNumberWhenPushed() {
    Function2<Real, Real, Real> f = (x, k) -> x.times(k.value());
    var rule = frule(fwddiff(f, holding(2)), real(3), real(5)).get();
    assertThat(rule.pushforward().apply(Tangent.of(real(1)), Tangent.of(real(7))).natural())
        .isEqualTo(real(5));
    var nested =
        gradient(
            k ->
                frule(fwddiff(f, holding(2)), real(3), k)
                    .get()
                    .pushforward()
                    .apply(Tangent.of(real(1)), Tangent.zero(k))
                    .natural(),
            real(5));
    assertThat(nested).isEqualTo(real(0));
  }

  @Test
  void manyDirectionsTakeEightToAPass() {
    AtomicInteger calls = new AtomicInteger();
    Function1<RealVector, RealVector> counted =
        v -> {
          calls.incrementAndGet();
          return v.square();
        };
    var rule = frule(fwddiff(counted), vec(1, 2, 3)).get();
    List<Tuple1<Tangent<RealVector>>> directions = new ArrayList<>();
    for (int i = 0; i < 17; i++) directions.add(Tuple.of(Tangent.of(vec(i, 0, 1))));
    calls.set(0);
    List<Tangent<RealVector>> pushed = rule.pushforward().applyAll(directions);
    assertThat(calls).hasValue(3);
    for (int i = 0; i < 17; i++) assertThat(pushed.get(i).natural()).isEqualTo(vec(2 * i, 0, 6));
  }

  @Test
  void severalCotangentsEvaluateARecomputedNodeOnce() {
    AtomicInteger calls = new AtomicInteger();
    Function1<RealVector, RealVector> counted =
        v -> {
          calls.incrementAndGet();
          return v.square();
        };
    var rule = rrule(fwddiff(counted, Strategy.RECOMPUTE), vec(1, 2, 3)).get();
    calls.set(0);
    var pulled =
        rule.pullback().applyAll(List.of(Tangent.of(vec(1, 0, 0)), Tangent.of(vec(0, 1, 1))));
    assertThat(pulled.get(0)._2.natural()).isEqualTo(vec(2, 0, 0));
    assertThat(pulled.get(1)._2.natural()).isEqualTo(vec(0, 4, 6));
    assertThat(calls).hasValue(1);
  }

  @Test
  void aMappingIsPushedForwardOverItsBatches() {
    Function2<Batch<Real>, Batch<Real>, Batch<Real>> mapped =
        mapping(fwddiff((a, b) -> a.times(b)));
    Batch<Real> xs = vec(1, 2, 3);
    var rule = frule(mapped, xs, xs).get();
    Tangent<Batch<Real>> moved =
        rule.pushforward().apply(Tangent.of((Batch<Real>) vec(1, 1, 1)), Tangent.zero(xs));
    assertThat(moved.natural()).isEqualTo(xs);
  }

  @Test
  void aRuleBringsAPushforwardOfItsOwn() {
    AtomicInteger pulls = new AtomicInteger();
    AtomicInteger pushes = new AtomicInteger();
    Function1<RealVector, RealVector> squares =
        withRule(
            v -> RealVector.of(v.square().toArray()),
            (_, _, v) ->
                dy -> {
                  pulls.incrementAndGet();
                  return Tuple.of(Captures.none(), Tangent.of(v.times(dy.natural()).times(2)));
                },
            (_, v) ->
                dv -> {
                  pushes.incrementAndGet();
                  return Tangent.of(v.times(dv.natural()).times(2));
                });
    RealMatrix expected = mat(new double[][] {{2, 0}, {0, 4}});
    assertThat(Forward.jacobian(squares, vec(1, 2))).isEqualTo(expected);
    assertThat(pulls).hasValue(0);
    assertThat(pushes).hasValue(2);
    assertThat(jacobian(squares, vec(1, 2))).isEqualTo(expected);
    assertThat(hessian(v -> squares.apply(v).times(v).sum(), vec(1, 2)))
        .isEqualTo(mat(new double[][] {{6, 0}, {0, 12}}));
    var rule = frule(squares, vec(1, 2)).get();
    assertThat(rule.pushforward().apply(Tangent.of(vec(1, 10))).natural()).isEqualTo(vec(2, 40));
  }

  @Test
  void aRuleWithoutOneIsPushedByItsPullback() {
    Function1<Real, Real> cube =
        withRule(
            x -> real(x.value() * x.value() * x.value()),
            (_, _, x) ->
                dy ->
                    Tuple.of(Captures.none(), Tangent.of(x.square().times(3).times(dy.natural()))));
    assertThat(frule(cube, real(2)).get().pushforward().apply(Tangent.of(real(2))).natural())
        .isEqualTo(real(24));
  }

  @Test
  void functionsWithoutARuleHaveNone() {
    assertThat(frule((Real x) -> x, real(1))).isEmpty();
    assertThat(frule(reverse((Real x) -> x), real(1))).isEmpty();
  }

  @Test
  void aTangentOfAnotherShapeNamesItsArgument() {
    var rule = frule(fwddiff(ForwardRuleTests::pair), real(0.5), V).get();
    assertThatThrownBy(() -> rule.pushforward().apply(Tangent.of(real(1)), Tangent.of(vec(1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("argument 2", "vector(1)", "vector(2)");
  }

  @Test
  void pushforwardsNest() {
    Function1<Real, Real> slope =
        x -> {
          var rule = frule(fwddiff((Real u) -> sin(u).times(x)), x).get();
          return rule.pushforward().apply(Tangent.of(real(1))).natural();
        };
    double x = 0.7;
    assertThat(gradient(slope, x)).isCloseTo(Math.cos(x) - x * Math.sin(x), within(1e-14));
    assertThat(Forward.derivative(slope, x))
        .isCloseTo(Math.cos(x) - x * Math.sin(x), within(1e-14));
  }
}
