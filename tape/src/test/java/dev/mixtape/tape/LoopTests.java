package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.ElementException;
import dev.mixtape.algebra.FunctionException;
import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.LevelId;
import dev.mixtape.algebra.Lifted;
import dev.mixtape.algebra.Operation;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What `reduce`, `fold`, `scan` and `stencil` answer, how often they call, and what they refuse.
/// Their derivatives are those of [LoopPrograms] in [NestingTests].
class LoopTests {
  private final Counter counter = new Counter();

  private static Real subtracted(Real s, Real x) {
    return s.minus(x);
  }

  private static Real smoothed(Real s, Real x) {
    return s.times(0.5).plus(x);
  }

  @Test
  void aReductionGoesFromTheFirstElementToTheLast() {
    assertThat(reduce(LoopTests::subtracted, vec(10, 1, 2, 3)).value()).isEqualTo(4);
    assertThat(reduce((s, x) -> s.minus(x), vec(7)).value()).isEqualTo(7);
    assertThat(gradient((RealVector v) -> reduce((s, x) -> s.minus(x), v), vec(7)).toArray())
        .containsExactly(1);
  }

  @Test
  void aFoldOfNothingIsItsFirstState() {
    Real first = real(3);
    assertThat(fold(LoopTests::smoothed, first, vec())).isSameAs(first);
    assertThat(scan(LoopTests::smoothed, first, vec()).size()).isZero();
    assertThat(gradient((Real s) -> fold((t, x) -> t.times(x), s, vec()), 3.0)).isEqualTo(1);
  }

  @Test
  void aScanHasAStateAfterEachElementAndNotTheFirstOne() {
    assertThat(scanToReal(LoopTests::smoothed, real(8), vec(1, 2)).toArray())
        .containsExactly(5, 4.5);
    assertThat(scanToReal((s, x, y) -> s.plus(x.times(y)), real(1), vec(1, 2), vec(3, 4)).toArray())
        .containsExactly(4, 12);
    assertThat(fold((s, x, y) -> s.plus(x.times(y)), real(1), vec(1, 2), same(real(3))).value())
        .isEqualTo(10);
  }

  @Test
  void aStencilHasAResultPerWindow() {
    RealVector kernel = vec(1, -2, 1);
    assertThat(stencilToReal(w -> sum(w.times(kernel)), 3, vec(1, 4, 9, 16, 25)).toArray())
        .containsExactly(2, 2, 2);
    assertThat(stencilToReal(RealVector::sum, 2, vec(1, 4, 9)).toArray()).containsExactly(5, 13);
    assertThat(stencilToReal(w -> w.get(0), 1, vec(1, 4)).toArray()).containsExactly(1, 4);
    Batch<Tuple2<Real, RealVector>> out =
        stencil(w -> Tuple.of(w.sum(), w.square()), 2, vec(1, 4, 9));
    assertThat(out.get(1)._1.value()).isEqualTo(13);
    assertThat(out.get(1)._2.toArray()).containsExactly(16, 81);
    RealVector ofKernel =
        gradient((RealVector k) -> sum(stencil(w -> w.dot(k), 2, vec(1, 4, 9))), vec(0, 0));
    assertThat(ofKernel.toArray()).containsExactly(5, 13);
  }

  record Sample(int day, Real x, RealVector w) {}

  @Test
  void windowsOfRecordsAreBatchesOfThem() {
    List<Sample> samples =
        List.of(
            new Sample(1, real(2), vec(1, 2)),
            new Sample(3, real(5), vec(3, 4)),
            new Sample(4, real(7), vec(5, 6)));
    Batch<Real> slopes =
        map(
            w -> {
              Sample a = w.get(0);
              Sample b = w.get(1);
              return b.x().minus(a.x()).div(b.day() - a.day()).plus(b.w().get(1));
            },
            windows(2, Batch.of(samples)));
    assertThat(reals(slopes).toArray()).containsExactly(5.5, 8);
  }

  private static List<String> times(int numbers, int duals) {
    return Stream.concat(
            Collections.nCopies(numbers, "number").stream(),
            Collections.nCopies(duals, "dual").stream())
        .toList();
  }

