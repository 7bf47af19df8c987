package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.RuleContext;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rules that are wrong, each in its own way, and what the report says of them.
class PlantedRulesTests {
  /// A wrong rule.
  ///
  /// @param check the check that must fail
  /// @param words that the report must have
  record Planted(String name, Supplier<RuleReport> report, Check check, List<String> words) {
    Planted(String name, Supplier<RuleReport> report, Check check, String... words) {
      this(name, report, check, List.of(words));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record Scaled(Real factor, RealVector terms) {}

  private static <T> Tuple2<Captures, Tangent<T>> answer(T tangent) {
    return Tuple.of(Captures.none(), Tangent.of(tangent));
  }

  private static <A, B> Tuple3<Captures, Tangent<A>, Tangent<B>> answer(A a, B b) {
    return Tuple.of(Captures.none(), Tangent.of(a), Tangent.of(b));
  }

  private static Planted one(
      String name,
      UnaryOperator<Real> f,
      Rule1<Real, Real> rule,
      double at,
      Check check,
      String... words) {
    Function1<Real, Real> ruled = withRule(f::apply, rule);
    return new Planted(name, () -> checkRule(ruled, real(at)), check, words);
  }

  private static Planted ofVector(
      String name,
      Function1<RealVector, RealVector> f,
      Rule1<RealVector, RealVector> rule,
      Check check,
      String... words) {
    Function1<RealVector, RealVector> ruled = withRule(f, rule);
    return new Planted(name, () -> checkRule(ruled, vec(1, 2, 3)), check, words);
  }

  private static Planted ofTwo(
      String name, Function2<Real, Real, Real> ruled, Check check, String... words) {
    return new Planted(name, () -> checkRule(ruled, real(1.5), real(-0.5)), check, words);
  }

  private static Real square(Real x) {
    return real(x.value() * x.value());
  }

  private static final Function1<RealVector, RealVector> SQUARES =
      v -> RealVector.of(v.square().toArray());

  private static Real slope(Real x, Tangent<Real> dy) {
    return x.times(2).times(dy.natural());
  }

  private static RealVector slopes(RealVector v, Tangent<RealVector> dy) {
    return v.times(2).times(dy.natural());
  }

  static Stream<Planted> wrongSlopes() {
    RealMatrix a = mat(new double[] {1, 2}, new double[] {3, 4});
    return Stream.of(
        one(
            "sign",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(slope(x, dy).unaryMinus()),
            1.5,
            Check.FINITE_DIFFERENCES,
            "argument 1",
            "expected  3.0",
            "given     -3.0",
            "the sign is wrong"),
        one(
            "factor",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(x.times(dy.natural())),
            1.5,
            Check.FINITE_DIFFERENCES,
            "off by the factor 0.5"),
        new Planted(
            "transposed matrix",
            () ->
                checkRule(
                    withRule(
                        (RealVector v) -> RealVector.of(a.matvec(v).toArray()),
                        (_, _, _) -> dy -> answer(a.matvec(dy.natural()))),
                    vec(1, 2)),
            Check.FINITE_DIFFERENCES,
            "element [0]",
            "transposed Jacobian"),
        ofTwo(
            "arguments swapped",
            withRule(
                (x, y) -> real(x.value() * x.value() * y.value()),
                (_, _, x, y) ->
                    dy ->
                        answer(
                            x.square().times(dy.natural()),
                            x.times(y).times(2).times(dy.natural()))),
            Check.FINITE_DIFFERENCES,
            "tangents of argument 1 and argument 2 are swapped"),
        ofTwo(
            "only the second argument",
            withRule(
                (x, y) -> real(x.value() * y.value()),
                (_, _, x, y) -> dy -> answer(y.times(dy.natural()), y.times(dy.natural()))),
            Check.FINITE_DIFFERENCES,
            "argument 2",
            "expected  1.5",
            "given     -0.5"),
        ofTwo(
            "silent zero",
            withRule(
                (x, y) -> real(x.value() * y.value()),
                (_, _, _, y) ->
                    dy ->
                        Tuple.of(
                            Captures.none(), Tangent.of(y.times(dy.natural())), Tangent.zero(y))),
            Check.FINITE_DIFFERENCES,
            "argument 2",
            "silent zero"),
        ofTwo(
            "an argument that moves has no tangent",
            withRule(
                (x, y) -> real(x.value() * y.value()),
                (_, _, _, y) ->
                    dy ->
                        Tuple.of(
                            Captures.none(),
                            Tangent.of(y.times(dy.natural())),
                            new Tangent.NoTangent<>("it is a setting"))),
            Check.FINITE_DIFFERENCES,
            "argument 2",
            "NoTangent (it is a setting)",
            "heldConstant(2)"),
        ofVector(
            "one element",
            SQUARES,
            (_, _, v) -> dy -> answer(slopes(v, dy).times(vec(1, 1.25, 1))),
            Check.FINITE_DIFFERENCES,
            "argument 1 element [1]",
            "1 of its 3 elements",
            "expected  4.0",
            "given     5.0"),
        new Planted(
            "one leaf of a record",
            () ->
                checkRule(
                    withRule(
                        (Scaled s) -> real(s.factor().value() * sum(s.terms()).value()),
                        (_, _, s) ->
                            dy ->
                                Tuple.of(
                                    Captures.none(),
                                    Tangent.zero(s)
                                        .with(Scaled::factor, dy.natural())
                                        .with(
                                            Scaled::terms,
                                            s.terms()
                                                .times(0)
                                                .plus(s.factor())
                                                .times(dy.natural())))),
                    new Scaled(real(2), vec(1, 3))),
            Check.FINITE_DIFFERENCES,
            "argument 1 leaf `factor`",
            "expected  4.0"),
        one(
            "at a kink",
            x -> real(Math.abs(x.value())),
            (_, _, x) -> dy -> answer(dy.natural().times(x.gt(0) ? 1 : x.lt(0) ? -1 : 5)),
            0.75,
            Check.EDGE_POINTS,
            "between -1.0 and 1.0, at a kink",
            "given     5.0"),
        one(
            "NaN at zero",
            x -> real(x.value() * Math.abs(x.value())),
            (_, y, x) -> dy -> answer(y.div(x).times(2).times(dy.natural())),
            0.75,
            Check.EDGE_POINTS,
            "at (0.0)",
            "expected  0.0",
            "given     NaN"),
        one(
            "finite slope of NaN",
            x -> real(Math.exp(x.value())),
            (_, y, x) -> dy -> answer(dy.natural().times(x.eq(x) ? y : real(1))),
            0.75,
            Check.EDGE_POINTS,
            "at (NaN)",
            "expected  NaN, or zero",
            "given     1.0"),
        one(
            "refuses infinity",
            x -> real(Math.atan(x.value())),
            (_, _, x) ->
                dy -> {
                  if (x.gt(1e300)) throw new ArithmeticException("too large");
                  return answer(dy.natural().div(x.square().plus(1)));
                },
            0.75,
            Check.EDGE_POINTS,
            "the function answers at (Infinity), but its pullback threw",
            "too large"),
        ofVector(
            "cannot take an empty vector",
            SQUARES,
            (_, _, v) -> dy -> answer(slopes(v, dy).plus(v.get(0).times(0))),
            Check.EDGE_POINTS,
            "the function answers at empty vectors, but its rule threw"),
        one(
            "negative arguments",
            x -> real(Math.abs(x.value())),
            (_, _, _) -> dy -> answer(dy.natural()),
            0.75,
            Check.FINITE_DIFFERENCES,
            "at (-0.75)",
            "a point that the check tried by itself"),
        one(
            "large arguments",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(x.gt(100) ? dy.natural() : slope(x, dy)),
            0.75,
            Check.FINITE_DIFFERENCES,
            "at (750.0)"),
        new Planted(
            "at a point that its author names",
            () ->
                checkRule(
                    withRule(
                        (Real x) -> real(x.value() * x.value()),
                        (_, _, x) ->
                            dy -> answer(x.gt(4) && x.lt(5) ? dy.natural() : slope(x, dy))),
                    real(1.5),
                    CheckRule.at(real(4.5))),
            Check.FINITE_DIFFERENCES,
            "at (4.5)"));
  }

  static Stream<Planted> wrongAnswers() {
    return Stream.of(
        one(
            "too few tangents",
            PlantedRulesTests::square,
            (_, _, _) -> _ -> Tuple.of(Captures.none(), null),
            1.5,
            Check.ANSWERS,
            "too few tangents",
            "argument 1"),
        ofVector(
            "shape off by one",
            SQUARES,
            (_, _, v) -> dy -> answer(RealVector.of(slopes(v, dy).get(0).value(), 1)),
            Check.ANSWERS,
            "vector(2)",
            "vector(3)"),
        new Planted(
            "no rule at all",
            () -> checkRule((Real x) -> x, real(1)),
            Check.ANSWERS,
            "has no rule",
            "withRule"),
        one(
            "second order, detached",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(slope(stopGradient(x), dy)),
            1.5,
            Check.SECOND_ORDER,
            "argument 1, differentiated by argument 1",
            "given     0.0",
            "stopGradient"),
        one(
            "second order, asks for the number",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(dy.natural().times(2 * x.value())),
            1.5,
            Check.SECOND_ORDER,
            "plain number"),
        one(
            "second order, detaches the cotangent",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(x.times(2).times(stopGradient(dy.natural()))),
            1.5,
            Check.SECOND_ORDER,
            "differentiated by the cotangent",
            "given     0.0"),
        one(
            "squares its cotangent",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(slope(x, dy).times(dy.natural())),
            1.5,
            Check.LINEAR_PULLBACK,
            "pullback(2.0 u)",
            "by linearity"),
        one(
            "adds a constant",
            PlantedRulesTests::square,
            (_, _, x) -> dy -> answer(slope(x, dy).plus(1e-3)),
            1.5,
            Check.LINEAR_PULLBACK,
            "pullback of a zero cotangent must be zero"),
        new Planted(
            "pushforward disagrees with pullback",
            () ->
                checkRule(
                    withRule(
                        (RealVector v) -> RealVector.of(v.square().toArray()),
                        (_, _, v) -> dy -> answer(slopes(v, dy)),
                        (_, v) -> dv -> Tangent.of(v.times(dv.natural()))),
                    vec(1, 2, 3)),
            Check.ADJOINTNESS,
            "pushforward disagrees with the pullback",
            "along argument 1"),
        new Planted(
            "pushforward adds a constant",
            () ->
                checkRule(
                    withRule(
                        (Real x) -> real(x.value() * x.value()),
                        (_, _, x) -> dy -> answer(slope(x, dy)),
                        (_, x) -> dx -> Tangent.of(slope(x, dx).plus(1))),
                    real(1.5)),
            Check.LINEAR_PUSHFORWARD,
            "pushforward of a zero direction must be zero"),
        one(
            "ignores a thunked cotangent",
            PlantedRulesTests::square,
            (_, _, x) ->
                dy ->
                    dy instanceof Tangent.Natural<Real>
                        ? answer(slope(x, dy))
                        : Tuple.of(Captures.none(), Tangent.zero(x)),
            1.5,
            Check.KINDS_OF_COTANGENTS,
            "for a thunk as the cotangent"),
        one(
            "cannot take a zero cotangent",
            PlantedRulesTests::square,
            (_, _, x) ->
                dy ->
                    dy.forced() instanceof Tangent.Natural<Real>(Real natural)
                        ? answer(x.times(2).times(natural))
                        : Tuple.of(Captures.none(), new Tangent.NotImplemented<>("f", "later")),
            1.5,
            Check.KINDS_OF_COTANGENTS,
            "ZeroTangent"),
        new Planted(
            "forgets leaves of a structural cotangent",
            () ->
                checkRule(
                    withRule(
                        (Real x) -> new Scaled(real(x.value()), vec(x.value(), 1)),
                        (_, _, _) ->
                            dy -> {
                              var leaves = dy.leaves();
                              return answer(
                                  leaves[0] == null || leaves[1] == null
                                      ? real(0)
                                      : dy.get(Scaled::factor).plus(dy.get(Scaled::terms).get(0)));
                            }),
                    real(1.5)),
            Check.KINDS_OF_COTANGENTS,
            "structural tangent",
            "only leaf 1 moves"),
        ofTwo(
            "wrong when an argument is unwanted",
            withRule(
                (x, y) -> real(x.value() * y.value()),
                (context, _, x, y) ->
                    dy ->
                        answer(
                            context.wants(2) ? y.times(dy.natural()) : real(0),
                            x.times(dy.natural()))),
            Check.UNWANTED_ARGUMENTS,
            "the tangent of argument 1",
            "[2] are unwanted"),
        one(
            "not the function on duals",
            x -> x.square(),
            (_, _, x) -> dy -> answer(dy.natural().times(x)),
            1.5,
            Check.DUALS,
            "by duals"),
        one(
            "a constant of seven digits, which finite differences let pass",
            x -> sin(x.times(Math.PI)),
            (_, _, x) -> dy -> answer(cos(x.times(Math.PI)).times(3.141593).times(dy.natural())),
            2.25,
            Check.DUALS,
            "by duals",
            "off by the factor 1.00000011"));
  }

  /// Rules that keep something between calls.
  static Stream<Planted> withMemory() {
    return Stream.of(
        new Planted("stale state", PlantedRulesTests::stale, Check.REPEATED_CALLS, "asked for at"),
        new Planted(
            "right the first time only",
            PlantedRulesTests::firstTimeOnly,
            Check.REPEATED_CALLS,
            "later than the first time"),
        new Planted(
            "rewrites the array it answers",
            PlantedRulesTests::rewriting,
            Check.REPEATED_CALLS,
            "may not keep and rewrite the array"),
        new Planted(
            "remembers the last cotangent in its thunk",
            PlantedRulesTests::lateThunk,
            Check.DEFERRED_TANGENTS,
            "asked for late"),
        new Planted(
            "thunks that depend on the order in which they are asked for",
            PlantedRulesTests::orderedThunks,
            Check.DEFERRED_TANGENTS,
            "the last argument first"),
        new Planted(
            "a thunk that changes another tangent",
            PlantedRulesTests::growingThunk,
            Check.DEFERRED_TANGENTS,
            "asked for late"),
        new Planted(
            "shares a buffer between threads",
            PlantedRulesTests::unsafe,
            Check.CONCURRENT_CALLS,
            "4 threads called"),
        new Planted(
            "writes into its argument",
            PlantedRulesTests::writing,
            Check.PURITY,
            "the rule writes into argument 1 element [0]",
            "from 1.0"),
        new Planted(
            "writes into its cotangent",
            PlantedRulesTests::writingCotangent,
            Check.PURITY,
            "writes into the cotangent"),
        new Planted(
            "the function writes into its argument",
            PlantedRulesTests::writingFunction,
            Check.PURITY,
            "the function writes into argument 1"),
        new Planted(
            "the value is another at each call",
            PlantedRulesTests::counting,
            Check.VALUE,
            "the function, called again",
            "expected  1.0"));
  }

  private static RuleReport stale() {
    AtomicReference<Real> last = new AtomicReference<>(real(0));
    return checkRule(
        withRule(
            (Real x) -> real(x.value() * x.value()),
            (_, _, x) ->
                dy -> {
                  Real at = last.get();
                  last.set(x);
                  return answer(slope(at, dy).times(1));
                }),
        real(1.5));
  }

  private static RuleReport firstTimeOnly() {
    AtomicInteger calls = new AtomicInteger();
    return checkRule(
        withRule(
            (Real x) -> real(x.value() * x.value()),
            (_, _, x) -> dy -> answer(slope(x, dy).times(calls.getAndIncrement() == 0 ? 1 : 0.5))),
        real(1.5));
  }

  private static RuleReport rewriting() {
    double[] buffer = new double[3];
    return checkRule(
        withRule(
            SQUARES,
            (_, _, v) ->
                dy -> {
                  RealVector slopes = slopes(v, dy);
                  if (!Value.of(slopes).isNumber()) return answer(slopes);
                  System.arraycopy(slopes.toArray(), 0, buffer, 0, Math.min(3, v.size()));
                  return answer(v.size() == 3 ? RealVector.wrapping(buffer) : slopes);
                }),
        vec(1, 2, 3));
  }

  private static RuleReport lateThunk() {
    AtomicReference<Tangent<Real>> last = new AtomicReference<>(Tangent.of(real(0)));
    return checkRule(
        withRule(
            (Real x) -> real(x.value() * x.value()),
            (_, _, x) ->
                dy -> {
                  last.set(dy);
                  return Tuple.of(
                      Captures.none(), Tangent.thunk(() -> Tangent.of(slope(x, last.get()))));
                }),
        real(1.5));
  }

  private static RuleReport orderedThunks() {
    return checkRule(
        withRule(
            (Real x, Real y) -> real(x.value() * y.value()),
            (_, _, x, y) ->
                dy -> {
                  AtomicReference<Real> shared = new AtomicReference<>(real(0));
                  return Tuple.of(
                      Captures.none(),
                      Tangent.thunk(() -> {
                        shared.set(dy.natural());
                        return Tangent.of(y.times(dy.natural()));
                      }),
                      Tangent.thunk(() -> Tangent.of(x.times(shared.get()))));
                }),
        real(1.5),
        real(-0.5));
  }

  private static RuleReport growingThunk() {
    double[] kept = new double[3];
    return checkRule(
        withRule(
            (RealVector v, Real x) -> RealVector.of(v.times(x).toArray()),
            (_, _, v, x) ->
                dy -> {
                  RealVector ofVector = dy.natural().times(x);
                  boolean plain = Value.of(ofVector).isNumber() && v.size() == 3;
                  if (plain) System.arraycopy(ofVector.toArray(), 0, kept, 0, 3);
                  return Tuple.of(
                      Captures.none(),
                      Tangent.of(plain ? RealVector.wrapping(kept) : ofVector),
                      Tangent.thunk(() -> {
                        if (plain) kept[0] += 1;
                        return Tangent.of(v.dot(dy.natural()));
                      }));
                }),
        vec(1, 2, 3),
        real(2));
  }

  private static RuleReport unsafe() {
    AtomicReference<Tangent<Real>> buffer = new AtomicReference<>(Tangent.of(real(0)));
    return checkRule(
        withRule(
            (Real x) -> real(x.value() * x.value()),
            (_, _, x) ->
                dy -> {
                  buffer.set(dy);
                  pause();
                  return answer(slope(x, buffer.get()));
                }),
        real(1.5));
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static RuleReport writing() {
    return checkRule(
        withRule(
            SQUARES,
            (_, _, v) ->
                dy -> {
                  RealVector slopes = slopes(v, dy);
                  if (v.size() > 0) Value.of(v).arrayNumbers()[0] += 1;
                  return answer(slopes);
                }),
        vec(1, 2, 3));
  }

  private static RuleReport writingCotangent() {
    return checkRule(
        withRule(
            SQUARES,
            (_, _, v) ->
                dy -> {
                  RealVector slopes = slopes(v, dy);
                  if (v.size() > 0) Value.of(dy.natural()).arrayNumbers()[0] += 1;
                  return answer(slopes);
                }),
        vec(1, 2, 3));
  }

  private static RuleReport writingFunction() {
    return checkRule(
        withRule(
            (RealVector v) -> {
              RealVector squares = RealVector.of(v.square().toArray());
              if (v.size() > 0) Value.of(v).arrayNumbers()[0] = 7;
              return squares;
            },
            (_, _, v) -> dy -> answer(slopes(v, dy))),
        vec(1, 2, 3));
  }

  private static RuleReport counting() {
    AtomicInteger calls = new AtomicInteger();
    return checkRule(
        withRule(
            (Real x) -> real(x.value() * calls.incrementAndGet()),
            (_, _, _) -> dy -> answer(dy.natural())),
        real(1));
  }

  private static RuleReport addsToAnotherEntry() {
    return checkRule(
        withRule(
            (RealVector v) -> v.get(0).square(),
            (_, _, v) ->
                dy -> {
                  Real slope = slope(v.get(0), dy);
                  return Tuple.of(
                      Captures.none(),
                      Tangent.adding(
                          v,
                          sum -> sum.add(1, slope),
                          () -> Tangent.adding(v, sum -> sum.add(0, slope))));
                }),
        vec(1.5, 2));
  }

  private static RuleReport addsOnce() {
    return checkRule(
        withRule(
            (RealVector v) -> v.get(0).square(),
            (_, _, v) ->
                dy -> {
                  AtomicInteger added = new AtomicInteger();
                  return Tuple.of(
                      Captures.none(),
                      Tangent.adding(
                          v,
                          sum -> {
                            if (added.incrementAndGet() == 1) sum.add(0, slope(v.get(0), dy));
                          }));
                }),
        vec(1.5, 2));
  }

  private static RuleReport wrongWhenCheap() {
    return checkRule(
        withRule(
            (Real x) -> square(x),
            (context, _, x) ->
                context.get(EngineTrait.SECOND_ORDER)
                    ? dy -> answer(slope(x, dy))
                    : dy -> answer(real(x.value() * dy.natural().value()))),
        real(1.5));
  }

  /// A rule by class.
  static final class Halving implements Function1<Real, Real>, Rule1<Real, Real> {
    private static final long serialVersionUID = 1L;

    @Override
    public Real apply(Real x) {
      return x.div(2);
    }

    @Override
    public Pullback1<Real, Real> pullback(RuleContext context, Real y, Real x) {
      return dy -> answer(dy.natural().div(3));
    }
  }

  static Stream<Planted> all() {
    return Stream.of(
            wrongSlopes(),
            wrongAnswers(),
            withMemory(),
            Stream.of(
                new Planted(
                    "wrong where it is not differentiated",
                    PlantedRulesTests::wrongWhenCheap,
                    Check.CONTEXTS,
                    "for an engine that says RuleContext[second order=false]",
                    "as for one that says nothing"),
                new Planted(
                    "adds itself to another entry",
                    PlantedRulesTests::addsToAnotherEntry,
                    Check.SUMS,
                    "argument 1 element [0], where it adds itself to a sum",
                    "0.0 alone"),
                new Planted(
                    "adds itself the first time only",
                    PlantedRulesTests::addsOnce,
                    Check.SUMS,
                    "twice on top of its value"),
                new Planted(
                    "a class that is its own rule",
                    () -> checkRule(new Halving(), real(1.5)),
                    Check.DUALS,
                    "rule Halving")))
        .flatMap(planted -> planted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void theReportNamesWhatIsWrong(Planted planted) {
    RuleReport report = planted.report.get();
    assertThat(report.of(planted.check).verdict()).as("%s", report).isEqualTo(Verdict.FAILED);
    assertThat(report.toString()).contains(planted.words);
    assertThatThrownBy(report::assertPassed)
        .isInstanceOf(AssertionError.class)
        .hasMessage(report.toString());
  }
}
