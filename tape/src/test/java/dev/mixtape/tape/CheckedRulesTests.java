package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.bridge.testing.CheckRule.heldConstant;
import static dev.mixtape.bridge.testing.CheckRule.named;
import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.bridge.ForwardRule1;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.bridge.testing.RuleReport;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of ours passes the check that authors of rules are given.
class CheckedRulesTests {
  record Model(Real slope, RealVector offsets) {
    RealVector at(RealVector x) {
      return x.times(slope).plus(offsets);
    }
  }

  record Fitted(Real norm, RealVector residual) {}

  static Stream<Row> rows() {
    return Table.ROWS.stream();
  }

  private static Real applied(Row row, RealVector x) {
    return switch (row.arity()) {
      case 1 -> row.of(Value.of(x.get(0))).asReal();
      case 2 -> row.of(Value.of(x.get(0)), Value.of(x.get(1))).asReal();
      default -> row.of(Value.of(x.get(0)), Value.of(x.get(1)), Value.of(x.get(2))).asReal();
    };
  }

  private static Value[] operands(RealVector x) {
    Value[] operands = new Value[x.size()];
    for (int i = 0; i < operands.length; i++) operands[i] = Value.of(x.get(i));
    return operands;
  }

  private static RealVector gathered(Value[] parts) {
    return reals(
        Batch.of(Stream.of(parts).map(part -> part == null ? real(0) : part.asReal()).toList()));
  }

  /// A row's pullback and pushforward as a rule by hand, over an opaque function.
  private static Function1<RealVector, Real> ruled(Row row) {
    boolean[] wanted = new boolean[row.arity()];
    Arrays.fill(wanted, true);
    Rule1<RealVector, Real> rule =
        (_, y, x) ->
            dy ->
                Tuple.of(
                    Captures.none(),
                    Tangent.of(
                        gathered(
                            row.pull(Value.of(dy.natural()), Value.of(y), operands(x), wanted))));
    ForwardRule1<RealVector, Real> forward =
        (y, x) ->
            dx -> {
              Value pushed = row.push(Value.of(y), operands(x), operands(dx.natural()));
              return pushed == null ? Tangent.zero(y) : Tangent.of(pushed.asReal());
            };
    return withRule(x -> real(applied(row, vec(x.toArray())).value()), rule, forward);
  }

  /// The reference point whose operands are neither huge nor tiny, away from kinks and poles.
  private static double[] moderate(Row row) throws IOException {
    return TableTests.points(row).stream()
        .map(TableTests.Point::at)
        .filter(at -> isSmooth(row, at))
        .min(Comparator.comparingDouble(CheckedRulesTests::extremity))
        .orElseThrow();
  }

  /// True when a step of a hundredth in any operand changes no partial by more than a quarter.
  private static boolean isSmooth(Row row, double[] at) {
    for (int i = 0; i < at.length; i++) {
      for (double factor : new double[] {0.99, 1.01}) {
        double[] moved = at.clone();
        moved[i] *= factor;
        for (int k = 0; k < at.length; k++) {
          double here = partial(row, k, at);
          if (!(Math.abs(partial(row, k, moved) - here) <= 0.25 * Math.abs(here))) return false;
        }
      }
    }
    return true;
  }

  private static double partial(Row row, int i, double[] at) {
    double[] x = Arrays.copyOf(at, 3);
    return row.numberPartial(i, row.number(x[0], x[1], x[2]), x[0], x[1], x[2]);
  }

  private static double extremity(double[] at) {
    return Arrays.stream(at)
        .map(x -> Math.abs(Math.log(Math.abs(x / 0.6) + 1e-300)))
        .max()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowsPass(Row row) throws IOException {
    RealVector at = vec(moderate(row));
    checkRule(fwddiff((RealVector x) -> applied(row, x)), at, named(row.name())).assertPassed();
    checkRule(ruled(row), at, named(row.name() + ", by hand")).assertPassed();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void nodesPass(Strategy strategy) {
    Function2<Model, RealVector, Fitted> fit =
        (m, x) -> new Fitted(sqrt(m.at(x).dot(x).square().plus(1)), m.at(x).minus(x.square()));
    Function3<Real, RealMatrix, RealVector, Real> form =
        (a, matrix, v) -> matrix.matvec(v).dot(v.times(a));
    Model model = new Model(real(0.5), vec(1, -2, 0.25));
    RealMatrix matrix = mat(new double[] {1, 2}, new double[] {-3, 0.5});
    checkRule(fwddiff(fit, strategy), model, vec(1, 2, -1.5)).assertPassed();
    checkRule(fwddiff(form, strategy), real(0.7), matrix, vec(1.5, -2)).assertPassed();
    checkRule(
            fwddiff((Real x, Real y) -> x.times(y.value()), strategy, holding(2)),
            real(2),
            real(3),
            heldConstant(2))
        .assertPassed();
    checkRule(fwddiff((RealVector v) -> v.dot(v), strategy), vec(new double[20]).plus(0.5))
        .assertPassed();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void mappingsPass(Strategy strategy) {
    Function2<Real, Real, Real> f = (x, y) -> sin(x).times(y).plus(exp(y));
    Batch<Real> few = vec(0.5, -1, 2);
    Batch<Real> many = vec(NodeProgram.Data.of(20));
    checkRule(mapping(fwddiff(f, strategy)), few, few).assertPassed();
    checkRule(mapping(fwddiff(f, strategy)), many, many).assertPassed();
    Batch<Exponential> made = map(Exponential::new, vec(1, 2));
    checkRule(mapping(fwddiff(Exponential::logpdf, strategy)), made, vec(0.5, 3)).assertPassed();
  }

  private static final Function1<RealVector, Real> EXP_OF_SUM = v -> exp(sum(v));

  /// Rules by hand, from the other tests, and what the protocol makes of them.
  static Stream<Supplier<RuleReport>> byHand() {
    return Stream.of(
        () -> checkRule(RuleTests.EXP, real(0.5)),
        () -> checkRule(new RuleTests.Cube(), real(0.5)),
        () -> checkRule(new Foreign(), real(0.5)),
        () -> checkRule(DeclaredRuleTests.GROWTH, real(0.5), real(-2)),
        () -> checkRule(fwddiff((Real x) -> RuleTests.EXP.apply(x.square())), real(0.5)),
        () -> checkRule(fwddiff(fwddiff((Real x) -> sin(x).times(x))), real(0.5)),
        () -> checkRule(mapping(RuleTests.EXP), (Batch<Real>) vec(0.5, -1)),
        () ->
            checkRule(
                mapping(DeclaredRuleTests.GROWTH),
                (Batch<Real>) vec(0.5, -1),
                (Batch<Real>) vec(2, 3)),
        () ->
            checkRule(
                withRule(
                    (RealVector v) -> RuleTests.EXP.apply(sum(v)),
                    (context, y, v) ->
                        dy -> rruleViaAd(context, EXP_OF_SUM, v).pullback().apply(dy)),
                vec(0.5, 1)));
  }

  @ParameterizedTest
  @MethodSource("byHand")
  void rulesByHandPass(Supplier<RuleReport> report) {
    report.get().assertPassed();
  }

  @Test
  void theSumOfBatchesPasses() {
    checkRule(fwddiff((Batch<Real> xs) -> sum(xs)), Batch.of(List.of(real(1), real(2))))
        .assertPassed();
  }
}
