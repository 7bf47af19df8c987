package dev.mixtape.tape;

import static dev.mixtape.bridge.EngineTrait.*;
import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What engines say of themselves to the rules they ask, and rules that read it.
class ContextTests {
  private static <A> Tuple2<Captures, Tangent<A>> answer(A tangent) {
    return Tuple.of(Captures.none(), Tangent.of(tangent));
  }

  /// `x³`, noting every context in which it is asked.
  private static Function1<Real, Real> cube(List<RuleContext> asked) {
    return withRule(
        x -> real(Math.pow(x.value(), 3)),
        (context, y, x) -> {
          asked.add(context);
          return dy -> answer(x.square().times(3).times(dy.natural()));
        });
  }

  @Test
  void anEngineThatSaysNothingCanLittleAndAsksForMuch() {
    RuleContext plain = RuleContext.plain();
    assertThat(plain.get(CAPTURES)).isFalse();
    assertThat(plain.get(MUTATION)).isFalse();
    assertThat(plain.get(CHUNK)).isEqualTo(1);
    assertThat(plain.get(SECOND_ORDER)).isTrue();
    assertThat(plain.get(THREADS)).isTrue();
    RuleContext said = plain.with(CHUNK, 3).with(MUTATION, true).without(2);
    assertThat(said.get(CHUNK)).isEqualTo(3);
    assertThat(said.get(CAPTURES)).isFalse();
    assertThat(said.wants(1)).isTrue();
    assertThat(said.wants(2)).isFalse();
    assertThat(said).hasToString("RuleContext[chunk=3, mutation=true unwanted=[2]]");
    assertThat(plain.with(CHUNK, 1)).isSameAs(plain);
    assertThat(plain.without(1).without(2).unwanted()).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aTraitOfSomebodyElseReachesTheRule() {
    EngineTrait<String> device = new EngineTrait<>("device", String.class, "none");
    List<RuleContext> asked = new ArrayList<>();
    Function1<Real, Real> cube = cube(asked);
    RuleContext context = RuleContext.plain().with(device, "gpu 0");
    rrule(context, cube, real(2)).get().pullback().apply(real(1));
    assertThat(asked.get(0).get(new EngineTrait<>("device", String.class, "none")))
        .isEqualTo("gpu 0");
    gradient(cube, 2.0);
    assertThat(asked.get(1).get(device)).isEqualTo("none");
  }

  @Test
  void theTapeSaysWhatItDoes() {
    List<RuleContext> asked = new ArrayList<>();
    assertThat(gradient(cube(asked), 2.0)).isEqualTo(12);
    RuleContext context = asked.get(0);
    assertThat(context.get(CAPTURES)).isFalse();
    assertThat(context.get(MUTATION)).isFalse();
    assertThat(context.get(CHUNK)).isEqualTo(1);
    assertThat(context.get(SECOND_ORDER)).isFalse();
    assertThat(context.get(THREADS)).isFalse();
    assertThat(context.get(REVERSE)).isNotEqualTo(REVERSE.unsaid());
  }

  @Test
  void aPullbackThatIsDifferentiatedIsAskedForAsOne() {
    List<RuleContext> asked = new ArrayList<>();
    Function1<Real, Real> cube = cube(asked);
    assertThat(gradient((Real x) -> gradient(cube, x), 2.0)).isEqualTo(12);
    assertThat(asked)
        .singleElement()
        .satisfies(context -> assertThat(context.get(SECOND_ORDER)).isTrue());
    asked.clear();
    assertThat(Forward.derivative((Real x) -> gradient(cube, x), 2.0)).isEqualTo(12);
    assertThat(asked).anyMatch(context -> context.get(SECOND_ORDER));
  }

  @Test
  void aPullbackIsMadeOnceForAllComponentsThatForwardModePulls() {
    List<RuleContext> asked = new ArrayList<>();
    AtomicInteger applied = new AtomicInteger();
    Function1<RealVector, RealVector> squares =
        withRule(
            v -> vec(v.square().toArray()),
            (context, y, v) -> {
              asked.add(context);
              return new Pullback1<>() {
                @Override
                public Tuple2<Captures, Tangent<RealVector>> apply(Tangent<RealVector> dy) {
                  return answer(v.times(2).times(dy.natural()));
                }

                @Override
                public List<Tuple2<Captures, Tangent<RealVector>>> applyAll(
                    List<Tangent<RealVector>> cotangents) {
                  applied.incrementAndGet();
                  return cotangents.stream().map(this::apply).toList();
                }
              };
            });
    RealVector slopes = Forward.jvp(squares, vec(1, 2, 3), vec(1, 1, 1));
    assertThat(slopes).isEqualTo(vec(2, 4, 6));
    assertThat(asked).singleElement().satisfies(c -> assertThat(c.get(CHUNK)).isEqualTo(3));
    assertThat(applied).hasValue(1);
  }

  /// `x³`, with a pullback in plain numbers for engines that do not differentiate it.
  private static Function1<Real, Real> cheapCube(AtomicInteger cheap) {
    return withRule(
        x -> real(Math.pow(x.value(), 3)),
        (context, y, x) -> {
          if (context.get(SECOND_ORDER))
            return dy -> answer(x.square().times(3).times(dy.natural()));
          cheap.incrementAndGet();
          double slope = 3 * x.value() * x.value();
          return dy -> answer(real(slope * dy.natural().value()));
        });
  }

  @Test
  void aCheapPullbackIsUsedWhereNothingDifferentiatesItAndNowhereElse() {
    AtomicInteger cheap = new AtomicInteger();
    Function1<Real, Real> cube = cheapCube(cheap);
    assertThat(gradient(cube, 2.0)).isEqualTo(12);
    assertThat(cheap).hasValue(1);
    assertThat(hessian(cube, 2.0)).isEqualTo(12);
    assertThat(gradient((Real x) -> gradient(cube, x), 2.0)).isEqualTo(12);
    assertThat(gradient((Real x) -> Forward.derivative(cube, x), 2.0)).isEqualTo(12);
    assertThat(Forward.derivative((Real x) -> Forward.derivative(cube, x), 2.0)).isEqualTo(12);
    assertThat(gradient((Real c) -> gradient((Real x) -> cube.apply(x.times(c)), real(2)), 1.0))
        .isEqualTo(3 * 12);
    checkRule(cube, real(1.5)).assertPassed();
  }

  @Test
  void anEngineThatDifferentiatesWhatItSaidItWouldNotIsRefused() {
    RuleContext once = RuleContext.plain().with(SECOND_ORDER, false);
    Function1<Real, Real> cube = cheapCube(new AtomicInteger());
    assertThat(rrule(once, cube, real(2)).get().pullback().apply(real(1))._2.natural().value())
        .isEqualTo(12);
    assertThatThrownBy(() -> gradient((Real x) -> rrule(once, cube, x).get().value(), 2.0))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("in ContextTests")
        .hasMessageContaining("with(EngineTrait.SECOND_ORDER, true)");
    var pullback = rrule(once, cube, real(2)).get().pullback();
    assertThatThrownBy(() -> gradient((Real dy) -> pullback.apply(dy)._2.natural(), 1.0))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("not differentiated");
  }

  /// `v²`, answered in one array that is filled again where the engine allows it.
  private static Function1<RealVector, RealVector> reusing(double[] buffer) {
    return withRule(
        v -> vec(v.square().toArray()),
        (context, y, v) -> {
          boolean reuses = context.get(MUTATION) && !context.get(SECOND_ORDER);
          if (!reuses) return dy -> answer(v.times(2).times(dy.natural()));
          return dy -> {
            for (int i = 0; i < buffer.length; i++)
              buffer[i] = 2 * v.get(i).value() * dy.natural().get(i).value();
            return answer(RealVector.wrapping(buffer));
          };
        });
  }

  @Test
  void arraysAreFilledAgainOnlyWhereTheEngineReadsThemAtOnce() {
    double[] buffer = new double[2];
    Function1<RealVector, RealVector> squares = reusing(buffer);
    double[] slopes =
        gradient(
                (RealVector v) -> sum(squares.apply(v)).plus(sum(squares.apply(v.times(3)))),
                vec(1, 2))
            .toArray();
    assertThat(slopes).containsExactly(20, 40);
    assertThat(buffer).containsExactly(0, 0);
    RuleContext copies = RuleContext.plain().with(MUTATION, true).with(SECOND_ORDER, false);
    var pullback = rrule(copies, squares, vec(1, 2)).get().pullback();
    RealVector first = pullback.apply(vec(1, 1))._2.natural();
    assertThat(Value.of(first).arrayNumbers()).isSameAs(buffer).containsExactly(2, 4);
    assertThat(pullback.apply(vec(10, 0))._2.natural().toArray()).containsExactly(20, 0);
    assertThat(pullback.applyAll(List.of(Tangent.of(vec(1, 1)), Tangent.of(vec(2, 2)))))
        .extracting(t -> t._2.natural().toArray())
        .containsExactly(new double[] {2, 4}, new double[] {4, 8});
  }

  @Test
  void capturedTangentsThatTheEngineWouldLoseAreAnError() {
    Real c = real(5);
    Function1<Real, Real> timesC =
        withRule(
            x -> real(x.value() * c.value()),
            (context, y, x) ->
                dy ->
                    Tuple.of(
                        new Captures(
                            List.of(
                                new Captures.Captured(
                                    Value.of(c), Value.of(x.times(dy.natural()))))),
                        Tangent.of(c.times(dy.natural()))));
    RuleContext captures = RuleContext.plain().with(CAPTURES, true);
    var pulled = rrule(captures, timesC, real(3)).get().pullback().apply(real(1));
    assertThat(pulled._1.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.tangent().scalarNumber()).isEqualTo(3));
    assertThat(pulled._2.natural().value()).isEqualTo(5);
    for (Runnable loses :
        List.<Runnable>of(
            () -> gradient(timesC, 3.0),
            () -> Forward.derivative(timesC, 3.0),
            () -> rrule(timesC, real(3)).get().pullback().apply(real(1)))) {
      assertThatThrownBy(loses::run)
          .isInstanceOf(FunctionException.class)
          .hasMessageContaining("in ContextTests answered tangents of captured values")
          .hasMessageContaining("Captures.none()");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, 0.5, 3})
  void whateverTheEngineSaysTheSlopeIsTheSame(double x) {
    Function1<Real, Real> cube = cheapCube(new AtomicInteger());
    for (boolean differentiates : new boolean[] {true, false}) {
      RuleContext context = RuleContext.plain().with(SECOND_ORDER, differentiates);
      assertThat(rrule(context, cube, real(x)).get().pullback().apply(real(1))._2.natural().value())
          .isEqualTo(3 * x * x, within(1e-15));
    }
  }
}
