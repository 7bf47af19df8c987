package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.ForwardRule1;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Pushforward1;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions with rules inside forward nodes: their pushforward is used, their pullback and their
/// own algebra are not. The slope 7 marks a rule: no function here has it by itself.
class RulesInNodesTests {
  private static final AtomicInteger PUSHED = new AtomicInteger();
  private static final AtomicInteger PULLED = new AtomicInteger();

  private static Tangent<Real> pushed(Tangent<Real> tangent) {
    PUSHED.incrementAndGet();
    return Tangent.of(tangent.natural().times(7));
  }

  private static Tuple2<Captures, Tangent<Real>> pulled(Tangent<Real> cotangent) {
    PULLED.incrementAndGet();
    return Tuple.of(Captures.none(), Tangent.of(cotangent.natural().times(7)));
  }

  /// Its algebra says `2 x`, its rule 7.
  private static Real square(Real x) {
    return x.square();
  }

  private static final Function1<Real, Real> GIVEN =
      withRule(
          RulesInNodesTests::square,
          (_, _, _) -> RulesInNodesTests::pulled,
          (_, _) -> RulesInNodesTests::pushed);

  private static final Function1<Real, Real> OF_PARTIALS =
      scalarRule(
          RulesInNodesTests::square,
          (_, _) -> {
            PUSHED.incrementAndGet();
            return real(7);
          });

  /// The user's own methods for duals and for the tape, in one class.
  static final class OnItsClass
      implements Function1<Real, Real>, Rule1<Real, Real>, ForwardRule1<Real, Real> {
    private static final long serialVersionUID = 1L;

    @Override
    public Real apply(Real x) {
      return square(x);
    }

    @Override
    public Pullback1<Real, Real> pullback(RuleContext context, Real y, Real x) {
      return RulesInNodesTests::pulled;
    }

    @Override
    public Pushforward1<Real, Real> pushforward(Real y, Real x) {
      return RulesInNodesTests::pushed;
    }
  }

  private static final OnItsClass ON_ITS_CLASS = new OnItsClass();

  static Stream<Arguments> ruled() {
    Function1<Real, Real> called = x -> call(ON_ITS_CLASS, x);
    return Stream.of(
        Arguments.of("withRule", GIVEN),
        Arguments.of("scalarRule", OF_PARTIALS),
        Arguments.of("on its class, by call", called),
        Arguments.of("on its class, by fwddiff", fwddiff(ON_ITS_CLASS)));
  }

  static Stream<Arguments> inStrategies() {
    return ruled()
        .flatMap(
            r -> Stream.of(Strategy.values()).map(s -> Arguments.of(r.get()[0], s, r.get()[1])));
  }

  @BeforeEach
  void nothingCounted() {
    PUSHED.set(0);
    PULLED.set(0);
  }

  private static void onlyPushed(int times) {
    assertThat(PUSHED.getAndSet(0)).as("pushforwards").isEqualTo(times);
    assertThat(PULLED.getAndSet(0)).as("pullbacks").isZero();
  }

