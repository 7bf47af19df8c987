package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.ReverseEngine;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Rules of higher-order functions, which have the functions they call differentiated.
class ViaAdTests {
  private static final int NODES = 64;

  /// `∑ f(xᵢ)`, opaque to every engine.
  private static Function1<RealVector, Real> mapSum(Function1<Real, Real> f) {
    return withRule(
        xs -> {
          double sum = 0;
          for (int i = 0; i < xs.size(); i++) sum += call(f, xs.get(i)).value();
          return real(sum);
        },
        (context, y, xs) ->
            dy -> {
              List<Real> slopes = new ArrayList<>();
              for (int i = 0; i < xs.size(); i++)
                slopes.add(rruleViaAd(context, f, xs.get(i)).pullback().apply(dy)._2.natural());
              return Tuple.of(Captures.none(), Tangent.of(vec(slopes)));
            },
        (y, xs) ->
            dxs -> {
              Real sum = real(0);
              for (int i = 0; i < xs.size(); i++)
                sum =
                    sum.plus(
                        fruleViaAd(RuleContext.plain(), f, xs.get(i))
                            .pushforward()
                            .apply(Tangent.of(dxs.natural().get(i)))
                            .natural());
              return Tangent.of(sum);
            });
  }

  record Wave(Real height, Real rate) {
    Real at(Real t) {
      return height.times(exp(rate.times(t)));
    }
  }

  /// `∫ f(p, t) dt` from a to b by the midpoint rule.
  private static <P> Function3<P, Real, Real, Real> integral(Function2<P, Real, Real> f) {
    return withRule(
        (p, a, b) -> {
          double h = (b.value() - a.value()) / NODES;
          double sum = 0;
          for (int i = 0; i < NODES; i++)
            sum += f.apply(p, real(a.value() + h * (i + 0.5))).value();
          return real(sum * h);
        },
        (context, y, p, a, b) ->
            dy -> {
              Real h = b.minus(a).div(NODES);
              Tangent<P> dp = Tangent.zero(p);
              Real inA = y.div(a.minus(b));
              Real inB = inA.unaryMinus();
              for (int i = 0; i < NODES; i++) {
                double at = (i + 0.5) / NODES;
                var pulled =
                    rruleViaAd(context, f, p, a.times(1 - at).plus(b.times(at)))
                        .pullback()
                        .apply(h);
                dp = dp.plus(pulled._2);
                inA = inA.plus(pulled._3.natural().times(1 - at));
                inB = inB.plus(pulled._3.natural().times(at));
              }
              return Tuple.of(
                  Captures.none(),
                  dp.times(dy.natural()),
                  Tangent.of(inA.times(dy.natural())),
                  Tangent.of(inB.times(dy.natural())));
            });
  }

  @Test
  void aSumOfAFunctionHasItsSlopesInEveryModeAndToSecondOrder() {
    Function1<RealVector, Real> sum = mapSum(x -> sin(x).times(x));
    Function1<RealVector, Real> same = v -> sum(sin(v).times(v));
    RealVector at = vec(0.3, -1, 2);
    double[] slopes = gradient(same, at).toArray();
    assertThat(gradient(sum, at).toArray()).containsExactly(slopes, within(1e-14));
    assertThat(Forward.gradient(sum, at).toArray()).containsExactly(slopes, within(1e-14));
    for (int i = 0; i < 3; i++) {
      double[] row = hessian(same, at).toArray()[i];
      assertThat(hessian(sum, at).toArray()[i]).containsExactly(row, within(1e-13));
      assertThat(Forward.hessian(sum, at).toArray()[i]).containsExactly(row, within(1e-13));
      assertThat(jacobian((RealVector v) -> gradient(sum, v), at).toArray()[i])
          .containsExactly(row, within(1e-13));
    }
    checkRule(sum, at).assertPassed();
  }

  @Test
  void anIntegralHasSlopesInParametersAndLimits() {
    Function3<Wave, Real, Real, Real> integral = integral(Wave::at);
    Wave wave = new Wave(real(2), real(0.7));
    var g = gradient(integral, wave, real(0.5), real(1.5));
    double growth = (Math.exp(0.7 * 1.5) - Math.exp(0.7 * 0.5)) / 0.7;
    assertThat(g._1.get(Wave::height).value()).isEqualTo(growth, within(1e-4));
    assertThat(g._2.natural().value()).isEqualTo(-2 * Math.exp(0.35), within(1e-3));
    assertThat(g._3.natural().value()).isEqualTo(2 * Math.exp(1.05), within(1e-3));
    checkRule(integral, wave, real(0.5), real(1.5)).assertPassed();
  }

  @Test
  void aHigherOrderFunctionNestsInItself() {
    Function2<Real, Real, Real> inner =
        (p, t) -> integral((Real q, Real s) -> exp(q.times(s))).apply(p.times(t), real(0), t);
    Function3<Real, Real, Real, Real> outer = integral(inner);
    double h = 1e-4;
    double[] slope = new double[3];
    for (int k = -1; k <= 1; k++)
      slope[k + 1] = outer.apply(real(0.8 + k * h), real(0), real(1)).value();
    double difference = (slope[2] - slope[0]) / (2 * h);
    Function1<Real, Real> inP = p -> outer.apply(p, real(0), real(1));
    assertThat(gradient(inP, 0.8)).isEqualTo(difference, within(1e-7));
    assertThat(Forward.derivative(inP, 0.8)).isEqualTo(difference, within(1e-7));
  }

