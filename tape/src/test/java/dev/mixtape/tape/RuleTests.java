package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules: made by `fwddiff` and `withRule`, found on classes and by services, used by every mode.
class RuleTests {
  enum Kind {
    LINEAR,
    SQUARED
  }

  record Model(Kind kind, Real u, RealVector w) {
    Real at(Real x) {
      Real linear = u.times(x).plus(sum(w));
      return kind == Kind.LINEAR ? linear : linear.square();
    }
  }

  record Scaled(Real factor) {}

  /// `eˣ` computed outside the algebra, with its derivative by hand.
  private static final Rule1<Real, Real> EXP_RULE =
      (_, y, x) ->
          cotangent -> Tuple.of(Captures.none(), Tangent.of(cotangent.natural().times(exp(x))));

  static final Function1<Real, Real> EXP =
      withRule((Real x) -> real(Math.exp(x.value())), EXP_RULE);

  /// A class that is a function and its rule: `x³`, outside the algebra.
  static final class Cube implements Function1<Real, Real>, Rule1<Real, Real> {
    private static final long serialVersionUID = 1L;

    @Override
    public Real apply(Real x) {
      return real(Math.pow(x.value(), 3));
    }

    @Override
    public Pullback1<Real, Real> pullback(RuleContext context, Real y, Real x) {
      return cotangent ->
          Tuple.of(Captures.none(), Tangent.of(cotangent.natural().times(x.square()).times(3)));
    }
  }

