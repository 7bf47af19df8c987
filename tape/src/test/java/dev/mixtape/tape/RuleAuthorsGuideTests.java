package dev.mixtape.tape;

import static dev.mixtape.bridge.testing.CheckRule.*;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.EngineTrait;
import dev.mixtape.bridge.Projection;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.testing.Check;
import dev.mixtape.bridge.testing.RuleReport;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/// The code in `docs/for-rule-authors.md`, compiled and run.
class RuleAuthorsGuideTests {
  private static final Path GUIDE = Path.of("../docs/for-rule-authors.md");
  private static final Path OURSELVES =
      Path.of("src/test/java/dev/mixtape/tape/RuleAuthorsGuideTests.java");

  // @start
  static final Function2<Real, Real, Real> HYPOTENUSE =
      withRule(
          (a, b) -> real(Math.hypot(a.value(), b.value())),
          (context, y, a, b) ->
              dy -> {
                Real share = dy.natural().div(y);
                return Tuple.of(
                    Captures.none(), Tangent.of(a.times(share)), Tangent.of(b.times(share)));
              });

  // @end

  @Test
  void aRuleNests() {
    // @start
    double slope = gradient(a -> HYPOTENUSE.apply(a, real(4)), 3.0); // 3/5
    double second = hessian(a -> HYPOTENUSE.apply(a, real(4)), 3.0); // 4²/5³
    // @end
    assertThat(slope).isEqualTo(0.6, within(1e-15));
    assertThat(second).isEqualTo(0.128, within(1e-15));
  }

  // @start
  static final class Cbrt implements Function1<Real, Real>, Rule1<Real, Real> {
    private static final long serialVersionUID = 1L;

    @Override
    public Real apply(Real x) {
      return real(Math.cbrt(x.value()));
    }

    @Override
    public Pullback1<Real, Real> pullback(RuleContext context, Real y, Real x) {
      return dy -> Tuple.of(Captures.none(), Tangent.of(dy.natural().div(y.square().times(3))));
    }
  }

  // @end

  @Test
  void aClassMayBeItsOwnRule() {
    assertThat(gradient((Real x) -> call(new Cbrt(), x), 8.0)).isEqualTo(1.0 / 12, within(1e-15));
    checkRule(new Cbrt(), real(8)).assertPassed();
  }

