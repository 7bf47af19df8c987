package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Accumulator;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.Derivatives.Mode;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The limits of ForwardDiffPullbacks.jl, where the idea of forward nodes comes from: none is left.
/// Each test is called after the limit that it would meet there.
class OriginalLimitsTests {
  private static final double[] AT = {0.7, -1.3, 0.4};

  enum Kind {
    SQUARED,
    WAVE
  }

  record Pair(Real first, RealVector rest) {}

  record Group(Kind kind, Batch<Pair> members, Real weight) {}

  record Options(Kind kind, int power, String label) {}

  /// A function of three numbers, with its nodes run in a given way.
  interface Program extends Function2<Nodes, RealVector, Real> {}

  /// The gradient with nodes is that of the function without them by finite differences.
  private static void requireGradients(Nodes nodes, Program program) {
    double[] expected =
        Derivatives.differences(x -> new double[] {program.apply(Nodes.NONE, vec(x)).value()}, AT)[
            0];
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(largest).as("something to lose").isPositive();
    var tolerance = within(1e-8 * Math.max(1, largest));
    Function1<RealVector, Real> f = v -> program.apply(nodes, v);
    assertThat(gradient(f, AT)).as("tape").containsExactly(expected, tolerance);
    assertThat(Forward.gradient(f, AT)).as("forward").containsExactly(expected, tolerance);
  }

  private static Stream<Arguments> inAllNodes(Map<String, Program> programs) {
    return programs.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(p -> Nodes.all().map(n -> Arguments.of(p.getKey(), n, p.getValue())));
  }

  private static RealVector data(int size) {
    return vec(NodeProgram.Data.of(size));
  }