  /// An opaque function with a rule, and its first three derivatives at a point, by hand.
  @SuppressWarnings("ArrayRecordComponent")
  record Opaque(String name, Function1<Real, Real> f, double at, double... expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Opaque> opaques() {
    double e = Math.exp(0.5);
    return Stream.of(
        new Opaque("withRule", EXP, 0.5, e, e, e, e),
        new Opaque("class with its rule", x -> call(new Cube(), x), 2, 8, 12, 12, 6),
        new Opaque(
            "rule of a service",
            x -> call(new Foreign(), x),
            0.5,
            Math.cosh(0.5),
            Math.sinh(0.5),
            Math.cosh(0.5),
            Math.sinh(0.5)),
        new Opaque(
            "in a forward node", x -> fwddiff((Real z) -> EXP.apply(z)).apply(x), 0.5, e, e, e, e),
        new Opaque(
            "in a recomputed node",
            x -> fwddiff((Real z) -> EXP.apply(z), Strategy.RECOMPUTE).apply(x),
            0.5,
            e,
            e,
            e,
            e),
        new Opaque(
            "in a short map",
            x -> sum(map(fwddiff(EXP), Batch.of(List.of(x, x)))).div(2),
            0.5,
            e,
            e,
            e,
            e),
        new Opaque(
            "in a long map",
            x -> sum(map(z -> EXP.apply(z.times(x)), vec(new double[20]).plus(1))).div(20),
            0.5,
            e,
            e,
            e,
            e));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("opaques")
  void anOpaqueFunctionWithARuleNestsInEveryMode(Opaque opaque) {
    assertThat(opaque.f.apply(real(opaque.at)).value())
        .isCloseTo(opaque.expected[0], within(1e-12));
    for (int order = 1; order <= 3; order++) {
      for (List<Derivatives.Mode> nesting : Derivatives.nestings(order)) {
        Real derivative =
            Derivatives.nested(
                nesting,
                steps -> opaque.f.apply(steps.stream().reduce(real(opaque.at), Real::plus)),
                List.of());
        assertThat(derivative.value())
            .as("%s", nesting)
            .isCloseTo(opaque.expected[order], within(1e-12));
      }
    }
  }

  @Test
  void aFunctionWithoutARuleHasNone() {
    assertThat(rrule((Function1<Real, Real>) Real::square, real(1))).isEmpty();
    assertThat(rrule((Function2<Real, Real, Real>) Real::times, real(1), real(2))).isEmpty();
    assertThat(rrule(reverse((Real x) -> x), real(1))).isEmpty();
    assertThat(rrule(new Foreign(), real(1))).isNotEmpty();
    assertThat(rrule(new Cube(), real(1))).isNotEmpty();
  }

  @Test
  void twoServicesForOneFunctionAreAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> rrule(new Foreign.Contested(), real(1)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContainingAll("Contested", "ForeignRules", "RivalRules");
    assertThatThrownBy(() -> call(new Foreign.Misruled(), real(1)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContainingAll("RivalRules", "Misruled", "arguments");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void forwardNodesOfOneToFourArgumentsHaveRules(Strategy strategy) {
    Function1<Real, Real> f1 = Real::square;
    Function2<Real, Real, Real> f2 = (a, b) -> a.times(b);
    Function3<Real, Real, Real, Real> f3 = (a, b, c) -> a.times(b).plus(c.square());
    Function4<Real, Real, Real, Real, Real> f4 = (a, b, c, d) -> a.times(b).plus(c.div(d));
    var r1 = rrule(fwddiff(f1, strategy), real(3)).get();
    var r2 = rrule(fwddiff(f2, strategy), real(3), real(4)).get();
    var r3 = rrule(fwddiff(f3, strategy), real(3), real(4), real(5)).get();
    var r4 = rrule(fwddiff(f4, strategy), real(3), real(4), real(5), real(2)).get();
    assertThat(List.of(r1.value(), r2.value(), r3.value(), r4.value()))
        .containsExactly(real(9), real(12), real(37), real(14.5));
    Real two = real(2);
    assertThat(naturals(r1.pullback().apply(two))).containsExactly(12.0);
    assertThat(naturals(r2.pullback().apply(two))).containsExactly(8.0, 6.0);
    assertThat(naturals(r3.pullback().apply(two))).containsExactly(8.0, 6.0, 20.0);
    assertThat(naturals(r4.pullback().apply(two))).containsExactly(8.0, 6.0, 1.0, -2.5);
  }

  @Test
  void handWrittenRulesOfTwoToFourArguments() {
    Function2<Real, Real, Real> f2 =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (_, _, a, b) -> t -> Tuple.of(Captures.none(), scaled(t, b), scaled(t, a)));
    Function3<Real, Real, Real, Real> f3 =
        withRule(
            (a, b, c) -> real(a.value() * b.value() * c.value()),
            (_, _, a, b, c) ->
                t ->
                    Tuple.of(
                        Captures.none(),
                        scaled(t, b.times(c)),
                        scaled(t, a.times(c)),
                        scaled(t, a.times(b))));
    Function4<Real, Real, Real, Real, Real> f4 =
        withRule(
            (a, b, c, d) -> real(a.value() * b.value() + c.value() * d.value()),
            (_, _, a, b, c, d) ->
                t ->
                    Tuple.of(
                        Captures.none(), scaled(t, b), scaled(t, a), scaled(t, d), scaled(t, c)));
    assertThat(naturals(rrule(f2, real(3), real(4)).get().pullback().apply(real(1))))
        .containsExactly(4.0, 3.0);
    assertThat(naturals(rrule(f3, real(3), real(4), real(5)).get().pullback().apply(real(1))))
        .containsExactly(20.0, 15.0, 12.0);
    assertThat(
            naturals(rrule(f4, real(3), real(4), real(5), real(6)).get().pullback().apply(real(1))))
        .containsExactly(4.0, 3.0, 6.0, 5.0);
    assertThat(hessian((RealVector v) -> f2.apply(v.get(0), v.get(1)), new double[] {3, 4}))
        .isDeepEqualTo(new double[][] {{0, 1}, {1, 0}});
    assertThat(
            hessian(
                (RealVector v) -> f3.apply(v.get(0), v.get(1), v.get(2)), new double[] {3, 4, 5}))
        .isDeepEqualTo(new double[][] {{0, 5, 4}, {5, 0, 3}, {4, 3, 0}});
    assertThat(
            Forward.hessian(
                    (RealVector v) -> f4.apply(v.get(0), v.get(1), v.get(2), v.get(3)),
                    vec(3, 4, 5, 6))
                .toArray())
        .isDeepEqualTo(new double[][] {{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}});
  }

  private static Tangent<Real> scaled(Tangent<Real> t, Real by) {
    return Tangent.of(t.natural().times(by));
  }

  private static List<Double> naturals(io.vavr.Tuple pulled) {
    List<Double> naturals = new ArrayList<>();
    for (Object t : pulled.toSeq().drop(1))
      naturals.add(((Real) ((Tangent<?>) t).natural()).value());
    return naturals;
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void recordsWithStaticLeavesAreArgumentsAndResults(Strategy strategy) {
    Function2<Model, Real, Real> at = fwddiff(Model::at, strategy);
    var r = rrule(at, new Model(Kind.SQUARED, real(2), vec(1, 3)), real(5)).get();
    assertThat(r.value().value()).isEqualTo(196);
    var pulled = r.pullback().apply(real(1));
    assertThat(pulled._2.get(Model::u).value()).isEqualTo(140);
    assertThat(pulled._2.get(Model::w).toArray()).containsExactly(28, 28);
    assertThat(pulled._3.natural().value()).isEqualTo(56);
    Function3<Kind, Real, RealVector, Model> constructor = fwddiff(Model::new, strategy);
    var made = rrule(constructor, Kind.LINEAR, real(2), vec(1, 3)).get();
    assertThat(made.value().kind()).isEqualTo(Kind.LINEAR);
    var parts =
        made.pullback()
            .apply(Tangent.zero(made.value()).with(Model::w, vec(7, 8)).with(Model::u, real(6)));
    assertThat(parts._2.forced()).isInstanceOf(Tangent.NoTangent.class);
    assertThat(parts._3.natural().value()).isEqualTo(6);
    assertThat(parts._4.natural().toArray()).containsExactly(7, 8);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void tuplesAndVectorsAreArgumentsAndResults(Strategy strategy) {
    Function1<Tuple2<Real, RealVector>, Tuple2<RealVector, Real>> f =
        fwddiff(t -> Tuple.of(t._2.times(t._1), t._1.square()), strategy);
    var r = rrule(f, Tuple.of(real(3), vec(1, 2))).get();
    assertThat(r.value()._1.toArray()).containsExactly(3, 6);
    var t = r.pullback().apply(Tuple.of(vec(10, 100), real(1)))._2;
    assertThat(t.natural()._1.value()).isEqualTo(216);
    assertThat(t.natural()._2.toArray()).containsExactly(30, 300);
    assertThat(t.get(p -> p._1).value()).isEqualTo(216);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void batchesAreArgumentsAndResults(Strategy strategy) {
    Batch<Model> models =
        Batch.of(
            List.of(
                new Model(Kind.LINEAR, real(2), vec(1, 3)),
                new Model(Kind.SQUARED, real(3), vec(0, 1))));
    Function1<Batch<Model>, Real> total =
        fwddiff(b -> b.get(0).at(real(2)).plus(b.get(1).at(real(2))), strategy);
    var r = rrule(total, models).get();
    assertThat(r.value().value()).isEqualTo(57);
    assertThat(column(r.pullback().apply(real(1))._2, Model::u).toArray()).containsExactly(2, 28);
    var mapped = rrule(mapping(fwddiff(Model::at, strategy)), models, vec(2, 2)).get();
    assertThat(reals(mapped.value()).toArray()).containsExactly(8, 49);
    var pulled = mapped.pullback().apply(vec(1, 10));
    assertThat(column(pulled._2, Model::u).toArray()).containsExactly(2, 280);
    assertThat(column(pulled._3, x -> x).toArray()).containsExactly(2, 420);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void mappingAConstructorAnswersABatchOfRecords(Strategy strategy) {
    var made = rrule(mapping(fwddiff(Exponential::new, strategy)), vec(1, 2)).get();
    Tangent<Batch<Exponential>> cotangent =
        gradient(b -> sum(map(Exponential::logpdf, b, vec(3, 2))), made.value());
    assertThat(column(made.pullback().apply(cotangent)._2, x -> x).toArray()).containsExactly(2, 0);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void capturedActiveValuesAreAnsweredToAContextThatAcceptsThem(Strategy strategy) {
    Real derivative =
        gradient(
            (Real c) -> {
              Real d = c.square();
              Function1<Real, Real> node =
                  fwddiff(x -> x.times(c).plus(d.times(x.square())), strategy);
              assertThatThrownBy(() -> rrule(node, real(2)))
                  .isInstanceOf(ActiveValueException.class)
                  .hasMessageContaining("captured an active value")
                  .hasMessageContaining("with(EngineTrait.CAPTURES, true)");
              Rrule1<Real, Real> r =
                  rrule(RuleContext.plain().with(EngineTrait.CAPTURES, true), node, real(2)).get();
              List<Captures.Captured> captured = r.pullback().apply(real(10))._1.entries();
              assertThat(captured).hasSize(2);
              assertThat(captured.get(0).tangent().scalarNumber()).isEqualTo(20);
              assertThat(captured.get(1).tangent().scalarNumber()).isEqualTo(40);
              return r.pullback().apply(real(1))._2.natural();
            },
            real(3));
    assertThat(derivative.value()).isEqualTo(1 + 4 * 2 * 3);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aPullbackIsLinearAndMayBeAppliedTwice(Strategy strategy) {
    Function2<Real, RealVector, Real> f = (x, v) -> x.times(sum(v.times(v)));
    var pullback = rrule(fwddiff(f, strategy), real(2), vec(1, 2)).get().pullback();
    for (double scale : new double[] {1, -3, 0, 1})
      assertThat(pullback.apply(real(scale))._3.natural().toArray())
          .containsExactly(vec(4, 8).times(scale).toArray(), within(0.0));
  }

  @Test
  void aTangentSaysThatThereIsNoneOrThatNobodyWroteIt() {
    Function2<Real, Real, Real> f =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (_, _, _, _) ->
                _ ->
                    Tuple.of(
                        Captures.none(),
                        new Tangent.NoTangent<>("it is a count"),
                        new Tangent.NotImplemented<>("f", "it needs a series")));
    var pulled = rrule(f, real(1), real(2)).get().pullback().apply(real(1));
    assertThat(pulled._2.forced()).isEqualTo(new Tangent.NoTangent<Real>("it is a count"));
    assertThat(pulled._3.forced()).isInstanceOf(Tangent.NotImplemented.class);
    assertThatThrownBy(() -> pulled._3.natural()).hasMessageContaining("it needs a series");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void theEmptyBatchPullsNothing(Strategy strategy) {
    Batch<Real> empty = vec();
    var rule = rrule(mapping(fwddiff(Real::square, strategy)), empty).get();
    var pulled = rule.pullback().apply(Tangent.of(rule.value()));
    assertThat(column(pulled._2, x -> x).size()).isZero();
    assertThat(rule.pullback().apply(Tangent.zero(rule.value()))._2.vector().size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aCotangentOfAnotherShapeNamesBoth(Strategy strategy) {
    var rule = rrule(fwddiff((RealVector v) -> v.square(), strategy), vec(1, 2)).get();
    assertThatThrownBy(() -> rule.pullback().apply(vec(1, 2, 3))._2.natural())
        .isInstanceOf(ShapeException.class)
        .hasMessageContainingAll("cotangent", "the result", "vector(3)", "vector(2)");
  }

  @Test
  void tooFewTangentsNameTheRule() {
    Function1<Real, Real> broken =
        withRule((Real x) -> real(x.value()), (_, _, _) -> _ -> Tuple.of(Captures.none(), null));
    assertThatThrownBy(() -> gradient(broken, real(1)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("rule in RuleTests")
        .hasMessageContaining("too few tangents")
        .hasMessageContaining("argument 1");
    assertThatThrownBy(() -> rrule(broken, real(1)).get().pullback().apply(real(1)))
        .hasMessageContaining("too few tangents");
    assertThatThrownBy(() -> Forward.derivative(broken, real(1)))
        .hasMessageContaining("too few tangents");
  }

  @Test
  void aTangentOfTheWrongShapeNamesBoth() {
    Function1<RealVector, Real> broken =
        withRule(
            (RealVector v) -> real(v.size()),
            (_, _, _) -> _ -> Tuple.of(Captures.none(), Tangent.of(vec(1, 2))));
    assertThatThrownBy(() -> gradient(broken, vec(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("vector(2)")
        .hasMessageContaining("vector(3)")
        .hasMessageContaining("argument 1");
  }

  static Stream<UnaryOperator<Real>> modes() {
    return Stream.of(
        x -> gradient((Real a) -> capturing(a).apply(a), x),
        x -> gradient((Real a) -> capturing(a).apply(real(2)), x));
  }

  @Test
  void aFunctionThatAsksACapturedValueForItsNumberIsToldOfTheRule() {
    assertThatThrownBy(() -> gradient(k -> opaque(k).apply(real(2)), 3.0))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageStartingWith("the function of rule in RuleTests asked an active value that it")
        .hasMessageEndingWith("pass it as an argument")
        .hasCauseInstanceOf(ActiveValueException.class);
  }

  private static Function1<Real, Real> opaque(Real k) {
    return withRule(
        x -> real(k.value() * x.value()),
        (_, _, _) -> dy -> Tuple.of(Captures.none(), Tangent.of(k.times(dy.natural()))));
  }

  /// The function holds the captured value constant and its pullback and pushforward do not.
  private static Function1<Real, Real> halfCapturing(Real k) {
    double number = stopGradient(k).value();
    return withRule(
        x -> x.times(number),
        (_, _, _) -> dy -> Tuple.of(Captures.none(), Tangent.of(k.times(dy.natural()))),
        (_, _) -> dx -> Tangent.of(k.times(dx.natural())));
  }

  static Stream<Function1<Real, Object>> derivativesInACapturedValue() {
    return Stream.of(
        k -> gradient(x -> halfCapturing(k).apply(x), real(2)),
        k -> Forward.derivative((Real x) -> halfCapturing(k).apply(x), real(2)),
        k -> frule(halfCapturing(k), real(2)).get().pushforward().apply(Tangent.of(real(1))));
  }

  @ParameterizedTest
  @MethodSource("derivativesInACapturedValue")
  void aRuleAloneThatCapturedAnActiveValueIsAnError(Function1<Real, Object> derivative) {
    for (Function1<Real, Object> outer :
        List.<Function1<Real, Object>>of(
            k -> gradient((Real x) -> probe(derivative, x), k),
            k -> Forward.derivative((Real x) -> probe(derivative, x), k))) {
      assertThatThrownBy(() -> outer.apply(real(3)))
          .isInstanceOf(FunctionException.class)
          .hasMessageContaining("rule in RuleTests answered a tangent that depends on an active")
          .hasMessageContaining("pass the value as an argument");
    }
  }

  private static Real probe(Function1<Real, Object> derivative, Real k) {
    return derivative.apply(k) instanceof Real slope ? slope : k;
  }

  private static Function1<Real, Real> capturing(Real a) {
    return withRule(x -> stopGradient(x).times(a), EXP_RULE);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void anActiveCaptureOfAFunctionWithARuleIsAnError(UnaryOperator<Real> mode) {
    assertThatThrownBy(() -> mode.apply(real(2)))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("captured an active value")
        .hasMessageContaining("pass it as an argument");
  }

  @Test
  void zeroAndNoTangentsAreExactZeros() {
    Function2<Real, Real, Real> f =
        withRule(
            (a, b) -> real(a.value() + b.value()),
            (_, _, a, _) ->
                _ ->
                    Tuple.of(Captures.none(), Tangent.zero(a), new Tangent.NoTangent<>("a count")));
    var g = gradient(f, real(1), real(2));
    assertThat(g._1.value()).isZero();
    assertThat(g._2.value()).isZero();
  }

  @Test
  void aDerivativeThatIsNotImplementedThrowsWhenItIsUsed() {
    Function2<Real, Real, Real> f =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (_, _, _, b) ->
                t ->
                    Tuple.of(
                        Captures.none(),
                        scaled(t, b),
                        new Tangent.NotImplemented<>("bessel, order", "nobody needed it")));
    assertThatThrownBy(() -> gradient(f, real(1), real(2)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("bessel, order")
        .hasMessageContaining("nobody needed it");
    assertThat(gradient((Real x) -> f.apply(x, real(2)), 1.0)).isEqualTo(2);
  }

  @Test
  void aRuleHearsWhichArgumentsAreWanted() {
    List<Boolean> wants = new ArrayList<>();
    Function2<Real, Real, Real> f =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (context, _, a, b) -> {
              wants.add(context.wants(1));
              wants.add(context.wants(2));
              return t -> Tuple.of(Captures.none(), scaled(t, b), scaled(t, a));
            });
    gradient((Real x) -> f.apply(real(3), x), real(2));
    assertThat(wants).containsExactly(false, true);
  }

  @Test
  void tangentsOfRecordsAreReadByAccessorAndAccumulate() {
    Function1<Scaled, Real> f =
        withRule(
            (Scaled s) -> real(2 * s.factor().value()),
            (_, _, s) ->
                t ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.zero(s).with(Scaled::factor, t.natural().times(2))));
    assertThat(
            gradient((Scaled s) -> f.apply(s).times(f.apply(s)), new Scaled(real(3)))
                .get(Scaled::factor)
                .value())
        .isEqualTo(24);
  }
}
