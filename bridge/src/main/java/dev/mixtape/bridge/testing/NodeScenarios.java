package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.CAPTURES;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Forward nodes and maps in every strategy, with and without captured values.
final class NodeScenarios {
  private static final String NODES = "nodes";
  private static final String MAPS = "maps";
  private static final String CAPTURED = "captures";

  private NodeScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      all.addAll(nodes(strategy));
      for (int size : new int[] {1, 3, 20, 1000}) all.addAll(maps(strategy, size));
      all.addAll(captures(strategy));
    }
    all.add(
        Scenario.slope(
            NODES, "a reverse node", x -> reverse((Real r) -> r.square()).apply(x), 3, 6));
    return all;
  }

  private static List<Scenario> nodes(Strategy s) {
    String suffix = ", " + s;
    return List.of(
        Scenario.slopeOfCalls(
            NODES,
            "x² by a call" + suffix,
            (calls, x) -> calls.call(fwddiff((Real r) -> r.square(), s), x),
            3,
            9,
            6),
        Scenario.slopeOfCalls(
            NODES,
            "the second argument held" + suffix,
            (calls, x) -> calls.call(fwddiff((Real a, Real b) -> a.times(b), s, holding(2)), x, x),
            3,
            9,
            3),
        Scenario.slopeOfCalls(
            NODES,
            "a branch in a node" + suffix,
            (calls, x) -> calls.call(fwddiff((Real r) -> r.gt(2) ? r.square() : r, s), x),
            3,
            9,
            6),
        wideNode(s, suffix));
  }

  /// More components than one pass has directions.
  private static Scenario wideNode(Strategy s, String suffix) {
    double[] at = new double[20];
    double[] gradient = new double[20];
    for (int i = 0; i < at.length; i++) {
      at[i] = i;
      gradient[i] = 2 * i;
    }
    return Scenario.ofCalls(
        NODES,
        "a vector of 20 in one node" + suffix,
        gradient,
        tape -> {
          Recording<RealVector, Real> squares =
              (calls, v) -> calls.call(fwddiff((RealVector w) -> dot(w, w), s), v);
          return Slopes.tangent(tape, squares, vec(at)).natural().toArray();
        },
        ARRAYS);
  }

  private static List<Scenario> maps(Strategy s, int size) {
    double[] at = new double[size];
    double[] doubled = new double[size];
    for (int i = 0; i < size; i++) {
      at[i] = i % 7 - 3;
      doubled[i] = at[i] > 0 ? 2 * at[i] : -1;
    }
    String suffix = " of " + size + ", " + s;
    return List.of(
        Scenario.ofCalls(
            MAPS,
            "a map with a branch" + suffix,
            doubled,
            tape -> {
              Recording<Batch<Real>, Real> squares =
                  (calls, xs) ->
                      calls.call(
                          fwddiff((Batch<Real> b) -> sum(b), Strategy.RECOMPUTE),
                          calls.call(mapping(fwddiff(NodeScenarios::bent, s)), xs));
              return Tangent.column(Slopes.tangent(tape, squares, vec(at)), x -> x).toArray();
            },
            ARRAYS,
            STRUCTURES),
        Scenario.ofEngine(
            CAPTURED,
            "a real captured by a map of what depends on it" + suffix,
            new double[] {6 * Arrays.stream(at).sum()},
            engine ->
                Slopes.numbers(
                    Slopes.slope(
                        engine,
                        x -> sum(map(fwddiff((Real r) -> r.times(x), s), vec(at).times(x))),
                        real(3))),
            CAPTURES));
  }

  private static Real bent(Real r) {
    return r.gt(0) ? r.square() : r.unaryMinus();
  }

  private static List<Scenario> captures(Strategy s) {
    String suffix = ", " + s;
    return List.of(
        Scenario.slope(
            CAPTURED,
            "a captured real" + suffix,
            x -> fwddiff((Real r) -> r.times(x), s).apply(real(2)),
            3,
            2,
            CAPTURES),
        Scenario.slope(
            CAPTURED,
            "captured and given" + suffix,
            x -> fwddiff((Real r) -> r.times(x), s).apply(x),
            3,
            6,
            CAPTURES),
        Scenario.slope(
            CAPTURED,
            "captured twice by two nodes" + suffix,
            x ->
                fwddiff((Real r) -> r.times(x), s)
                    .apply(fwddiff((Real r) -> r.times(x), s).apply(real(2))),
            3,
            12,
            CAPTURES),
        Scenario.slope(
            CAPTURED,
            "a computed value captured" + suffix,
            x -> {
              Real y = x.square();
              return fwddiff((Real r) -> r.times(y), s).apply(real(2));
            },
            3,
            12,
            CAPTURES),
        Scenario.slope(
            CAPTURED,
            "captured by a branch" + suffix,
            x -> fwddiff((Real r) -> x.gt(0) ? r.times(x) : r, s).apply(real(2)),
            3,
            2,
            CAPTURES),
        Scenario.ofEngine(
            CAPTURED,
            "a captured vector" + suffix,
            new double[] {0, 2},
            engine ->
                Slopes.gradient(
                        engine,
                        v -> fwddiff((Real r) -> r.times(v.get(1)), s).apply(real(2)),
                        vec(1, 5))
                    .toArray(),
            CAPTURES,
            ARRAYS));
  }
}
