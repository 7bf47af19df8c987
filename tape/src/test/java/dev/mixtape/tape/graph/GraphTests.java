package dev.mixtape.tape.graph;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.MixtapeException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.ShapeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.Wrong;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Graphs: recorded and built, looked at, run, differentiated and nested.
class GraphTests {
  record Model(Real scale) {
    Model {
      require(scale.gt(0), "Model: scale must be positive, but was %s", scale);
    }

    Real logpdf(Real x) {
      return log(scale).unaryMinus().minus(x.div(scale));
    }
  }

  record Params(Real b, RealVector w) {}

  private static final Params PARAMS = new Params(real(1), vec(1, 2));
  private static final RealVector X = vec(0.3, -0.2);

  private static Real loss(Params p, RealVector x) {
    Real scale = named("scale", exp(p.b().plus(sum(p.w().times(x)))));
    Real like =
        scope(
            "likelihood",
            () ->
                node(
                    "logpdf",
                    fwddiff(Model::logpdf),
                    node("model", fwddiff(Model::new), scale),
                    real(3)));
    return named("loss", like.unaryMinus());
  }

  /// The loss without any words: log s + 3 / s at s = exp(b + w x).
  private static double plainLoss(double b, double[] w, double[] x) {
    double s = Math.exp(b + w[0] * x[0] + w[1] * x[1]);
    return Math.log(s) + 3 / s;
  }

  /// Its derivative in b; in wᵢ it is xᵢ times that, in xᵢ wᵢ times.
  private static double slope() {
    return 1 - 3 / Math.exp(1 + 0.3 - 0.4);
  }

  private static Graph built(UnaryOperator<Function1<RealVector, Real>> mode) {
    return Graph.of(g -> {
      var x = g.input("x", vector(3));
      var w = g.parameter("w", vec(1, 2, 3));
      var r = named("residual", x.minus(w));
      g.output("loss", node("fit", mode.apply((RealVector v) -> sum(v.times(v))), r));
    });
  }

  private static Graph built() {
    return built(f -> reverse(f));
  }

  @Test
  void theWordsChangeNothingWhenNobodyRecords() {
    double expected = plainLoss(1, new double[] {1, 2}, new double[] {0.3, -0.2});
    assertThat(loss(PARAMS, X).value()).isCloseTo(expected, within(1e-14));
    var gradient = gradient((p, x) -> loss(p, x), PARAMS, X);
    assertThat(gradient._1.get(Params::b).value()).isCloseTo(slope(), within(1e-14));
    assertThat(gradient._1.get(Params::w).toArray())
        .containsExactly(new double[] {0.3 * slope(), -0.2 * slope()}, within(1e-14));
    assertThat(gradient._2.natural().toArray())
        .containsExactly(new double[] {slope(), 2 * slope()}, within(1e-14));
  }

  @Test
  void aRecordingRunsAtOtherInputsAndDifferentiatesByName() {
    Graph recorded = record(GraphTests::loss, PARAMS, X);
    assertThat(recorded.inputs().keySet()).containsExactlyInAnyOrder("b", "w", "x2");
    assertThat(recorded.outputs()).contains("scale", "loss", "result");
    assertThat(recorded.real("loss").value()).isCloseTo(loss(PARAMS, X).value(), within(1e-14));
    assertThat(recorded.bind("b", real(2)).real("loss").value())
        .isCloseTo(plainLoss(2, new double[] {1, 2}, new double[] {0.3, -0.2}), within(1e-14));
    NamedValues gradient = recorded.gradient("loss");
    assertThat(gradient.real("b").value()).isCloseTo(slope(), within(1e-14));
    assertThat(gradient.vector("w").toArray())
        .containsExactly(new double[] {0.3 * slope(), -0.2 * slope()}, within(1e-14));
    assertThat(gradient.vector("x2").toArray())
        .containsExactly(new double[] {slope(), 2 * slope()}, within(1e-14));
  }

  @Test
  void textShowsNamesScopesAndModes() {
    assertThat(record(GraphTests::loss, PARAMS, X).text())
        .contains(
            "scope likelihood",
            "node logpdf (fwddiff)",
            "node model (fwddiff)",
            "# scale",
            "loss",
            "input b",
            "input w");
    assertThat(built().text()).contains("node fit (reverse)", "residual", "input x", "vector(3)");
    assertThat(built(f -> f).text()).contains("node fit (automatic)");
  }