  static Stream<Arguments> captures() {
    return inAllNodes(
        Map.ofEntries(
            Map.entry(
                "real, vector and matrix in a call",
                (n, v) -> {
                  RealMatrix m = v.outer(v.plus(1));
                  Real y = sin(v.get(1));
                  return n.call(v.get(0), x -> x.times(y).plus(m.quadraticForm(v)).times(x));
                }),
            Map.entry(
                "record, tuple and batch in a call",
                (n, v) -> {
                  Pair pair = new Pair(v.get(1), v.square());
                  Tuple2<Real, RealVector> tuple = Tuple.of(v.get(2), v);
                  Batch<Pair> batch = Batch.of(List.of(pair, new Pair(v.get(0), v.times(2))));
                  return n.call(
                      v.get(0),
                      x ->
                          x.times(pair.first)
                              .plus(pair.rest.sum().times(tuple._1))
                              .plus(batch.get(1).rest.dot(tuple._2).times(batch.get(0).first)));
                }),
            Map.entry("nothing but captures", (n, v) -> n.call(real(2), _ -> sum(v.square()))),
            Map.entry(
                "in a short map",
                (n, v) -> n.sumOf(data(3), x -> x.times(v.get(0)).plus(sum(v.square()).times(x)))),
            Map.entry(
                "in a long map",
                (n, v) -> n.sumOf(data(40), x -> x.times(v.get(0)).plus(sum(v.square()).times(x)))),
            Map.entry(
                "record in a long map that branches",
                (n, v) -> {
                  Pair pair = new Pair(v.get(1), v);
                  return n.sumOf(
                      data(40), x -> x.gt(0.9) ? x.times(pair.first) : x.plus(pair.rest.get(2)));
                }),
            Map.entry(
                "batch in a long map",
                (n, v) -> {
                  Batch<Pair> batch = Batch.of(List.of(new Pair(v.get(1), v)));
                  return n.sumOf(data(40), x -> batch.get(0).first.times(x).plus(v.get(0)));
                }),
            Map.entry(
                "in a node in a node",
                (n, v) ->
                    n.call(
                        v.get(0),
                        x ->
                            n.call(
                                v.get(1),
                                y -> n.call(real(3), z -> z.times(x).times(y).times(v.get(2)))))),
            Map.entry(
                "in a map in a map",
                (n, v) ->
                    n.sumOf(
                        data(20),
                        x -> n.sumOf(data(3), y -> y.times(x).times(v.get(0)).plus(v.get(1))))),
            Map.entry(
                "what another node answered",
                (n, v) -> {
                  Pair made = n.call(v, u -> new Pair(u.sum(), u.square()));
                  return n.call(v.get(0), x -> x.times(made.first).plus(made.rest.get(1)));
                })));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("captures")
  @DisplayName("L1: captured variables lose their gradients")
  void l1CapturesKeepTheirGradients(String name, Nodes nodes, Program program) {
    requireGradients(nodes, program);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("L1: captured variables lose their gradients, by rrule")
  void l1CapturesAreAnsweredByTheRule(Strategy strategy) {
    double slope =
        gradient(
            (Real c) -> {
              Function1<Real, Real> f = fwddiff(x -> x.times(c).square(), strategy);
              var rule =
                  rrule(RuleContext.plain().with(EngineTrait.CAPTURES, true), f, real(2)).get();
              List<Captures.Captured> captured = rule.pullback().apply(real(1))._1.entries();
              assertThat(captured).hasSize(1);
              assertThat(captured.get(0).value()).isSameAs(Value.of(c));
              return captured.get(0).tangent().asReal();
            },
            3.0);
    assertThat(slope).as("of 2 * 4 * c").isEqualTo(8);
  }

  @Test
  @DisplayName("L2: what a rule answers is not projected onto the argument")
  void l2WhatARuleAnswersIsBroughtIntoTheArgumentsSpace() {
    Function1<RealVector, Real> wrong =
        withRule(
            (RealVector v) -> real(v.size()),
            (_, _, _) -> _ -> Tuple.of(Captures.none(), Tangent.of(vec(1, 2))));
    for (Nodes n : EnumSet.complementOf(EnumSet.of(Nodes.REVERSE))) {
      assertThatThrownBy(() -> gradient((RealVector v) -> n.call(v, wrong), vec(1, 2, 3)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContainingAll("argument 1", "vector(2)", "vector(3)");
    }
    Function2<Integer, Real, Real> times =
        withRule(
            (n, x) -> real(n * x.value()),
            (_, _, n, _) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        new Tangent.NoTangent<>("a count"),
                        Tangent.of(dy.natural().times(n))));
    assertThat(gradient((Real x) -> call(times, 3, x), 2.0)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("L2: integers get real tangents")
  void l2IntegersHaveNoTangent(Strategy strategy) {
    Function2<Integer, Options, Real> counted =
        fwddiff((n, options) -> real(n + options.power), strategy);
    var none = rrule(counted, 3, new Options(Kind.WAVE, 2, "a")).get().pullback().apply(real(1));
    assertThat(none._2.forced()).isInstanceOf(Tangent.NoTangent.class);
    assertThat(none._3.forced()).isInstanceOf(Tangent.NoTangent.class);
    Batch<Pair> members = Batch.of(List.of(new Pair(real(2), vec(1, 2))));
    Group group = new Group(Kind.SQUARED, members, real(3));
    Function1<Group, Real> total = fwddiff(g -> g.weight.times(g.members.get(0).first), strategy);
    Tangent<Group> tangent = rrule(total, group).get().pullback().apply(real(1))._2;
    assertThat(tangent.get(Group::weight).value()).isEqualTo(2);
    assertThatThrownBy(() -> tangent.part(Group::kind))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("SQUARED");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("L2: only some kinds of cotangents are taken")
  void l2CotangentsOfEveryKindAreTaken(Strategy strategy) {
    var rule =
        rrule(fwddiff((Real x) -> new Pair(x.square(), vec(1, 2).times(x)), strategy), real(3))
            .get();
    Pair y = rule.value();
    Tangent<Pair> structural =
        Tangent.zero(y).with(Pair::first, real(10)).with(Pair::rest, vec(1, 100));
    Pair natural = new Pair(real(10), vec(1, 100));
    assertThat(rule.pullback().apply(structural)._2.natural().value()).isEqualTo(261);
    assertThat(rule.pullback().apply(natural)._2.natural().value()).isEqualTo(261);
    assertThat(rule.pullback().apply(Tangent.of(natural))._2.natural().value()).isEqualTo(261);
    assertThat(rule.pullback().apply(Tangent.thunk(() -> structural))._2.natural().value())
        .isEqualTo(261);
    assertThat(rule.pullback().apply(Tangent.zero(y))._2.natural().value()).isZero();
    assertThat(rule.pullback().apply(new Tangent.NoTangent<>("unused"))._2.natural().value())
        .isZero();
    assertThat(
            rule.pullback()
                .apply(Tangent.zero(y).with(Pair::rest, vec(1, 100)))
                ._2
                .natural()
                .value())
        .as("a leaf left out is zero")
        .isEqualTo(201);
  }

  private static List<Pair> pairs(RealVector v, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Pair(v.get(i % 3).times(i + 1), v.plus(i)))
        .toList();
  }

  private static Batch<Pair> batch(RealVector v, int size) {
    return Batch.of(pairs(v, size));
  }

  private static Real weigh(Pair p) {
    return p.first.times(p.rest.square().sum()).plus(p.rest.get(1));
  }

  private static Real weighAll(Group g) {
    Real sum = g.weight;
    for (int i = 0; i < g.members.size(); i++) sum = sum.plus(weigh(g.members.get(i)));
    return g.kind == Kind.SQUARED ? sum.square() : sin(sum.times(0.1));
  }

  private static Group group(RealVector v, int i) {
    return new Group(Kind.values()[i % 2], batch(v.times(1 + i / 10.0), 2), v.get(i % 3));
  }

  static Stream<Arguments> arrays() {
    return inAllNodes(
        Map.ofEntries(
            Map.entry(
                "records, first of two arguments",
                (n, v) ->
                    n.call(
                        batch(v, 3),
                        v.get(1),
                        (b, x) -> weigh(b.get(0)).times(x).plus(weigh(b.get(2))))),
            Map.entry(
                "records, second of two arguments",
                (n, v) -> n.call(v.get(1), batch(v, 3), (x, b) -> weigh(b.get(2)).times(x))),
            Map.entry(
                "records, answered",
                (n, v) -> {
                  Batch<Pair> b = n.call(v, u -> batch(u, 4));
                  return weigh(b.get(1)).plus(weigh(b.get(3)));
                }),
            Map.entry(
                "records, in and out and mapped inside",
                (n, v) -> {
                  Batch<Pair> b = n.call(batch(v, 3), c -> map(p -> new Pair(weigh(p), p.rest), c));
                  return n.sumOf(b, OriginalLimitsTests::weigh);
                }),
            Map.entry("records, short", (n, v) -> n.sumOf(batch(v, 3), p -> weigh(p))),
            Map.entry("records, long", (n, v) -> n.sumOf(batch(v, 20), p -> weigh(p))),
            Map.entry(
                "tuples, short",
                (n, v) ->
                    n.sumOf(
                        Batch.of(List.of(Tuple.of(v.get(0), v), Tuple.of(v.get(1), v.square()))),
                        t -> t._1.times(t._2.sum()))),
            Map.entry(
                "tuples, long",
                (n, v) ->
                    n.sumOf(
                        Batch.of(
                            pairs(v, 20).stream().map(p -> Tuple.of(p.first, p.rest)).toList()),
                        t -> t._1.times(t._2.sum()))),
            Map.entry(
                "records from records, then used",
                (n, v) ->
                    n.sumOf(
                        n.mapped(batch(v, 20), p -> new Pair(p.rest.sum(), p.rest.times(p.first))),
                        OriginalLimitsTests::weigh)),
            Map.entry(
                "vectors from reals, beside reals",
                (n, v) -> {
                  RealVector xs = data(20).times(v.get(0)).plus(v.get(1));
                  Batch<RealVector> ws = n.mapped(xs, x -> vec(1, 2).times(x).plus(v.get(2)));
                  return n.sumOf(xs, ws, (x, w) -> x.times(w.get(0)).plus(w.get(1)));
                }),
            Map.entry("batch in a record", (n, v) -> n.call(group(v, 1), g -> weighAll(g))),
            Map.entry(
                "batch in a record, answered", (n, v) -> weighAll(n.call(v, u -> group(u, 2)))),
            Map.entry(
                "batches in records, short",
                (n, v) ->
                    n.sumOf(
                        Batch.of(List.of(group(v, 1), group(v, 2), group(v, 3))),
                        OriginalLimitsTests::weighAll)),
            Map.entry(
                "batches in records, long",
                (n, v) ->
                    n.sumOf(
                        Batch.of(IntStream.range(0, 18).mapToObj(i -> group(v, i)).toList()),
                        OriginalLimitsTests::weighAll))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("arrays")
  @DisplayName("L3: arrays of anything but reals cannot be taken apart")
  void l3ArraysOfAnythingInAnyPosition(String name, Nodes nodes, Program program) {
    requireGradients(nodes, program);
  }

  /// Counts how often it is made.
  record Counted(Real a, Real b) {
    static final AtomicInteger MADE = new AtomicInteger();

    Counted {
      MADE.incrementAndGet();
    }
  }

  private static int madeFor(Nodes nodes, int size) {
    Counted.MADE.set(0);
    double[] slopes =
        gradient(
                (RealVector v) ->
                    sum(
                        map(
                            nodes.node((Counted c) -> c.a.times(2).plus(c.b)),
                            map(nodes.node((Real x) -> new Counted(x, x.square())), v))),
                data(size))
            .toArray();
    assertThat(slopes).containsExactly(data(size).times(2).plus(2).toArray(), within(1e-12));
    return Counted.MADE.get();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  @DisplayName("L4: broadcasting makes an intermediate array of small vectors")
  void l4AMapMakesColumnsAndNoObjectPerElement(Nodes nodes) {
    assertThat(madeFor(nodes, 4000)).isEqualTo(madeFor(nodes, 40)).isLessThan(20);
    RealVector xs = data(40);
    Batch<RealVector> rest = map(nodes.node((Real x) -> vec(x, x.square())), xs);
    Batch<Pair> pairs = map(nodes.node(Pair::new), xs, rest);
    assertThat(pairs.columns())
        .extracting(Value::shape)
        .containsExactly(Shape.vector(40), Shape.matrix(40, 2));
    var pulled = rrule(mapping(nodes.node(Pair::new)), xs, rest);
    Tangent<Batch<Pair>> cotangent = Tangent.of(pairs);
    var tangents = pulled.get().pullback().apply(cotangent);
    assertThat(tangents._2.leaves()).hasSize(1);
    assertThat(tangents._3.leaves()[0])
        .extracting(Value::shape)
        .as("the tangents of the vectors are one matrix")
        .isEqualTo(Shape.matrix(40, 2));
  }

  /// What one evaluation of a function of three arguments costs, with `components` in all.
  private static List<List<String>> passes(Strategy strategy, int components) {
    Counter counter = new Counter();
    Function3<Real, RealVector, RealMatrix, Real> f =
        (x, v, m) -> counter.saw(x.times(v.square().sum()).times(m.sum()));
    Function3<Real, RealVector, RealMatrix, Real> node = fwddiff(f, strategy);
    RealVector v = data(components - 3);
    RealMatrix m = mat(new double[] {1, 2});
    var slopes = gradient(node, real(2), v, m);
    assertThat(slopes._2.toArray()).containsExactly(v.times(12).toArray(), within(1e-12));
    List<List<String>> passes = new ArrayList<>(List.of(counter.calls()));
    var pulled = rrule(node, real(2), v, m).get().pullback().apply(real(1));
    assertThat(pulled._3.natural().toArray()).containsExactly(slopes._2.toArray());
    assertThat(pulled._4.natural()).isEqualTo(slopes._3);
    assertThat(pulled._2.natural()).isEqualTo(slopes._1);
    passes.add(counter.calls());
    return passes;
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_PASS", "RECOMPUTE"})
  @DisplayName("L5: a dual pass for each argument, of any width")
  void l5OnePassForAllArgumentsInChunksOfEight(Strategy strategy) {
    for (int components : new int[] {4, 8, 9, 16, 17, 23}) {
      List<String> expected = new ArrayList<>();
      if (strategy == Strategy.RECOMPUTE) expected.add("number");
      for (int pass = 0; pass * 8 < components; pass++) expected.add("dual");
      assertThat(passes(strategy, components))
          .as("%s components", components)
          .containsExactly(expected, expected);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SINGLE_PASS", "RECOMPUTE"})
  @DisplayName("L5: a dual pass for each argument of a broadcast")
  void l5OnePassPerElementForAllBatches(Strategy strategy) {
    Counter counter = new Counter();
    Function3<Real, RealVector, Real, Real> f = (x, w, c) -> counter.saw(x.times(w.sum()).times(c));
    Batch<RealVector> ws = Batch.of(List.of(vec(1, 2), vec(3, 4), vec(5, 6)));
    var slopes =
        gradient(
            (RealVector xs, Real c) -> sum(map(fwddiff(f, strategy), xs, ws, same(c))),
            vec(1, 2, 3),
            real(2));
    assertThat(slopes._1.toArray()).containsExactly(6, 14, 22);
    assertThat(slopes._2.value()).isEqualTo(3 + 14 + 33);
    assertThat(counter.calls().stream().filter("dual"::equals)).hasSize(3);
  }

  private static List<List<Integer>> orders() {
    return List.of(
        List.of(0, 1, 2),
        List.of(0, 2, 1),
        List.of(1, 0, 2),
        List.of(1, 2, 0),
        List.of(2, 0, 1),
        List.of(2, 1, 0));
  }

  /// The third mixed derivative of `(1 + a r) (1 + b r) (1 + c r)` is `r³`, in whatever order the
  /// node meets the three levels.
  @ParameterizedTest
  @EnumSource
  @DisplayName("L6: the order of nested tags depends on what is compared first")
  void l6LevelsAreOrderedByNestingWhateverIsMetFirst(Nodes nodes) {
    for (List<Integer> order : orders()) {
      for (List<Mode> modes : Derivatives.nestings(3)) {
        Function1<List<Real>, Function1<Real, Real>> factors =
            steps ->
                r -> {
                  Real product = real(1);
                  for (int level : order)
                    product = product.times(steps.get(level).times(r).plus(1));
                  return product;
                };
        Real mixed =
            Derivatives.nested(
                modes, steps -> nodes.call(real(2), factors.apply(steps)), List.of());
        assertThat(mixed.value()).as("%s %s", modes, order).isEqualTo(8);
        Real mapped =
            Derivatives.nested(
                modes, steps -> nodes.sumOf(vec(1, 2, 3), factors.apply(steps)), List.of());
        assertThat(mapped.value()).as("%s %s", modes, order).isEqualTo(1 + 8 + 27);
      }
    }
  }

  /// The examples of ForwardDiff.jl #83, #238 and #443, through nodes.
  @ParameterizedTest
  @EnumSource
  @DisplayName("L6: perturbations are confused")
  void l6PerturbationsAreNotConfused(Nodes n) {
    for (Mode outer : Mode.values()) {
      for (Mode inner : Mode.values()) {
        assertThat(
                outer
                    .derivative(
                        x ->
                            x.times(
                                inner.derivative(
                                    y -> n.call(y, z -> n.call(x, u -> u.plus(z))), real(1))),
                        real(1))
                    .value())
            .as("#83, %s over %s", outer, inner)
            .isEqualTo(1);
        assertThat(
                outer
                    .derivative(
                        q ->
                            inner.derivative(
                                v -> n.call(q, v, (a, b) -> b.square().times(0.5).minus(a)),
                                real(3)),
                        real(1))
                    .value())
            .as("#238: no coupling, no mixed derivative")
            .isZero();
        assertThat(
                outer
                    .derivative(
                        x -> {
                          Real[] kept = {x};
                          Function1<Real, Real> changing =
                              y -> kept[0] = n.call(kept[0], y, (a, b) -> a.times(b));
                          inner.derivative(changing, real(1));
                          return inner.derivative(changing, real(1));
                        },
                        real(1))
                    .value())
            .as("#443, %s over %s", outer, inner)
            .isEqualTo(1);
      }
    }
  }

  private static Real powered(Options options, Real x) {
    Real y = pow(x, options.power);
    return options.kind == Kind.SQUARED ? y.square() : sin(y);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("L7: no frule, no keyword arguments, no accumulation in place, no rule for map")
  void l7ForwardRulesOptionsAndAccumulation(Strategy strategy) {
    Function2<Options, Real, Real> f = fwddiff(OriginalLimitsTests::powered, strategy);
    Options options = new Options(Kind.SQUARED, 3, "cubes");
    var forward = frule(f, options, real(2)).get();
    assertThat(forward.value().value()).isEqualTo(64);
    Tangent<Options> still = new Tangent.NoTangent<>("static");
    assertThat(forward.pushforward().apply(still, Tangent.of(real(1))).natural().value())
        .isCloseTo(6 * 32, within(1e-12));
    var pulled = rrule(f, options, real(2)).get().pullback().apply(real(1));
    assertThat(pulled._2.forced()).isInstanceOf(Tangent.NoTangent.class);
    assertThat(pulled._3.natural().value()).isCloseTo(6 * 32, within(1e-12));

    Function1<RealVector, RealVector> squares = fwddiff(v -> v.square(), strategy);
    Accumulator sum = new Accumulator();
    List<RealVector> added = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      var pullback = rrule(squares, vec(i, -i)).get().pullback();
      RealVector cotangent = pullback.apply(vec(1, 10))._2.natural();
      sum.add(Value.of(cotangent));
      added.add(cotangent);
    }
    assertThat(sum.sum())
        .isNotNull()
        .extracting(v -> v.asVector().toArray())
        .isEqualTo(new double[] {12, -120});
    assertThat(added.get(0).toArray()).as("is not written to").containsExactly(2, -20);

    var mapped = rrule(mapping(f), same(options), vec(1, 2)).get();
    assertThat(column(mapped.pullback().apply(vec(1, 10))._3, x -> x).toArray())
        .containsExactly(new double[] {6, 1920}, within(1e-9));
    RealVector total = gradient(v -> sum(map(f, same(options), v)), vec(1, 2));
    assertThat(total.toArray()).containsExactly(new double[] {6, 192}, within(1e-10));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("L7: no second derivatives")
  void l7SecondDerivatives(Strategy strategy) {
    Options wave = new Options(Kind.WAVE, 2, "");
    Function2<Options, Real, Real> f = fwddiff(OriginalLimitsTests::powered, strategy);
    for (int size : new int[] {3, 20}) {
      Function1<RealVector, Real> total =
          v -> sum(map(f, same(wave), v)).plus(f.apply(wave, v.get(0).times(v.get(1))));
      double[][] expected =
          Derivatives.differences(
              x -> gradient(v -> total.apply(v), vec(x)).toArray(), data(size).toArray());
      double[][] hessian = hessian(total, data(size)).toArray();
      for (int i = 0; i < size; i++)
        assertThat(hessian[i]).containsExactly(expected[i], within(1e-7));
    }
  }

  @Test
  @DisplayName("L8: the value is computed again in the dual pass")
  void l8TheDualPassGivesTheValueToo() {
    Counter counter = new Counter();
    Function1<Real, Real> f = x -> counter.saw(x).square();
    Function1<Real, Real> node = fwddiff(f, Strategy.SINGLE_PASS);
    assertThat(withGradient(node, 3.0)).isEqualTo(Tuple.of(9.0, 6.0));
    assertThat(counter.calls()).containsExactly("dual");
    var rule = rrule(node, real(3)).get();
    assertThat(rule.value().value()).isEqualTo(9);
    assertThat(rule.pullback().apply(real(1))._2.natural().value()).isEqualTo(6);
    assertThat(rule.pullback().apply(real(2))._2.natural().value()).isEqualTo(12);
    assertThat(counter.calls()).containsExactly("dual");
    var mapped = withGradient(v -> sum(map(node, v)), vec(1, 2, 3));
    assertThat(mapped._1.value()).isEqualTo(14);
    assertThat(counter.calls()).containsExactly("dual", "dual", "dual");
    assertThat(withGradient(fwddiff(f, Strategy.RECOMPUTE), 3.0)).isEqualTo(Tuple.of(9.0, 6.0));
    assertThat(counter.calls()).as("only where it is asked for").containsExactly("number", "dual");
  }
}