  // @start
  static final Function2<RealVector, Real, RealVector> SCALED =
      withRule(
          (v, by) -> RealVector.of(v.times(by).toArray()),
          (context, y, v, by) ->
              dy ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.thunk(() -> Tangent.of(dy.natural().times(by))),
                      context.wants(2)
                          ? Tangent.of(v.dot(dy.natural()))
                          : new Tangent.NoTangent<>("argument 2 was not wanted")));

  // @end

  // @start
  record Line(Real slope, Real offset) {}

  static final Function2<Line, Real, Real> AT =
      withRule(
          (line, x) -> real(line.slope().value() * x.value() + line.offset().value()),
          (context, y, line, x) ->
              dy ->
                  Tuple.of(
                      Captures.none(),
                      Tangent.zero(line)
                          .with(Line::slope, x.times(dy.natural()))
                          .with(Line::offset, dy.natural()),
                      Tangent.of(line.slope().times(dy.natural()))));

  // @end

  // @start
  static final Function1<RealVector, RealVector> SQUARES =
      withRule(
          v -> RealVector.of(v.square().toArray()),
          (context, y, v) ->
              dy -> Tuple.of(Captures.none(), Tangent.of(v.times(dy.natural()).times(2))),
          (y, v) -> dv -> Tangent.of(v.times(dv.natural()).times(2)));

  // @end

  // @start
  static final Function1<Real, Real> CUBE =
      withRule(
          x -> real(Math.pow(x.value(), 3)),
          (context, y, x) -> {
            if (context.get(EngineTrait.SECOND_ORDER))
              return dy ->
                  Tuple.of(Captures.none(), Tangent.of(x.square().times(3).times(dy.natural())));
            double slope = 3 * x.value() * x.value();
            return dy -> Tuple.of(Captures.none(), Tangent.of(dy.natural().times(slope)));
          });

  // @end

  // @start
  static Function1<RealVector, Real> total(Function1<Real, Real> f) {
    return withRule(
        xs -> real(DoubleStream.of(xs.toArray()).map(x -> call(f, real(x)).value()).sum()),
        (context, y, xs) ->
            dy -> {
              List<Real> slopes = new ArrayList<>();
              for (int i = 0; i < xs.size(); i++)
                slopes.add(rruleViaAd(context, f, xs.get(i)).pullback().apply(dy)._2.natural());
              return Tuple.of(Captures.none(), Tangent.of(vec(slopes)));
            });
  }

  // @end

  // @start
  static Function1<RealVector, Real> entry(int i) {
    return withRule(
        v -> real(v.get(i).value()),
        (context, y, v) ->
            dy -> Tuple.of(Captures.none(), Tangent.adding(v, sum -> sum.add(i, dy.natural()))));
  }

  // @end

  // @start
  static final Projection<RealMatrix> SYMMETRIC = Projection.symmetric();

  static Real logVolume(RealMatrix covariance) {
    return logdet(SYMMETRIC.through(covariance)).times(0.5);
  }

  // @end

  @Test
  void theRulesOfTheGuidePassTheCheck() {
    // @start
    checkRule(HYPOTENUSE, real(3), real(4)).assertPassed();
    checkRule(SCALED, vec(1, -2, 3), real(0.5)).assertPassed();
    checkRule(AT, new Line(real(2), real(1)), real(3)).assertPassed();
    checkRule(SQUARES, vec(1, 2, 3), at(vec(1e6)), seed(7)).assertPassed();
    checkRule(CUBE, real(2)).assertPassed();
    checkRule(total(x -> sin(x)), vec(1, 2)).assertPassed();
    checkRule(entry(1), vec(1, 2, 3)).assertPassed();
    // @end
    RealMatrix slopes =
        gradient((RealMatrix a) -> logVolume(a), mat(new double[] {2, 1}, new double[] {1, 3}));
    assertThat(slopes.get(0, 1).value()).isEqualTo(slopes.get(1, 0).value());
    assertThat(slopes.get(0, 0).value()).isEqualTo(0.3, within(1e-15));
  }

  @Test
  void theReportIsTheOneOfTheGuide() throws IOException {
    // @start
    Function2<Real, Real, Real> wrong =
        withRule(
            (a, b) -> real(a.value() * b.value()),
            (context, y, a, b) ->
                dy ->
                    Tuple.of(
                        Captures.none(),
                        Tangent.of(stopGradient(b).times(dy.natural())),
                        Tangent.of(b.times(dy.natural()))));
    RuleReport report =
        checkRule(
            wrong,
            real(3),
            real(4),
            named("product"),
            skipping(Check.EDGE_POINTS, "not before the rest is right"));
    // @end
    assertThat(blocks("text")).containsExactly(report.toString());
  }

  @Test
  void debuggingNamesTheRule() {
    // @start
    Supplier<Double> slope = () -> debugging(() -> gradient(x -> HYPOTENUSE.apply(x, x), 0.0));
    // @end
    assertThatThrownBy(slope::get)
        .hasMessageContainingAll(
            "the first NaN in a cotangent: pulled back through rule in RuleAuthorsGuideTests(0.0,"
                + " 0.0) = 0.0 to operand 1, from the cotangent 1.0, called at",
            "; inside, the first NaN in a value: times(0.0, Infinity) = NaN, in the pullback of"
                + " rule in RuleAuthorsGuideTests, called at");
  }

  private static List<String> blocks(String kind) throws IOException {
    return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(GUIDE))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void theGuideShowsThisCode() throws IOException {
    List<String> regions =
        Pattern.compile(" // @start\n(.*?) *// @end\n", Pattern.DOTALL)
            .matcher(Files.readString(OURSELVES))
            .results()
            .map((MatchResult match) -> match.group(1).stripTrailing().stripIndent() + "\n")
            .toList();
    assertThat(blocks("java")).isEqualTo(regions);
  }
}
