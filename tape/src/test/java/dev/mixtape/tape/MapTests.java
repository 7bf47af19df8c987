package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs with maps and nodes, in every mode and at several lengths, against finite differences:
/// the gradient, and the Hessian in all four nestings of forward and tape.
class MapTests {
  private static final double[] AT = {0.7, -1.2, 2.1, 0.4};
  private static final int[] SIZES = {0, 1, 3, 20, 200};

  enum Kind {
    SQUARED,
    WAVE
  }

  record Item(Kind kind, Real a, RealVector w) {}

  record Out(Real s, RealVector v, Kind k) {}

  record Gaussian(Real mu, Real sigma) {
    Real logpdf(Real x) {
      return x.minus(mu).div(sigma).square().times(-0.5).minus(log(sigma));
    }
  }

  /// How a node is wrapped.
  enum Wrapper {
    PLAIN,
    AUTO,
    RECOMPUTE,
    SINGLE_PASS,
    REVERSE;

    <A, R> Function1<A, R> of(Function1<A, R> f) {
      return switch (this) {
        case PLAIN -> f;
        case REVERSE -> reverse(f);
        default -> fwddiff(f, Strategy.valueOf(name()));
      };
    }

    <A, B, R> Function2<A, B, R> of(Function2<A, B, R> f) {
      return switch (this) {
        case PLAIN -> f;
        case REVERSE -> reverse(f);
        default -> fwddiff(f, Strategy.valueOf(name()));
      };
    }
  }

  /// A scalar function of four reals, made for a way of wrapping and a batch of constants.
  interface Scenario {
    Function1<RealVector, Real> of(Wrapper w, RealVector base);
  }