  @Test
  void dotShowsThemTooAndIsBalanced() {
    String dot = record(GraphTests::loss, PARAMS, X).dot();
    assertThat(dot)
        .startsWith("digraph")
        .contains("likelihood", "logpdf (fwddiff)", "model (fwddiff)", "scale", "->");
    assertThat(dot.chars().filter(c -> c == '{').count())
        .isEqualTo(dot.chars().filter(c -> c == '}').count());
    assertThat(dot.chars().filter(c -> c == '"').count()).isEven();
    assertThat(dot.lines().filter(line -> line.contains("subgraph")).count()).isEqualTo(3);
  }

  @Test
  void namesAreQuotedInDot() {
    Graph graph = record((Real x) -> named("a \"quoted\" name", x.square()), real(2));
    assertThat(graph.dot()).contains("a \\\"quoted\\\" name");
  }

  @Test
  void aBuiltGraphRunsAndDifferentiatesByName() {
    Graph bound = built().bind("x", vec(0, 0, 0));
    assertThat(bound.real("loss").value()).isEqualTo(14);
    assertThat(bound.vector("residual").toArray()).containsExactly(-1, -2, -3);
    assertThat(bound.gradient("loss").vector("w").toArray()).containsExactly(2, 4, 6);
    assertThat(bound.gradient("loss").vector("x").toArray()).containsExactly(-2, -4, -6);
    assertThat(bound.bind("w", vec(1, 1, 1)).real("loss").value()).isEqualTo(3);
  }

  static Stream<UnaryOperator<Function1<RealVector, Real>>> modes() {
    return Stream.of(f -> reverse(f), f -> fwddiff(f), f -> f);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void theModeOfANodeNeverChangesAResult(UnaryOperator<Function1<RealVector, Real>> mode) {
    Graph graph = built(mode);
    Function1<RealVector, Real> f = graph.function("x", "loss");
    RealVector at = vec(5, 6, 7);
    assertThat(f.apply(at).value()).isEqualTo(48);
    assertThat(gradient(f, at).toArray()).containsExactly(8, 8, 8);
    assertThat(Forward.gradient(f, at).toArray()).containsExactly(8, 8, 8);
    double[][] twice = {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}};
    assertThat(hessian(f, at).toArray()).isDeepEqualTo(twice);
    assertThat(jacobian((RealVector v) -> gradient(f, v), at).toArray()).isDeepEqualTo(twice);
  }

  @Test
  void aReplayThatWouldBranchAnotherWayIsRecordedAgainAndRight() {
    Graph graph = record((Real x) -> named("y", x.gt(1) ? x.square() : x.times(-3)), real(2));
    assertThat(graph.real("y").value()).isEqualTo(4);
    assertThat(graph.bind("x1", real(0.5)).real("y").value()).isEqualTo(-1.5);
    assertThat(graph.bind("x1", real(0.5)).gradient("y").real("x1").value()).isEqualTo(-3);
    assertThat(graph.bind("x1", real(3)).gradient("y").real("x1").value()).isEqualTo(6);
  }

  @Test
  void aBuiltGraphWithAnExampleMayBranch() {
    Graph graph =
        Graph.of(g -> {
          Real x = g.input("x", real(2));
          g.output("y", x.gt(1) ? x.square() : x.times(-3));
        });
    assertThat(graph.bind("x", real(3)).real("y").value()).isEqualTo(9);
    assertThat(graph.bind("x", real(-1)).real("y").value()).isEqualTo(3);
    assertThat(gradient(graph.<Real, Real>function("x", "y"), real(-1)).value()).isEqualTo(-3);
  }

  @Test
  void aComparisonOfAnInputWithoutNumberIsAnErrorThatOffersWhatToDo() {
    assertThatThrownBy(() -> Graph.of(g -> g.output("y", branching(g.input("x", scalar())))))
        .isInstanceOf(ScopeException.class)
        .hasMessageContaining("example value")
        .hasMessageContaining("ifPositive(");
    Graph selecting =
        Graph.of(g -> {
          Real x = g.input("x", scalar());
          g.output("y", ifPositive(x, x.square(), x.times(-3)));
        });
    assertThat(selecting.bind("x", real(-2)).real("y").value()).isEqualTo(6);
    assertThat(selecting.bind("x", real(-2)).gradient("y").real("x").value()).isEqualTo(-3);
  }

  private static Real branching(Real x) {
    return x.gt(1) ? x.square() : x;
  }