  @Test
  void theRuleOfTheFunctionGoesBeforeTheEngine() {
    AtomicInteger pulled = new AtomicInteger();
    Function1<Real, Real> square =
        scalarRule(
            x -> real(x.value() * x.value()),
            (_, x) -> {
              pulled.incrementAndGet();
              return x.times(2);
            });
    assertThat(gradient(mapSum(square), vec(1, 2)).toArray()).containsExactly(2, 4);
    assertThat(pulled).hasValue(2);
  }

  @Test
  void whatIsUnwantedOfTheCallingRuleIsStillWantedOfTheFunction() {
    RuleContext context = RuleContext.plain().without(1).with(EngineTrait.SECOND_ORDER, false);
    Function2<Real, Real, Real> product =
        scalarRule((a, b) -> a.times(b), (_, _, b) -> b, (_, a, _) -> a);
    var pulled = rruleViaAd(context, product, real(3), real(4)).pullback().apply(real(1));
    assertThat(pulled._2.natural().value()).isEqualTo(4);
    assertThat(pulled._3.natural().value()).isEqualTo(3);
  }

  @Test
  void theEngineOfTheContextIsAsked() {
    AtomicInteger asked = new AtomicInteger();
    ReverseEngine counting =
        new ReverseEngine() {
          @Override
          public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
            asked.incrementAndGet();
            return Mixtape.pullback(f, a);
          }
        };
    RuleContext context = RuleContext.plain().with(EngineTrait.REVERSE, counting);
    Real slope =
        rrule(context, mapSum(x -> x.square()), vec(1, 2))
            .get()
            .pullback()
            .apply(real(1))
            ._2
            .natural()
            .get(1);
    assertThat(slope.value()).isEqualTo(4);
    assertThat(asked).hasValue(2);
  }

  @Test
  void capturedValuesStayActive() {
    double derivative =
        gradient(
            (Real c) -> {
              Function1<Real, Real> f = x -> x.square().times(c.square());
              var rule = rruleViaAd(RuleContext.plain(), f, real(2));
              var pushed = fruleViaAd(RuleContext.plain(), f, real(2));
              return rule.value()
                  .plus(rule.pullback().apply(real(1))._2.natural())
                  .plus(pushed.pushforward().apply(Tangent.of(real(1))).natural());
            },
            3.0);
    assertThat(derivative).isEqualTo(2 * 3 * (4 + 4 + 4));
  }

  @Test
  void aRuleWhoseFunctionCapturedAnActiveValueRefuses() {
    for (Function1<Function1<Real, Real>, Real> way :
        List.<Function1<Function1<Real, Real>, Real>>of(
            f -> gradient(f, real(3)), f -> Forward.derivative(f, real(3)))) {
      assertThatThrownBy(() -> way.apply(c -> mapSum(x -> x.times(c)).apply(vec(1, 2))))
          .isInstanceOf(ActiveValueException.class);
    }
  }

  @Test
  void severalArgumentsOfAllKindsAreTakenApart() {
    record Pair(Real a, int times, RealVector v) {}
    Function3<Pair, Real, RealVector, Real> f =
        (p, x, v) -> p.a().times(p.times()).times(x).plus(p.v().dot(v));
    Pair pair = new Pair(real(2), 3, vec(1, 2));
    var pulled =
        rruleViaAd(RuleContext.plain(), f, pair, real(5), vec(7, 8)).pullback().apply(real(1));
    assertThat(pulled._2.get(Pair::a).value()).isEqualTo(15);
    assertThat(pulled._2.get(Pair::v)).isEqualTo(vec(7, 8));
    assertThat(pulled._3.natural().value()).isEqualTo(6);
    assertThat(pulled._4.natural()).isEqualTo(vec(1, 2));
    var pushed =
        fruleViaAd(RuleContext.plain(), f, pair, real(5), vec(7, 8))
            .pushforward()
            .apply(
                Tangent.zero(pair).with(Pair::a, real(1)),
                Tangent.of(real(10)),
                Tangent.zero(vec(7, 8)));
    assertThat(pushed.natural().value()).isEqualTo(15 + 60);
    Function1<Integer, Real> constant = n -> real(n);
    assertThat(rruleViaAd(RuleContext.plain(), constant, 4).pullback().apply(real(1))._2)
        .isInstanceOf(Tangent.NoTangent.class);
  }

  @Test
  void eightArgumentsAreNotTooMany() {
    io.vavr.Function8<Real, Real, Real, Real, Real, Real, Real, Real, Real> f =
        (a, b, c, d, e, u, v, w) ->
            a.plus(b.times(2)).plus(c.times(d)).plus(e.times(u)).plus(v.times(w));
    Real[] x = {real(1), real(2), real(3), real(4), real(5), real(6), real(7), real(8)};
    var pulled =
        rruleViaAd(RuleContext.plain(), f, x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7])
            .pullback()
            .apply(real(1))
            ._2;
    assertThat(pulled.toSeq().map(t -> ((Real) ((Tangent<?>) t).natural()).value()))
        .containsExactly(1.0, 2.0, 4.0, 3.0, 6.0, 5.0, 8.0, 7.0);
  }
}