  static final Map<String, Scenario> SCENARIOS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "constant batch, active captures",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      q.times(v.get(0))
                                          .plus(sin(v.get(1).times(v.get(2))).times(q))),
                                  base))),
              Map.entry(
                  "one broadcast real",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q, Real y) -> q.times(y).plus(exp(y))),
                                  base.plus(v.get(3)),
                                  same(v.get(1))))),
              Map.entry(
                  "one broadcast vector",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q, RealVector y) ->
                                      q.times(y.get(1)).plus(y.sum().square())),
                                  base.plus(v.get(3)),
                                  same(v)))),
              Map.entry("records with vectors and cases", MapTests::records),
              Map.entry("tuples with cases", MapTests::cases),
              Map.entry(
                  "many paths",
                  (w, base) -> v -> sum(map(w.of((Real q) -> loop(q, v)), base.times(v.get(2))))),
              Map.entry(
                  "leaving the algebra",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      q.times(v.get(2))
                                          .times(stopGradient(q).value() > 0.5 ? 2 : 3)),
                                  base))),
              Map.entry(
                  "a gradient inside",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      gradient(
                                          (Real z) -> z.times(z).times(q).times(v.get(0)),
                                          q.plus(v.get(1)))),
                                  base))),
              Map.entry(
                  "a forward derivative inside",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      Forward.derivative(
                                          (Real z) -> sin(z.times(q)).times(v.get(0)), v.get(1))),
                                  base))),
              Map.entry(
                  "map in map",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      sum(
                                          map(
                                              w.of((Real r) ->
                                                  r.times(q).times(v.get(0)).plus(r.square())),
                                              v))),
                                  base))),
              Map.entry(
                  "a result that is captured",
                  (w, base) -> v -> sum(map(w.of((Real q) -> v.get(0).times(v.get(1))), base))),
              Map.entry(
                  "made, then used",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of(Gaussian::logpdf),
                                  map(
                                      w.of(Gaussian::new),
                                      base.times(v.get(0)),
                                      map(w.of((Real q) -> exp(q.times(v.get(3)))), base)),
                                  same(v.get(2))))),
              Map.entry(
                  "a vector node inside",
                  (w, base) ->
                      v ->
                          sum(
                              map(
                                  w.of((Real q) ->
                                      w.of((RealVector z) ->
                                              z.times(q).sum().square().times(v.get(1)))
                                          .apply(v)),
                                  base))),
              Map.entry(
                  "a wide node",
                  (w, base) ->
                      v ->
                          w.of((RealVector z) -> z.square().sum().times(sin(z.get(3))))
                              .apply(
                                  vec(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
                                      .times(v.get(0))
                                      .plus(v.get(1)))),
              Map.entry(
                  "a node with a tuple in and out",
                  (w, base) ->
                      v -> {
                        var r =
                            w.of((Tuple2<Real, RealVector> z) ->
                                    Tuple.of(z._1.times(z._2.sum()), z._2.times(z._1)))
                                .apply(Tuple.of(v.get(0), v));
                        return r._1.times(r._2.get(2));
                      }),
              Map.entry(
                  "three nodes in each other",
                  (w, base) ->
                      v ->
                          w.of((Real p) ->
                                  w.of((Real q) ->
                                          w.of((Real r) -> r.times(q).times(p).times(v.get(0)))
                                              .apply(q.plus(v.get(1))))
                                      .apply(p.times(v.get(2))))
                              .apply(v.get(3)))));

  private static Function1<RealVector, Real> records(Wrapper w, RealVector base) {
    return v -> {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < base.size(); i++) {
        Kind kind = i % 3 == 0 ? Kind.SQUARED : Kind.WAVE;
        RealVector weights = vec(1, 2, base.get(i).value()).times(v.get((i + 1) % 4));
        items.add(new Item(kind, v.get(i % 4).times(base.get(i)), weights));
      }
      Batch<Out> out = map(w.of(MapTests::shape), Batch.of(items));
      return sum(
          map(
              w.of((Out q) -> q.s().plus(q.v().dot(q.v())).times(q.k() == Kind.SQUARED ? 2 : 3)),
              out));
    };
  }

  private static Out shape(Item item) {
    Real s = item.kind() == Kind.SQUARED ? item.a().square() : sin(item.a()).times(item.w().sum());
    return new Out(s, item.w().times(item.a()), item.kind());
  }

  private static Function1<RealVector, Real> cases(Wrapper w, RealVector base) {
    return v -> {
      List<Tuple2<Kind, Real>> items = new ArrayList<>();
      for (int i = 0; i < base.size(); i++) {
        items.add(Tuple.of(i % 3 == 0 ? Kind.SQUARED : Kind.WAVE, v.get(i % 4).times(base.get(i))));
      }
      return sum(
          map(
              w.of((Tuple2<Kind, Real> q) ->
                  q._1 == Kind.SQUARED ? q._2.square() : sin(q._2).times(v.get(0))),
              Batch.of(items)));
    };
  }

  private static Real loop(Real q, RealVector v) {
    Real r = q;
    for (int i = 0; i < 40 && r.lt(1.5); i++) r = r.plus(v.get(0)).times(1.1);
    return r.times(q);
  }

  static Stream<Arguments> scenarios() {
    return SCENARIOS.keySet().stream()
        .flatMap(name -> Stream.of(Wrapper.values()).map(w -> Arguments.of(name, w)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scenarios")
  void agrees_with_finite_differences_in_every_mode(String name, Wrapper wrapper) {
    for (int size : SIZES) {
      double[] base = IntStream.range(0, size).mapToDouble(i -> 0.3 + Math.sin(i)).toArray();
      Function1<RealVector, Real> f = SCENARIOS.get(name).of(wrapper, vec(base));
      assertClose(
          gradient(f, AT), flat(differences(x -> new double[] {f.apply(vec(x)).value()})), 1e-6);
      double[][] hessian = hessian(f, AT);
      assertClose(flat(hessian), flat(differences(x -> gradient(f, x))), 1e-5);
      nestings(f).forEach(other -> assertClose(flat(other), flat(hessian), 1e-10));
    }
  }

  private static Stream<double[][]> nestings(Function1<RealVector, Real> f) {
    return Stream.of(
        Forward.jacobian(v -> Forward.gradient(f, v), vec(AT)).toArray(),
        jacobian(v -> gradient(f, v), AT),
        jacobian(v -> Forward.gradient(f, v), AT));
  }

  private static double[] flat(double[][] rows) {
    return Stream.of(rows).flatMapToDouble(DoubleStream::of).toArray();
  }

  /// Central differences in every component of the argument.
  private static double[][] differences(UnaryOperator<double[]> f) {
    double[][] slopes = new double[AT.length][];
    for (int i = 0; i < slopes.length; i++) {
      double h = 1e-5 * Math.max(1, Math.abs(AT[i]));
      double[] up = moved(f, i, h);
      double[] down = moved(f, i, -h);
      slopes[i] =
          IntStream.range(0, up.length).mapToDouble(k -> (up[k] - down[k]) / (2 * h)).toArray();
    }
    return slopes;
  }

  private static double[] moved(UnaryOperator<double[]> f, int i, double by) {
    double[] x = AT.clone();
    x[i] += by;
    return f.apply(x);
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