  static Stream<Wrong> wrongs() {
    return Stream.of(
        new Wrong(
            "no such input",
            () -> built().bind("z", real(1)),
            StructureException.class,
            "`z`",
            "x",
            "w"),
        new Wrong(
            "wrong shape",
            () -> built().bind("x", vec(1, 2)),
            ShapeException.class,
            "`x`",
            "vector(3)",
            "vector(2)"),
        new Wrong(
            "not bound", () -> built().real("loss"), StructureException.class, "`x`", "bind(\"x\""),
        new Wrong(
            "no such output",
            () -> built().bind("x", vec(1, 2, 3)).real("lose"),
            StructureException.class,
            "`lose`",
            "loss"),
        new Wrong(
            "two inputs of a name",
            () ->
                Graph.of(g -> {
                  g.input("x", scalar());
                  g.input("x", scalar());
                }),
            StructureException.class,
            "`x`",
            "already"),
        new Wrong(
            "leaving the algebra",
            () -> Graph.of(g -> g.output("y", real(g.input("x", scalar()).value()))),
            MixtapeException.class,
            "plain number"),
        new Wrong(
            "an error in a node",
            () -> node("model", fwddiff(Model::new), real(-1)),
            DomainException.class,
            "in node `model`",
            "scale must be positive",
            "-1.0"),
        new Wrong(
            "an error in a recorded node",
            () -> record((Real x) -> node("model", Model::new, x).scale(), real(-1)),
            DomainException.class,
            "in node `model`",
            "scale must be positive"),
        new Wrong(
            "an error in a scope",
            () -> scope("likelihood", () -> new Model(real(-2)).scale()),
            DomainException.class,
            "`likelihood`",
            "-2.0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongs")
  void theMessageSaysWhatIsWrong(Wrong wrong) {
    wrong.mustBeRefused();
  }

  @Test
  void aReplayThatMeetsABadValueNamesTheNode() {
    Graph graph =
        record(
            (Real x) -> named("y", node("model", fwddiff(Model::new), x).logpdf(real(3))), real(2));
    assertThatThrownBy(() -> graph.bind("x1", real(-1)).real("y"))
        .isInstanceOf(DomainException.class)
        .hasMessageContaining("in node `model`")
        .hasMessageContaining("-1.0");
  }

  @Test
  void aGraphDifferentiatesThroughItsBindings() {
    Graph graph = built();
    assertThat(
            gradient((Real s) -> graph.bind("x", vec(1, 1, 1).times(s)).real("loss"), real(2))
                .value())
        .isEqualTo(2 * (1 + 0 - 1));
    assertThat(
            hessian((Real s) -> graph.bind("x", vec(1, 1, 1).times(s)).real("loss"), real(2))
                .value())
        .isEqualTo(6);
  }

  @Test
  void theGradientOfAGraphIsDifferentiatedAgain() {
    Graph graph = built();
    Function1<Real, Real> slope =
        s -> sum(graph.bind("x", vec(1, 1, 1).times(s)).gradient("loss").vector("w"));
    assertThat(slope.apply(real(2)).value()).isZero();
    assertThat(gradient(slope, real(2)).value()).isEqualTo(-6);
  }

  @Test
  void aGraphNestsInAnotherGraph() {
    Graph inner = built();
    Graph outer =
        Graph.of(g -> {
          RealVector x = g.input("start", vector(3));
          g.output("total", inner.bind("x", x.times(2)).real("loss"));
        });
    assertThat(outer.bind("start", vec(1, 1, 1)).real("total").value()).isEqualTo(1 + 0 + 1);
    assertThat(outer.bind("start", vec(1, 1, 1)).gradient("total").vector("start").toArray())
        .containsExactly(4, 0, -4);
  }

  static Stream<Integer> sizes() {
    return Stream.of(3, 20);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aGraphNestsInAMap(int size) {
    Graph graph =
        record(
            (Real x, Real a) -> node("cube", fwddiff((Real y) -> y.square().times(y)), x).times(a),
            real(2),
            real(1));
    Function2<Real, Real, Real> f = (x, a) -> graph.bind("x1", x).bind("x2", a).real("result");
    double[] at = new double[size];
    double[] expected = new double[size];
    for (int i = 0; i < size; i++) {
      at[i] = 1 + i * 0.5;
      expected[i] = 3 * at[i] * at[i] * 5;
    }
    var gradient = gradient((v, a) -> sum(map((Real x) -> f.apply(x, a), v)), vec(at), real(5));
    assertThat(gradient._1.toArray()).containsExactly(expected, within(1e-9));
  }

  @Test
  void aGraphOfActiveValuesKeepsTheirGradients() {
    double derivative =
        gradient(
            (Real a) ->
                record((Real x) -> named("y", x.square().times(a)), real(3))
                    .gradient("y")
                    .real("x1"),
            2.0);
    assertThat(derivative).isEqualTo(6);
  }
}
