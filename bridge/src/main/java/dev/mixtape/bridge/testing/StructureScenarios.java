package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// Records, tuples and batches that flow through a tape.
final class StructureScenarios {
  private static final String THEME = "structures";

  private StructureScenarios() {}

  record Line(Real slope, Real offset) {
    Real at(Real x) {
      return slope.times(x).plus(offset);
    }
  }

  record Weighted(Line line, Real weight) {}

  record Power(Real base, int exponent) {
    Real value() {
      return pow(base, exponent);
    }
  }

  record Scale(Real theta) {
    Scale {
      require(theta.gt(0), "Scale: theta must be positive, but was %s", theta);
    }
  }

  static List<Scenario> all() {
    return List.of(
        throughARecord(),
        throughATuple(),
        recordArgument(),
        recordArgumentByCalls(),
        nestedRecord(),
        staticComponent(),
        negativeTangent(),
        recordResult(),
        partOfACotangent(),
        tupleArgument(),
        batchOfRecords(),
        batchArgument(),
        emptyBatch());
  }

  private static Scenario throughARecord() {
    return Scenario.slopeOfCalls(
        THEME,
        "a record between two calls",
        (calls, x) ->
            calls.call(
                fwddiff((Line l) -> l.slope().times(l.offset())),
                calls.call(fwddiff((Real r) -> new Line(r, r.square())), x)),
        2,
        8,
        12,
        STRUCTURES);
  }

  private static Scenario throughATuple() {
    return Scenario.slopeOfCalls(
        THEME,
        "a tuple between two calls",
        (calls, x) ->
            calls.call(
                fwddiff((Tuple2<Real, Real> t) -> t._1.times(t._2)),
                calls.call(fwddiff((Real r) -> Tuple.of(r, r.square())), x)),
        2,
        8,
        12,
        STRUCTURES);
  }

  private static Scenario recordArgument() {
    return Scenario.ofEngine(
        THEME,
        "a record as the argument",
        new double[] {5, 1},
        engine -> {
          Tangent<Line> t =
              Slopes.tangent(engine, (Line l) -> l.at(real(5)), new Line(real(2), real(3)));
          return Slopes.numbers(t.get(Line::slope), t.get(Line::offset));
        },
        STRUCTURES);
  }

  private static Scenario recordArgumentByCalls() {
    return Scenario.ofCalls(
        THEME,
        "a record as the argument of a call",
        new double[] {5, 1},
        tape -> {
          Recording<Line, Real> at =
              (calls, line) ->
                  calls.call(fwddiff((Line l, Real x) -> l.at(x)), line, calls.constant(real(5)));
          Tangent<Line> t = Slopes.tangent(tape, at, new Line(real(2), real(3)));
          return Slopes.numbers(t.get(Line::slope), t.get(Line::offset));
        },
        STRUCTURES);
  }

  private static Scenario nestedRecord() {
    return Scenario.ofEngine(
        THEME,
        "a record in a record, one component not used",
        new double[] {7, 0, 2},
        engine -> {
          Tangent<Weighted> t =
              Slopes.tangent(
                  engine,
                  (Weighted w) -> w.line().slope().times(w.weight()),
                  new Weighted(new Line(real(2), real(3)), real(7)));
          return Slopes.numbers(
              t.get(w -> w.line().slope()),
              t.part(Weighted::line).get(Line::offset),
              t.get(Weighted::weight));
        },
        STRUCTURES);
  }

  private static Scenario staticComponent() {
    return Scenario.ofEngine(
        THEME,
        "a record with an int",
        new double[] {12},
        engine ->
            Slopes.numbers(
                Slopes.tangent(engine, Power::value, new Power(real(2), 3)).get(Power::base)),
        STRUCTURES);
  }

  private static Scenario negativeTangent() {
    return Scenario.ofEngine(
        THEME,
        "a negative tangent of what must be positive",
        new double[] {-0.25},
        engine ->
            Slopes.numbers(
                Slopes.tangent(engine, (Scale s) -> s.theta().recip(), new Scale(real(2)))
                    .get(Scale::theta)),
        STRUCTURES);
  }

  private static Scenario recordResult() {
    return Scenario.ofEngine(
        THEME,
        "a record as the result",
        new double[] {3, 9, 61},
        engine -> {
          var rule = engine.pullback((Real x) -> new Line(x, x.square()), real(3));
          Line cotangent = new Line(real(1), real(10));
          return Slopes.numbers(
              rule.value().slope(),
              rule.value().offset(),
              rule.pullback().apply(cotangent)._2.natural());
        },
        STRUCTURES);
  }

  private static Scenario partOfACotangent() {
    return Scenario.ofEngine(
        THEME,
        "a cotangent of one component",
        new double[] {60},
        engine -> {
          var rule = engine.pullback((Real x) -> new Line(x, x.square()), real(3));
          Tangent<Line> part = Tangent.zero(rule.value()).with(Line::offset, real(10));
          return Slopes.numbers(rule.pullback().apply(part)._2.natural());
        },
        STRUCTURES);
  }

  private static Scenario tupleArgument() {
    return Scenario.ofEngine(
        THEME,
        "a tuple of a real and a vector",
        new double[] {6, 3, 3, 3},
        engine ->
            Slopes.tangent(
                    engine,
                    (Tuple2<Real, RealVector> t) -> sum(t._2.times(t._1)),
                    Tuple.of(real(3), vec(1, 2, 3)))
                .vector()
                .toArray(),
        STRUCTURES,
        ARRAYS);
  }

  private static Scenario batchOfRecords() {
    return Scenario.ofCalls(
        THEME,
        "a batch of records between two calls",
        new double[] {3, 12, 27},
        tape -> {
          Recording<Batch<Real>, Real> cubes =
              (calls, xs) -> {
                var lines = calls.call(mapping(fwddiff((Real r) -> new Line(r, r.square()))), xs);
                var products =
                    calls.call(mapping(fwddiff((Line l) -> l.slope().times(l.offset()))), lines);
                return calls.call(fwddiff((Batch<Real> b) -> sum(b)), products);
              };
          return Tangent.column(Slopes.tangent(tape, cubes, vec(1, 2, 3)), x -> x).toArray();
        },
        STRUCTURES,
        ARRAYS);
  }

  private static Scenario batchArgument() {
    return Scenario.ofEngine(
        THEME,
        "a batch of records as the argument",
        new double[] {5, 5, 1, 1},
        engine -> {
          Batch<Line> lines =
              Batch.of(List.of(new Line(real(1), real(2)), new Line(real(3), real(4))));
          Tangent<Batch<Line>> t =
              Slopes.tangent(
                  engine, (Batch<Line> b) -> sum(map((Line l) -> l.at(real(5)), b)), lines);
          RealVector slopes = Tangent.column(t, Line::slope);
          RealVector offsets = Tangent.column(t, Line::offset);
          return Slopes.numbers(slopes.get(0), slopes.get(1), offsets.get(0), offsets.get(1));
        },
        STRUCTURES,
        ARRAYS);
  }

  private static Scenario emptyBatch() {
    return Scenario.ofCalls(
        THEME,
        "an empty batch",
        new double[] {},
        tape -> {
          Recording<Batch<Real>, Real> squares =
              (calls, xs) ->
                  calls.call(
                      fwddiff((Batch<Real> b) -> sum(b)),
                      calls.call(mapping(fwddiff((Real r) -> r.square())), xs));
          return Tangent.column(Slopes.tangent(tape, squares, vec()), x -> x).toArray();
        },
        STRUCTURES,
        ARRAYS);
  }
}
