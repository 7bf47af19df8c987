package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;
import static dev.mixtape.bridge.testing.Capability.STRUCTURES;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;

/// Vectors and matrices as wholes.
final class ArrayScenarios {
  private static final String THEME = "arrays";

  private ArrayScenarios() {}

  static List<Scenario> all() {
    return List.of(
        gradient("the sum of a vector", v -> sum(v), vec(1, 2, 3), 1, 1, 1),
        gradient("a vector times itself", v -> dot(v, v), vec(1, 2, 3), 2, 4, 6),
        gradient("one entry", v -> v.get(1).square(), vec(1, 2, 3), 0, 4, 0),
        gradient("an entry used twice", v -> v.get(1).times(v.get(1)), vec(1, 2, 3), 0, 4, 0),
        gradient("entries of a product", v -> v.times(v).get(2), vec(1, 2, 3), 0, 0, 6),
        gradient("a real on a vector", v -> sum(v.times(v.get(0))), vec(1, 2, 3), 7, 1, 1),
        gradient("a vector of reals", ArrayScenarios::rebuilt, vec(1, 2, 3), 4, 3, 0),
        gradient("an entry and the whole", v -> sum(v).times(v.get(0)), vec(1, 2, 3), 7, 1, 1),
        gradient("an empty vector", v -> sum(v).plus(2), vec()),
        gradient("an empty vector, not used", v -> real(2), vec()),
        matrix(),
        matrixTimesVector(),
        vectorResult());
  }

  private static Scenario gradient(
      String name, Function1<RealVector, Real> f, RealVector at, double... gradient) {
    return Scenario.ofEngine(
        THEME, name, gradient, engine -> Slopes.gradient(engine, f, at).toArray(), ARRAYS);
  }

  private static Real rebuilt(RealVector v) {
    RealVector w = reals(Batch.of(List.of(v.get(1), v.get(0), v.get(0))));
    return dot(w, vec(3, 1, 3));
  }

  private static Scenario matrix() {
    return Scenario.ofEngine(
        THEME,
        "a matrix",
        new double[] {2, 4, 7, 8, 10, 12},
        engine ->
            Slopes.tangent(
                    engine,
                    (RealMatrix m) -> m.times(m).sum().plus(m.get(0, 2)),
                    mat(new double[] {1, 2, 3}, new double[] {4, 5, 6}))
                .vector()
                .toArray(),
        ARRAYS);
  }

  private static Scenario matrixTimesVector() {
    return Scenario.ofEngine(
        THEME,
        "a matrix times a vector",
        new double[] {5, 6, 50, 60, 31, 42},
        engine ->
            Slopes.tangent(
                    engine,
                    (Tuple2<RealMatrix, RealVector> x) -> dot(x._1.matvec(x._2), vec(1, 10)),
                    Tuple.of(mat(new double[] {1, 2}, new double[] {3, 4}), vec(5, 6)))
                .vector()
                .toArray(),
        ARRAYS,
        STRUCTURES);
  }

  private static Scenario vectorResult() {
    return Scenario.ofEngine(
        THEME,
        "a vector as the result",
        new double[] {1, 4, 9, 2, 40, 600},
        engine -> {
          var rule = engine.pullback((RealVector v) -> v.times(v), vec(1, 2, 3));
          RealVector pulled = rule.pullback().apply(Tangent.of(vec(1, 10, 100)))._2.natural();
          return joined(rule.value().toArray(), pulled.toArray());
        },
        ARRAYS);
  }

  private static double[] joined(double[] a, double[] b) {
    double[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
