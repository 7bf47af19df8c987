package dev.mixtape.distributions;

import static dev.mixtape.bridge.testing.CheckRule.at;
import static dev.mixtape.bridge.testing.CheckRule.checkRule;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.RuleReport;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The code in the packages' documentation, compiled and run, and compared with what is printed
/// there.
class PackageSnippetsTests {
  private static final RealVector xs = vec(0, 1, 2);
  private static final RealVector ys = vec(1, 3, 6);

  // @start region="algebra"
  record Line(Real slope, Real offset) {
    Real at(Real x) {
      return slope.times(x).plus(offset);
    }
  }

  static Real loss(Line line, RealVector xs, RealVector ys) {
    return sum(map((x, y) -> line.at(x).minus(y).square(), xs, ys));
  }

  static RealMatrix centred(RealMatrix data) {
    return data.minus(data.columnMeans().inEveryRowOf(data));
  }

  // @end

  @Test
  void algebra() {
    assertThat(loss(new Line(real(2), real(1)), xs, ys)).isEqualTo(real(1));
    assertThat(centred(stackColumns(xs, xs.plus(5))))
        .isEqualTo(stackColumns(vec(-1, 0, 1), vec(-1, 0, 1)));
  }

  @Test
  void forward() {
    // @start region="forward"
    double slope = Forward.derivative(x -> sin(x).times(x), 2.0);
    RealVector both = Forward.derivative(x -> vec(1, 2).times(x), real(3));
    RealMatrix second = Forward.hessian(line -> loss(line, xs, ys), new Line(real(2), real(1)));
    // @end
    assertThat(slope).isEqualTo(Math.sin(2) + 2 * Math.cos(2));
    assertThat(both).isEqualTo(vec(1, 2));
    assertThat(second).isEqualTo(mat(new double[] {10, 6}, new double[] {6, 6}));
  }

  @Test
  void bridge() {
    // @start region="bridge"
    Rrule1<Real, Real> made = rrule(fwddiff((Real x) -> sin(x).times(x)), real(2)).get();
    Real slope = made.pullback().apply(real(1))._2.natural();

    Function1<Real, Real> cube =
        withRule(
            x -> x.square().times(x),
            (context, y, x) ->
                dy ->
                    Tuple.of(Captures.none(), Tangent.of(x.square().times(3).times(dy.natural()))));
    // @end
    assertThat(slope.value()).isEqualTo(Math.sin(2) + 2 * Math.cos(2));
    assertThat(gradient(cube, 2.0)).isEqualTo(12);
    checkRule(cube, real(2)).assertPassed();
  }

  @Test
  void testing() {
    // @start region="testing"
    Function2<Real, Real, Real> product =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (context, y, a, b) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.of(b.times(dy.natural())),
                        Tangent.of(a.times(dy.natural()))));
    RuleReport report = checkRule(product, real(3), real(4), at(real(-1), real(0)));
    report.assertPassed();
    // @end
    assertThat(report.isPassed()).isTrue();
  }

  @Test
  void tape() {
    // @start region="tape"
    Tangent<Line> both = gradient(line -> loss(line, xs, ys), new Line(real(2), real(1)));
    Real bySlope = both.get(Line::slope);
    Tuple2<RealVector, RealVector> ofData =
        gradient((x, y) -> loss(new Line(real(2), real(1)), x, y), xs, ys);
    // @end
    assertThat(bySlope).isEqualTo(real(-4));
    assertThat(ofData).isEqualTo(Tuple.of(vec(0, 0, -4), vec(0, 0, 2)));
  }

  @Test
  void graph() {
    // @start region="graph"
    Graph graph =
        Graph.of(g -> {
          var x = g.input("x", vector(2));
          var w = g.parameter("w", vec(1, 2));
          g.output("loss", sum(square(named("residual", x.minus(w)))));
        });
    RealVector dw = graph.bind("x", vec(0, 0)).gradient("loss").vector("w");
    // @end
    assertThat(dw).isEqualTo(vec(2, 4));
  }

  @Test
  void distributions() {
    RealVector means = vec(0, 1);
    RealVector deviations = vec(1, 2);
    RealVector data = vec(0, 1);
    RealVector rates = vec(1, 2);
    RealVector counts = vec(0, 1);
    SplittableRandom random = new SplittableRandom(1);
    // @start region="distributions"
    Batch<Normal> models = map(Normal::new, means, deviations);
    Real likelihood = sum(map(Normal::logpdf, models, data));

    Batch<Poisson> counters = map(Poisson::new, rates);
    Real ofCounts = sum(map(fwddiff(Poisson::logpdf), counters, counts));

    double slope = gradient(shape -> new Gamma(shape, real(2)).rand(random), 3.0);
    // @end
    assertThat(ofCounts.value()).isCloseTo(Math.log(2) - 3, offset(1e-14));
    assertThat(slope).isPositive();
    assertThat(likelihood.value()).isCloseTo(-Math.log(4 * Math.PI), offset(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "algebra, forward, algebra",
    "forward, forward, forward",
    "bridge, bridge, bridge",
    "testing, bridge, bridge/testing",
    "tape, tape, tape",
    "graph, tape, tape/graph",
    "distributions, distributions, distributions"
  })
  void documentation_shows_this_code(String region, String module, String folder)
      throws IOException {
    Path documentation = Path.of("..", module, "src/main/java/dev/mixtape", folder);
    String printed =
        Files.readString(documentation.resolve("package-info.java"))
            .lines()
            .dropWhile(line -> !line.equals("/// ```java"))
            .skip(1)
            .takeWhile(line -> !line.equals("/// ```"))
            .map(line -> line.length() < 4 ? "" : line.substring(4))
            .collect(Collectors.joining("\n"));
    String compiled =
        Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"))
            .lines()
            .dropWhile(line -> !line.endsWith("@start region=\"" + region + "\""))
            .skip(1)
            .takeWhile(line -> !line.endsWith("// @end"))
            .collect(Collectors.joining("\n"));
    assertThat(printed).isEqualTo(compiled.stripTrailing().stripIndent());
  }
}
