package dev.mixtape.distributions;

import static dev.mixtape.tape.Mixtape.column;
import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.mapping;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.rrule;
import static dev.mixtape.tape.Mixtape.same;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Flattened;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Probability transforms through forward nodes: `y = quantile(target, cdf(source, x))` with the
/// logarithm of `dy/dx`, where source and target are records among the arguments, alone and in
/// batches; and pullbacks of constructors. Expected numbers come from `transforms.py` and from the
/// distributions' own data.
class TransformTests {
  private static final Map<String, Function2<Real, Real, Continuous>> CONSTRUCTORS =
      Map.of("Normal", Normal::new, "Beta", Beta::new, "Weibull", Weibull::new);

  /// One line of the data; slopes are in x, the source's parameters, and the target's.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(
      String name,
      Continuous source,
      Continuous target,
      double x,
      double y,
      double[] ySlopes,
      double ladj,
      double[] ladjSlopes) {

    static Line parsed(String[] fields) {
      return new Line(
          fields[0] + " to " + fields[3] + " at " + fields[6],
          distribution(fields, 0),
          distribution(fields, 3),
          Double.parseDouble(fields[6]),
          Double.parseDouble(fields[7]),
          numbers(fields, 8),
          Double.parseDouble(fields[13]),
          numbers(fields, 14));
    }

    private static Continuous distribution(String[] fields, int at) {
      double[] parameters = {
        Double.parseDouble(fields[at + 1]), Double.parseDouble(fields[at + 2])
      };
      return of(fields[at], vec(parameters));
    }

    private static double[] numbers(String[] fields, int from) {
      return IntStream.range(from, from + 5)
          .mapToDouble(i -> Double.parseDouble(fields[i]))
          .toArray();
    }

    /// Which parameters and point are meant, as one vector in the order of the slopes.
    RealVector at() {
      return Flattened.of(Tuple.of(real(x), source, target)).vector();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Line> LINES = lines();

  private static List<Line> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(TransformTests.class.getResourceAsStream("transforms.csv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> Line.parsed(line.split(",", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Continuous of(String name, RealVector parameters) {
    return Objects.requireNonNull(CONSTRUCTORS.get(name))
        .apply(parameters.get(0), parameters.get(1));
  }

  private static Tuple2<Real, Real> transform(Continuous source, Continuous target, Real x) {
    Real y = target.quantile(source.cdf(x));
    return Tuple.of(y, source.logpdf(x).minus(target.logpdf(y)));
  }

  /// The ways to run the transform.
  private static Map<String, Function3<Continuous, Continuous, Real, Tuple2<Real, Real>>> modes() {
    Function3<Continuous, Continuous, Real, Tuple2<Real, Real>> plain = TransformTests::transform;
    Map<String, Function3<Continuous, Continuous, Real, Tuple2<Real, Real>>> modes =
        new LinkedHashMap<>();
    modes.put("plain", plain);
    modes.put("reverse", reverse(plain));
    for (Strategy s : Strategy.values()) modes.put(s.name(), fwddiff(plain, s));
    return modes;
  }

  static Stream<Arguments> scalar() {
    return LINES.stream()
        .flatMap(line -> modes().keySet().stream().map(mode -> Arguments.of(line, mode)));
  }

  private static void requireNear(String what, double[] actual, double[] expected) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(actual).as(what).containsExactly(expected, within(1e-9 * Math.max(1, largest)));
  }

  private static double[] joined(RealVector... parts) {
    return Stream.of(parts).flatMapToDouble(part -> Arrays.stream(part.toArray())).toArray();
  }

  /// Slopes in the order of the data.
  private static double[] slopes(Tangent<?> source, Tangent<?> target, Tangent<Real> x) {
    return joined(x.vector(), source.vector(), target.vector());
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("scalar")
  void slopesInThePointAndInAllParameters(Line line, String mode) {
    var f = Objects.requireNonNull(modes().get(mode));
    var value = f.apply(line.source, line.target, real(line.x));
    requireNear(
        "value",
        new double[] {value._1.value(), value._2.value()},
        new double[] {line.y, line.ladj});
    var ofY = gradient((s, t, x) -> f.apply(s, t, x)._1, line.source, line.target, real(line.x));
    requireNear("y", slopes(ofY._1, ofY._2, ofY._3), line.ySlopes);
    var ofLadj = gradient((s, t, x) -> f.apply(s, t, x)._2, line.source, line.target, real(line.x));
    requireNear("log abs det", slopes(ofLadj._1, ofLadj._2, ofLadj._3), line.ladjSlopes);
    Function1<RealVector, Real> ofNumbers =
        v -> f.apply(rebuilt(line.source, v, 1), rebuilt(line.target, v, 3), v.get(0))._2;
    requireNear("forward", Forward.gradient(ofNumbers, line.at()).toArray(), line.ladjSlopes);
  }

  private static Continuous rebuilt(Continuous like, RealVector v, int from) {
    return of(like.getClass().getSimpleName(), v.slice(from, from + 2));
  }

  @ParameterizedTest
  @EnumSource
  void theRuleAnswersTangentsOfBothRecords(Strategy strategy) {
    Function3<Continuous, Continuous, Real, Tuple2<Real, Real>> node =
        fwddiff(TransformTests::transform, strategy);
    for (Line line : LINES) {
      var rule = rrule(node, line.source, line.target, real(line.x)).get();
      var ofY = rule.pullback().apply(Tuple.of(real(1), real(0)));
      requireNear(line + ", y", slopes(ofY._2, ofY._3, ofY._4), line.ySlopes);
      var ofLadj = rule.pullback().apply(Tuple.of(real(0), real(1)));
      requireNear(line + ", log abs det", slopes(ofLadj._2, ofLadj._3, ofLadj._4), line.ladjSlopes);
    }
  }

  static Stream<String> modeNames() {
    return modes().keySet().stream();
  }

  /// All pairs of distributions in one batch, which has records of three types on either side.
  @ParameterizedTest
  @MethodSource("modeNames")
  void aBatchOfRecordsOfDifferentTypes(String mode) {
    var f = Objects.requireNonNull(modes().get(mode));
    for (int size : new int[] {3, LINES.size()}) {
      List<Line> lines = IntStream.range(0, size).mapToObj(i -> LINES.get(i * 10 % 27)).toList();
      Batch<Continuous> sources = Batch.of(lines.stream().map(Line::source).toList());
      Batch<Continuous> targets = Batch.of(lines.stream().map(Line::target).toList());
      RealVector xs = vec(lines.stream().mapToDouble(Line::x).toArray());
      var slopes =
          gradient(
              (s, t, x) -> sum(map((Tuple2<Real, Real> r) -> r._2, map(f, s, t, x))),
              sources,
              targets,
              xs);
      double[] ofSources = slopes._1.vector().toArray();
      double[] ofTargets = slopes._2.vector().toArray();
      for (int i = 0; i < size; i++) {
        double[] actual = {
          slopes._3.natural().get(i).value(),
          ofSources[i],
          ofSources[size + i],
          ofTargets[i],
          ofTargets[size + i]
        };
        requireNear(lines.get(i).name, actual, lines.get(i).ladjSlopes);
      }
    }
  }

  /// Broadcast values get the sum over the elements.
  @ParameterizedTest
  @MethodSource("modeNames")
  void broadcastDistributionsGetTheSumOfSlopes(String mode) {
    var f = Objects.requireNonNull(modes().get(mode));
    for (int repeats : new int[] {1, 7}) {
      for (int from = 0; from < LINES.size(); from += 3) {
        List<Line> lines = LINES.subList(from, from + 3);
        Line first = lines.get(0);
        double[] xs = new double[3 * repeats];
        double[] expected = new double[4];
        for (int i = 0; i < xs.length; i++) {
          Line line = lines.get(i % 3);
          xs[i] = line.x;
          for (int k = 0; k < 4; k++) expected[k] += line.ySlopes[k + 1];
        }
        var slopes =
            gradient(
                (s, t) ->
                    sum(map((Tuple2<Real, Real> r) -> r._1, map(f, same(s), same(t), vec(xs)))),
                first.source,
                first.target);
        requireNear(first.name, joined(slopes._1.vector(), slopes._2.vector()), expected);
      }
    }
  }

  enum Missing {
    MISSING
  }

  /// Records in a record, beside what cannot move.
  record Task(Continuous source, String label, Continuous target, Missing weight, int index) {}

  record Outcome(Real y, Missing weight, Real ladj, String label) {}

  @ParameterizedTest
  @EnumSource
  void recordsMayHaveStaticAndMissingFields(Strategy strategy) {
    Function2<Task, Real, Outcome> node =
        fwddiff(
            (task, x) -> {
              var y = transform(task.source, task.target, x);
              return new Outcome(y._1, task.weight, y._2, task.label + task.index);
            },
            strategy);
    for (Line line : LINES) {
      Task task = new Task(line.source, "a", line.target, Missing.MISSING, 7);
      var rule = rrule(node, task, real(line.x)).get();
      assertThat(rule.value().label).isEqualTo("a7");
      assertThat(rule.value().weight).isEqualTo(Missing.MISSING);
      Tangent<Outcome> cotangent = Tangent.zero(rule.value()).with(Outcome::ladj, real(1));
      var pulled = rule.pullback().apply(cotangent);
      requireNear(
          line.name,
          slopes(pulled._2.part(Task::source), pulled._2.part(Task::target), pulled._3),
          line.ladjSlopes);
    }
  }

  /// The second derivative in x, which holds none of the first ones' numbers: the derivative of the
  /// logarithm of the slope times the slope is the second derivative of y.
  @ParameterizedTest
  @EnumSource
  void secondDerivativesAgreeWithTheLogarithmOfTheFirst(Strategy strategy) {
    Function3<Continuous, Continuous, Real, Tuple2<Real, Real>> node =
        fwddiff(TransformTests::transform, strategy);
    for (Line line : LINES) {
      double second = hessian((Real x) -> node.apply(line.source, line.target, x)._1, line.x);
      double expected = line.ladjSlopes[0] * line.ySlopes[0];
      assertThat(second)
          .as(line.name)
          .isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
    }
  }

  /// What a constructor's pullback makes of the tangent of the density that follows.
  @ParameterizedTest
  @EnumSource
  void constructorsArePulledBack(Strategy strategy) {
    constructed(Normal.class, Normal::new, Normal::mu, Normal::sigma, strategy);
    constructed(Beta.class, Beta::new, Beta::alpha, Beta::beta, strategy);
    constructed(Weibull.class, Weibull::new, Weibull::shape, Weibull::scale, strategy);
  }

  private static <D extends Record & Continuous> void constructed(
      Class<D> type,
      Function2<Real, Real, D> constructor,
      Function1<D, Real> first,
      Function1<D, Real> second,
      Strategy strategy) {
    Function2<D, Real, Real> logpdf = fwddiff(Distribution::logpdf, strategy);
    for (Reference line : References.of(type).of("logpdf")) {
      double[] at = line.arguments();
      var made = rrule(fwddiff(constructor, strategy), real(at[0]), real(at[1])).get();
      assertThat(made.value()).isEqualTo(constructor.apply(real(at[0]), real(at[1])));
      var density = rrule(logpdf, made.value(), real(at[2])).get();
      var ofRecord = density.pullback().apply(real(1))._2;
      var pulled = made.pullback().apply(ofRecord);
      assertThat(pulled._2.natural()).isEqualTo(ofRecord.get(first));
      requireNear(
          line.differs("slopes", Double.NaN, Double.NaN),
          new double[] {pulled._2.natural().value(), pulled._3.natural().value()},
          Arrays.copyOf(line.slopes(), 2));
      RealVector firsts = vec(at[0], at[0], at[0]);
      var batch =
          rrule(mapping(fwddiff(constructor, strategy)), firsts, vec(at[1], at[1], at[1])).get();
      Tangent<Batch<D>> ofBatch =
          gradient((Batch<D> b) -> sum(map(logpdf, b, same(real(at[2])))), batch.value());
      assertThat(column(batch.pullback().apply(ofBatch)._3, x -> x))
          .isEqualTo(column(ofBatch, second));
    }
  }
}