  private static RealVector data(int size) {
    return vec(NodeProgram.Data.of(size));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inStrategies")
  void aCallIsPushedOnce(String name, Strategy strategy, Function1<Real, Real> f) {
    Function1<Real, Real> node = fwddiff(x -> f.apply(x).plus(x.times(10)), strategy);
    assertThat(gradient(node, 3.0)).isEqualTo(17);
    onlyPushed(1);
    assertThat(Forward.derivative(node, 3.0)).isEqualTo(17);
    onlyPushed(1);
    assertThat(rrule(node, real(3)).get().pullback().apply(real(1))._2.natural().value())
        .isEqualTo(17);
    onlyPushed(1);
    assertThat(
            frule(node, real(3)).get().pushforward().apply(Tangent.of(real(1))).natural().value())
        .isEqualTo(17);
    onlyPushed(1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inStrategies")
  void aMapIsPushed(String name, Strategy strategy, Function1<Real, Real> f) {
    for (int size : new int[] {1, 3, 20, 200}) {
      RealVector slopes =
          gradient(
              v -> sum(map(fwddiff((Real x) -> f.apply(x).plus(x.times(10)), strategy), v)),
              data(size));
      assertThat(slopes.toArray()).hasSize(size).containsOnly(17);
      onlyPushed(size);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inStrategies")
  void aMapOfTheRuledFunctionItselfIsPushed(
      String name, Strategy strategy, Function1<Real, Real> f) {
    for (int size : new int[] {3, 20}) {
      RealVector slopes = gradient(v -> sum(map(fwddiff(f, strategy), v)), data(size));
      assertThat(slopes.toArray()).hasSize(size).containsOnly(7);
      onlyPushed(size);
      assertThat(Forward.gradient(v -> sum(map(f, v)), data(size)).toArray()).containsOnly(7);
      onlyPushed(size * ((size + 7) / 8));
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("inStrategies")
  void capturedValuesReachTheRuleToo(String name, Strategy strategy, Function1<Real, Real> f) {
    for (int size : new int[] {1, 3, 20}) {
      double slope =
          gradient(
              (Real c) -> sum(map(fwddiff((Real x) -> f.apply(x.times(c)), strategy), data(size))),
              2.0);
      assertThat(slope).isCloseTo(7 * data(size).sum().value(), within(1e-12));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ruled")
  void outsideANodeTheTapePulls(String name, Function1<Real, Real> f) {
    assertThat(gradient((Real x) -> f.apply(x).plus(x), 3.0)).isEqualTo(8);
    assertThat(gradient(v -> f.apply(v.get(0)), vec(3.0)).get(0).value()).isEqualTo(7);
    assertThat(PULLED.get() + PUSHED.get()).isEqualTo(2);
  }

  /// A function that is a rule, or that a service knows one for, is called by it; `Foreign` leaves
  /// the algebra, so that it has no other.
  @ParameterizedTest
  @EnumSource
  void aNodeOfAFunctionWithARuleIsItsRule(Strategy strategy) {
    Function1<Real, Real> foreign = fwddiff(new Foreign(), strategy);
    for (int size : new int[] {1, 3, 20}) {
      assertThat(gradient(v -> sum(map(fwddiff(ON_ITS_CLASS, strategy), v)), data(size)).toArray())
          .containsOnly(7);
      double[] sinh = Arrays.stream(data(size).toArray()).map(Math::sinh).toArray();
      assertThat(gradient(v -> sum(map(foreign, v)), data(size)).toArray())
          .containsExactly(sinh, within(1e-14));
      var mapped = rrule(mapping(new Foreign()), data(size)).get();
      assertThat(column(mapped.pullback().apply(data(size))._2, x -> x).toArray())
          .containsExactly(data(size).times(vec(sinh)).toArray(), within(1e-13));
    }
    assertThat(gradient(foreign, 2.0)).isCloseTo(Math.sinh(2), within(1e-14));
    assertThat(hessian(foreign, 2.0)).isCloseTo(Math.cosh(2), within(1e-14));
    assertThat(gradient(reverse(ON_ITS_CLASS), 3.0)).as("without its rule").isEqualTo(6);
  }

  /// Second order: the rule is differentiated, not the function.
  @ParameterizedTest
  @EnumSource
  void theRuleIsDifferentiatedAgain(Strategy strategy) {
    Function1<Real, Real> cubic =
        scalarRule(x -> real(Math.pow(x.value(), 3)), (_, x) -> x.square().times(3));
    Function1<Real, Real> node = fwddiff(x -> cubic.apply(x).times(x), strategy);
    assertThat(hessian(node, 2.0)).isCloseTo(12 * 4, within(1e-12));
    assertThat(Forward.hessian(node, 2.0)).isCloseTo(48, within(1e-12));
    assertThat(gradient((Real x) -> gradient(node, x), 2.0)).isCloseTo(48, within(1e-12));
    assertThat(gradient((Real x) -> Forward.derivative(node, x), 2.0)).isCloseTo(48, within(1e-12));
  }

  /// A vector rule of several directions in one pass: eight pushforwards, no pullback.
  @Test
  void aVectorRuleIsPushedOncePerDirection() {
    AtomicInteger pushes = new AtomicInteger();
    Function1<RealVector, Real> norm =
        withRule(
            (RealVector v) -> real(v.square().sum().value()),
            (_, _, _) ->
                _ -> {
                  throw new AssertionError("a dual asks for no pullback");
                },
            (_, v) ->
                dv -> {
                  pushes.incrementAndGet();
                  return Tangent.of(v.dot(dv.natural()).times(2));
                });
    for (Strategy strategy : List.of(Strategy.SINGLE_PASS, Strategy.RECOMPUTE)) {
      for (int size : new int[] {3, 8, 11}) {
        RealVector at = data(size);
        assertThat(gradient(fwddiff(norm, strategy), at)).isEqualTo(at.times(2));
        assertThat(pushes.getAndSet(0)).isEqualTo(size);
      }
    }
  }
}