  static Stream<Arguments> evaluations() {
    return Stream.of(
        Arguments.of(Strategy.RECOMPUTE, times(40, 0), times(0, 40)),
        Arguments.of(Strategy.SINGLE_PASS, times(0, 40), times(0, 0)));
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void theStepIsCalledOncePerElementAsItsStrategySays(
      Strategy strategy, List<String> forward, List<String> backward) {
    RealVector data = vec(NodeProgram.Data.of(40));
    Function1<RealVector, Function1<Real, Real>> f =
        v -> c -> fold(fwddiff((s, x) -> s.times(c).plus(counter.saw(x)), strategy), real(1), v);
    var r = pullback((RealVector v, Real c) -> f.apply(v).apply(c), data, real(0.5));
    assertThat(counter.calls()).isEqualTo(forward);
    for (int again = 0; again < 2; again++) {
      var pulled = r.pullback().apply(real(1));
      assertThat(pulled._2.natural().get(38).value()).isEqualTo(0.5);
      assertThat(pulled._3.natural().value()).isPositive();
      assertThat(counter.calls()).isEqualTo(backward);
    }
  }

  @Test
  void plainNumbersCostOnePlainCallPerElement() {
    for (Strategy strategy : Strategy.values()) {
      fold(fwddiff((s, x) -> counter.saw(s).times(x), strategy), real(1), vec(1, 2, 3));
      assertThat(counter.calls()).isEqualTo(times(3, 0));
    }
  }

  @Test
  void singlePassCallsOnceMoreForEachFurtherOrder() {
    gradient(
        (Real z) ->
            gradient(
                (Real y) ->
                    fold(
                        fwddiff((s, x) -> counter.saw(s).times(y).plus(x), Strategy.SINGLE_PASS),
                        y,
                        vec(1, 2, 3)),
                z),
        5.0);
    assertThat(counter.calls()).hasSize(6);
  }

  /// A tape that counts what would be its entries.
  private static final class Counting extends Level {
    private int entries;

    Counting() {
      super(LevelId.next());
    }

    RealVector input(RealVector v) {
      return new Counted(this, Value.of(v)).asVector();
    }

    @Override
    public Value apply(Operation operation, Value[] operands) {
      entries++;
      Value[] below = operands.clone();
      for (int i = 0; i < below.length; i++)
        if (below[i].level() == this) below[i] = below[i].primal();
      return new Counted(this, Level.dispatch(operation, below));
    }
  }

  private static final class Counted extends Lifted {
    Counted(Counting level, Value primal) {
      super(level, primal);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "AUTO", "RECOMPUTE", "SINGLE_PASS"})
  void aTapeKeepsAsManyEntriesForManyElementsAsForFew(Nodes nodes) {
    int few = entries(nodes, 3);
    assertThat(few).isLessThan(8);
    assertThat(entries(nodes, 10_000)).isEqualTo(few);
    assertThat(entries(Nodes.REVERSE, 100)).isGreaterThan(100);
  }

  private static int entries(Nodes nodes, int size) {
    Counting tape = new Counting();
    RealVector v = tape.input(vec(NodeProgram.Data.of(size)));
    fold(nodes.node((Real s, Real x) -> tanh(s.times(x)).plus(x.square())), v.get(0), v);
    return tape.entries;
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandStepsAreNoDeeperThanTen(Nodes nodes) {
    RealVector data = vec(NodeProgram.Data.of(10_000));
    var g =
        gradient(
            (RealVector v, Real c) -> nodes.folded(c, v, (s, x) -> s.times(c).times(0.1).plus(x)),
            data,
            real(2));
    assertThat(g._1.get(9_999).value()).isEqualTo(1);
    assertThat(g._1.get(9_998).value()).isEqualTo(0.2);
    assertThat(g._1.get(0).value()).isCloseTo(0, within(1e-300));
    assertThat(g._2.value()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void theGreatestAtTiesIsThatOfTheLoop(Nodes nodes) {
    RealVector ties = vec(1, 3, 2, 3, 3);
    double[] loop =
        gradient((RealVector v) -> Nodes.NONE.reduced(v, (s, x) -> max(s, x)), ties).toArray();
    assertThat(sum(vec(loop)).value()).isEqualTo(1);
    assertThat(gradient((RealVector v) -> nodes.reduced(v, (s, x) -> max(s, x)), ties).toArray())
        .containsExactly(loop);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "AUTO", "RECOMPUTE", "SINGLE_PASS"})
  void stepsThatAreNotReachedPullNothing(Nodes nodes) {
    RealVector at = vec(4, 0, 0);
    Function1<RealVector, Batch<Real>> roots =
        v -> nodes.scanned(real(0), v, (s, x) -> sqrt(s.times(x).plus(x)));
    assertThat(gradient((RealVector v) -> roots.apply(v).get(0), at).toArray())
        .containsExactly(0.25, 0, 0);
    assertThat(gradient((RealVector v) -> roots.apply(v).get(1), at).get(0).value()).isNaN();
    Function1<RealVector, Batch<RealVector>> pairs =
        v -> nodes.scanned(vec(0, 1), v, (s, x) -> vec(sqrt(s.get(0).times(x).plus(x)), x));
    assertThat(gradient((RealVector v) -> pairs.apply(v).get(0).sum(), at).toArray())
        .containsExactly(1.25, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsHeldIsConstantInEachStep(Nodes nodes) {
    if (nodes == Nodes.NONE || nodes == Nodes.PLAIN || nodes == Nodes.REVERSE) return;
    Strategy strategy = Strategy.valueOf(nodes.name());
    Function2<Real, Real, Real> step = (s, x) -> s.times(x);
    var ofElements =
        gradient(
            (Real s, RealVector v) -> fold(fwddiff(step, strategy, holding(1)), s, v),
            real(2),
            vec(3, 4));
    assertThat(ofElements._1.value()).isZero();
    assertThat(ofElements._2.toArray()).containsExactly(0, 6);
    var ofFirst =
        gradient(
            (Real s, RealVector v) ->
                fold(fwddiff((t, x) -> t.times(x.value()), strategy, holding(2)), s, v),
            real(2),
            vec(3, 4));
    assertThat(ofFirst._1.value()).isEqualTo(12);
    assertThat(ofFirst._2.toArray()).containsExactly(0, 0);
  }

  @Test
  void whatIsHeldIsConstantWhereTheTapeIsCheaper() {
    RealVector wide = vec(NodeProgram.Data.of(12));
    var g =
        gradient(
            (RealVector s, RealVector v) ->
                fold(fwddiff((t, x) -> t.times(x), holding(2)), s, v).sum(),
            wide,
            vec(3, 4));
    assertThat(g._1.get(0).value()).isEqualTo(12);
    assertThat(g._2.toArray()).containsExactly(0, 0);
  }

  @Test
  void aRecordedLoopIsInlined() {
    Function2<RealVector, Real, Real> f =
        (v, c) -> fold(fwddiff((s, x) -> tanh(s.times(c)).plus(x)), real(0.5), v);
    var graph = record(f, vec(1, 2), real(3));
    assertThat(graph.toString()).contains("tanh");
  }

  static Stream<Arguments> refusals() {
    RealVector none = vec();
    return Stream.of(
        refusal(
            () -> reduce(LoopTests::subtracted, none),
            ShapeException.class,
            "reduce: a batch of at least one element is needed, but it was empty; fold(f, init,"
                + " batch) answers init for an empty batch"),
        refusal(
            () -> fold((s, x, y) -> s.plus(x).plus(y), real(0), vec(1, 2), vec(1, 2, 3)),
            ShapeException.class,
            "fold: batches must have the same size, but one has 2 elements and another 3"),
        refusal(
            () -> scan((s, x) -> s.plus(x), real(0), same(real(1))),
            ShapeException.class,
            "scan: every argument is same(…), so there is no size"),
        refusal(
            () -> reduce((s, x) -> s.plus(x), same(real(1))),
            ShapeException.class,
            "reduce: every argument is same(…)"),
        refusal(
            () -> stencil(RealVector::sum, 4, vec(1, 2, 3)),
            ShapeException.class,
            "windows of 4 elements need 1 <= width <= size, but there are 3 elements"),
        refusal(
            () -> stencil(RealVector::sum, 0, vec(1, 2, 3)),
            ShapeException.class,
            "windows of 0 elements need 1 <= width <= size"));
  }

  private static Arguments refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
      Class<? extends Throwable> type,
      String message) {
    return Arguments.of(call, type, message);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("refusals")
  void whatCannotBeDoneSaysWhy(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
      Class<? extends Throwable> type,
      String message) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(message);
  }

  private static Stream<Nodes> nodes() {
    return Nodes.all();
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void aFailingStepNamesItsElement(Nodes nodes) {
    assertThatThrownBy(() ->
            nodes.folded(
                real(1),
                vec(1, 2, -3),
                (s, x) -> {
                  require(x.gt(0), "x must be positive, but was %s", x);
                  return s.plus(x);
                }))
        .isInstanceOf(DomainException.class)
        .hasMessage("x must be positive, but was -3.0 (element 2)");
    assertThatThrownBy(() ->
            nodes.reduced(
                vec(1, 2, 3),
                (s, x) -> {
                  if (x.gt(2)) throw new IllegalStateException("too much");
                  return s;
                }))
        .isInstanceOf(ElementException.class)
        .hasMessageContaining("too much")
        .hasMessageEndingWith("(element 2)")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void aStateThatChangesItsStructureIsRefused(Nodes nodes) {
    assertThatThrownBy(() ->
            nodes.folded(
                vec(1, 2, 3), vec(1, 2), (s, x) -> x.gt(1) ? concat(s, vec(1)) : s.times(x)))
        .isInstanceOf(StructureException.class)
        .hasMessage(
            "fold: the state must keep its structure from step to step, but a step was given a"
                + " vector(3) and answered a vector(4) (element 1)");
    Function2<Record, Real, Record> step =
        (s, x) -> x.gt(1) ? new Sample(1, x, vec(1)) : new NodeProgram.Pair(x, vec(1));
    assertThatThrownBy(() ->
            nodes.<Record, Real>scanned(new NodeProgram.Pair(real(1), vec(1)), vec(1, 2), step))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("a step was given a Pair[u=")
        .hasMessageContaining("answered a Sample[day=")
        .hasMessageEndingWith("(element 1)");
  }

  @ParameterizedTest
  @MethodSource("nodes")
  void anActiveStateDoesNotAnswerItsNumber(Nodes nodes) {
    assertThatThrownBy(() ->
            gradient(
                (Real c) -> nodes.folded(c, vec(1, 2), (s, x) -> s.value() > 0 ? s.times(x) : s),
                3.0))
        .isInstanceOf(ActiveValueException.class)
        .hasMessageContaining("stopGradient");
    assertThatThrownBy(() ->
            gradient(
                (Real c) ->
                    nodes.folded(
                        real(1), vec(1, 2), (s, x) -> x.gt(1) ? real(s.value()) : s.times(c)),
                3.0))
        .isInstanceOf(ActiveValueException.class);
    assertThat(nodes.folded(real(1), vec(1, 2), (s, x) -> real(s.value()).plus(x)).value())
        .isEqualTo(4);
  }

  @Test
  void aStepThatDoesSomethingElseTheSecondTimeIsRefused() {
    AtomicInteger calls = new AtomicInteger();
    Function2<Real, Real, Real> step = (s, x) -> s.times(x).plus(calls.getAndIncrement());
    assertThatThrownBy(
            () -> gradient((Real c) -> fold(fwddiff(step, Strategy.RECOMPUTE), c, vec(1, 2)), 3.0))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("not pure: the state was");
    AtomicInteger statics = new AtomicInteger();
    Function2<Tuple2<Integer, Real>, Real, Tuple2<Integer, Real>> counting =
        (s, x) -> Tuple.of(statics.getAndIncrement(), s._2.times(x));
    assertThatThrownBy(() ->
            gradient(
                (Real c) ->
                    fold(fwddiff(counting, Strategy.RECOMPUTE), Tuple.of(0, c), vec(1, 2))._2,
                3.0))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("not pure: it answered a (0, ")
        .hasMessageContaining("the next");
  }

  @Test
  void aStateWithoutRealsIsJustCarriedAlong() {
    assertThat(fold((n, x) -> x.gt(1) ? n + 1 : n, 0, vec(1, 2, 3))).isEqualTo(2);
    assertThat(
            gradient((RealVector v) -> real(fold((n, x) -> n + 1, 0, v)).times(v.sum()), vec(1, 2))
                .toArray())
        .containsExactly(2, 2);
  }

  @Provide
  Arbitrary<double[]> coefficients() {
    return Arbitraries.doubles().between(-0.9, 0.9).array(double[].class).ofSize(8);
  }

  @Property(tries = 60)
  void randomAffineAndPolynomialStepsAreLikeTheLoop(
      @ForAll("coefficients") double[] k, @ForAll("coefficients") double[] elements) {
    RealVector at = vec(elements);
    for (boolean polynomial : new boolean[] {false, true}) {
      double[] expected =
          gradient((RealVector v) -> vectors(Nodes.NONE, k, polynomial, v), at).toArray();
      double[][] second =
          hessian((RealVector v) -> vectors(Nodes.NONE, k, polynomial, v), at).toArray();
      Nodes.all()
          .forEach(n -> {
            assertNear(n, gradient((RealVector v) -> vectors(n, k, polynomial, v), at), expected);
            double[][] mixed =
                hessian((RealVector v) -> vectors(n, k, polynomial, v), at).toArray();
            for (int i = 0; i < second.length; i++) assertNear(n, vec(mixed[i]), second[i]);
          });
    }
  }

  /// Near in relation to the greatest number.
  private static void assertNear(Nodes nodes, RealVector actual, double[] expected) {
    double scale = Math.max(1, norm(vec(expected)).value());
    assertThat(actual.toArray()).as("%s", nodes).containsExactly(expected, within(1e-10 * scale));
  }

  /// A recurrence of two reals whose coefficients depend on the argument.
  private static Real vectors(Nodes nodes, double[] k, boolean polynomial, RealVector v) {
    Real c = v.get(3).times(k[6]);
    RealVector last =
        nodes.folded(
            v.slice(0, 2),
            v,
            (s, x) -> {
              Real a = s.get(0).times(k[0]).plus(s.get(1).times(k[1])).plus(x.times(k[2]));
              Real b = s.get(1).times(c).plus(x.times(k[3]));
              return polynomial
                  ? vec(a.times(s.get(1)), b.plus(a.square().times(k[4])))
                  : vec(a, b);
            });
    return last.get(0).plus(last.get(1).times(k[5]));
  }
}
