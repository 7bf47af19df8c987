package dev.mixtape.tape;

import static dev.mixtape.algebra.explain.NodeMode.PLAIN;
import static dev.mixtape.algebra.explain.NodeMode.RULE;
import static dev.mixtape.algebra.explain.NodeMode.SINGLE_PASS;
import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.ElementException;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.explain.Choice;
import dev.mixtape.algebra.explain.Explanation;
import dev.mixtape.algebra.explain.NodeReport;
import dev.mixtape.algebra.explain.NodeReport.Kind;
import dev.mixtape.algebra.explain.Operand;
import dev.mixtape.algebra.explain.Reason;
import dev.mixtape.algebra.explain.Work;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `explain` tells is what was done.
class ExplainTests {
  /// Calls of the functions below, counted by themselves.
  private static int calls;

  private static <T> T seen(T argument) {
    calls++;
    return argument;
  }

  private static final Function1<Real, Real> SQUARE = x -> seen(x).square();
  private static final Function1<RealVector, Real> NORM = v -> sum(seen(v).times(v));
  private static final Function1<Real, Real> RULED =
      withRule(
          SQUARE,
          (_, _, x) -> dy -> Tuple.of(Captures.none(), Tangent.of(dy.natural().times(x).times(2))));

  /// A program of one vector, and what is told of its last node: how it was evaluated and
  /// differentiated and why; passes and calls for the value; the same for the derivative; inputs,
  /// partials and results stored.
  record Program(String name, int size, Function1<RealVector, Real> f, String facts) {
    RealVector at() {
      return from(size, 0.5);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String facts(NodeReport node) {
    String how =
        Stream.concat(node.evaluations().stream(), node.modes().stream())
            .map(ExplainTests::shown)
            .collect(Collectors.joining(", "));
    return "%s; %d %d; %d %d; %d %d %d"
        .formatted(
            how,
            node.first().passes(),
            node.first().calls(),
            node.again().passes(),
            node.again().calls(),
            node.stored().inputs(),
            node.stored().partials(),
            node.stored().results());
  }

  private static String shown(Choice<?> choice) {
    String numbers = choice.limit() == 0 ? "" : " " + choice.number() + "/" + choice.limit();
    return choice.chosen().name() + " " + choice.reason() + numbers;
  }

  /// `start`, `start + 1`, …
  private static RealVector from(int size, double start) {
    return vec(size, i -> real(i + start));
  }

  private static Work work(int passes, int calls) {
    return new Work(passes, calls);
  }

  static Stream<Program> programs() {
    return Stream.of(calls(), plain(), shortMaps(), longMaps(), paths(), elements())
        .flatMap(programs -> programs);
  }

  private static Function1<RealVector, Real> first(Function1<Real, Real> f) {
    return v -> f.apply(v.get(0));
  }

  private static Stream<Program> calls() {
    Function1<RealVector, Real> single = fwddiff(NORM, Strategy.SINGLE_PASS);
    Function1<RealVector, Real> recomputed = fwddiff(NORM, Strategy.RECOMPUTE);
    return Stream.of(
        new Program(
            "a call", 1, first(fwddiff(SQUARE)), "SINGLE_PASS ONE_PASS 1/8; 1 1; 0 0; 0 1 1"),
        new Program("wide", 9, fwddiff(NORM), "REVERSE SEVERAL_PASSES 9/8; 2 2; 0 0; 0 0 0"),
        new Program("wide, forced", 9, single, "SINGLE_PASS ASKED; 2 2; 0 0; 0 9 1"),
        new Program("wide, recomputed", 9, recomputed, "RECOMPUTE ASKED; 1 1; 2 2; 9 0 1"),
        new Program("reverse", 9, reverse(NORM), "REVERSE ASKED; 1 1; 0 0; 0 0 0"),
        new Program("a rule", 1, first(RULED), "RULE HAS_RULE; 1 1; 0 0; 1 0 1"),
        new Program(
            "a rule asked for",
            1,
            v -> rrule(fwddiff(SQUARE), v.get(0)).get().value(),
            "SINGLE_PASS RULE_ASKED; 1 1; 0 0; 0 3 2"),
        new Program(
            "a plain function with a name",
            9,
            v -> node("plain", NORM, v),
            "REVERSE NO_NODE; 1 1; 0 0; 0 0 0"));
  }

  /// Nothing that their functions are given is being differentiated.
  private static Stream<Program> plain() {
    return Stream.of(
            fwddiff(SQUARE),
            fwddiff(SQUARE, Strategy.SINGLE_PASS),
            fwddiff(SQUARE, Strategy.RECOMPUTE),
            RULED)
        .map(f ->
            new Program(
                "of constants",
                1,
                v -> v.get(0).times(f.apply(real(3))),
                "PLAIN NOTHING_ACTIVE; 1 1; 0 0; 0 0 0"));
  }

  private static Real mapped(RealVector v, Function1<Real, Real> f) {
    return sum(map(f, v));
  }

  private static Stream<Program> shortMaps() {
    String elements = "ELEMENTS SHORT_BATCH 3/16, ";
    Function1<Real, Real> recomputed = fwddiff(SQUARE, Strategy.RECOMPUTE);
    Function1<Batch<Real>, Batch<Real>> mapping = mapping(fwddiff(SQUARE));
    return Stream.of(
        new Program("an empty map", 0, v -> mapped(v, SQUARE), "NONE EMPTY; 0 0; 0 0; 0 0 0"),
        new Program(
            "a short map",
            3,
            v -> mapped(v, SQUARE),
            elements + "SINGLE_PASS ONE_PASS 1/8; 1 3; 0 0; 0 3 3"),
        new Program(
            "recomputed",
            3,
            v -> mapped(v, recomputed),
            elements + "RECOMPUTE ASKED; 1 3; 1 3; 3 0 3"),
        new Program(
            "reverse",
            3,
            v -> mapped(v, reverse(SQUARE)),
            elements + "REVERSE ASKED; 1 3; 0 0; 0 0 0"),
        new Program(
            "a map's rule asked for",
            3,
            v -> sum((RealVector) rrule(mapping, v).get().value()),
            "ELEMENTS RULE_ASKED, SINGLE_PASS RULE_ASKED; 1 3; 0 0; 0 9 6"));
  }

  private static Real withEightCaptures(Real x, RealVector v) {
    Real sum = seen(x);
    for (int i = 0; i < 8; i++) sum = sum.plus(v.get(i).times(x));
    return sum;
  }

  private static Stream<Program> longMaps() {
    String columns = "COLUMNS ONE_PATH 1/16, ";
    Function1<Real, Real> recomputed = fwddiff(SQUARE, Strategy.RECOMPUTE);
    return Stream.of(
        new Program(
            "a long map",
            20,
            v -> mapped(v, SQUARE),
            columns + "SINGLE_PASS FEW_OPERANDS 1/8; 1 1; 0 0; 0 20 20"),
        new Program(
            "recomputed",
            20,
            v -> mapped(v, recomputed),
            columns + "RECOMPUTE ASKED; 1 1; 1 0; 20 0 20"),
        new Program(
            "many captures",
            8,
            v -> mapped(from(20, 0), x -> withEightCaptures(x, v)),
            columns + "REVERSE MANY_OPERANDS 9/8; 1 1; 0 0; 0 0 0"),
        new Program(
            "of constants",
            1,
            v -> v.get(0).plus(mapped(from(20, 0), SQUARE)),
            columns + "PLAIN NOTHING_ACTIVE; 1 1; 0 0; 0 0 0"),
        new Program(
            "a node that is recorded",
            20,
            v -> mapped(v, x -> fwddiff(SQUARE).apply(x)),
            "REVERSE RECORDED; 2 2; 0 0; 0 0 0"));
  }

  private static Real branching(Real x, int branches) {
    Real y = seen(x);
    for (int i = 1; i < branches && x.gt(i); i++) y = y.plus(1);
    return y;
  }

  private static Stream<Program> paths() {
    return Stream.of(
        new Program(
            "two paths",
            20,
            v -> mapped(v, x -> branching(x, 2)),
            "COLUMNS FEW_PATHS 2/16, SINGLE_PASS FEW_OPERANDS 1/8; 2 2; 0 0; 0 19 19"),
        new Program(
            "forty paths",
            40,
            v -> mapped(v, x -> branching(x, 40)),
            "ELEMENTS MANY_PATHS 17/16, COLUMNS FEW_PATHS 16/16, SINGLE_PASS FEW_OPERANDS 1/8,"
                + " SINGLE_PASS ONE_PASS 1/8; 18 40; 0 0; 0 39 39"));
  }

  /// Long maps whose function cannot be recorded over columns.
  private static Stream<Program> elements() {
    return Stream.of(
        new Program(
            "one that leaves the algebra",
            20,
            v -> sum(map(fwddiff((Real x, Real k) -> seen(x).times(k.value())), v, from(20, 0))),
            "ELEMENTS ESCAPED, SINGLE_PASS ONE_PASS 1/8; 2 21; 0 0; 0 20 20"),
        new Program(
            "elements with vectors",
            2,
            v -> sum((RealVector) map(NORM, Batch.of(Collections.nCopies(20, v)))),
            "ELEMENTS ARRAYS, SINGLE_PASS ONE_PASS 2/8; 2 21; 0 0; 0 40 20"),
        new Program(
            "an array inside",
            20,
            v -> mapped(v, x -> sum(ones(2).times(seen(x)))),
            "ELEMENTS ARRAYS, SINGLE_PASS ONE_PASS 1/8; 2 21; 0 0; 0 20 20"));
  }

  private static NodeReport told(Program program) {
    return explain(program.f, program.at()).all().toList().getLast();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatWasChosenAndWhyAndDoneAndStored(Program program) {
    assertThat(facts(told(program))).isEqualTo(program.facts);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theCallsToldAreTheCallsMade(Program program) {
    calls = 0;
    NodeReport node = told(program);
    assertThat(node.first().calls() + node.again().calls()).isEqualTo(calls);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void toldOrNotTheResultIsTheSame(Program program) {
    List<RealVector> told = new ArrayList<>();
    explain(
        v -> {
          told.add(gradient(program.f, program.at()));
          return sum(v);
        },
        vec(1));
    assertThat(told.get(0).toArray()).isEqualTo(gradient(program.f, program.at()).toArray());
  }

  private static List<Reason> reasons(Explanation explanation) {
    return explanation
        .all()
        .flatMap(node -> Stream.concat(node.evaluations().stream(), node.modes().stream()))
        .map(Choice::reason)
        .toList();
  }

  /// What is met within the function of a node that is recomputed: once on plain numbers, and again
  /// on duals.
  static Stream<Function1<Real, Real>> inner() {
    return Stream.of(
        fwddiff(SQUARE),
        x -> mapped(vec(1, 1), y -> y.times(x)),
        x -> mapped(ones(20), y -> y.times(x)));
  }

  @ParameterizedTest
  @MethodSource("inner")
  void aNodeInsideOneThatIsRecomputedRunsOnPlainNumbersFirst(Function1<Real, Real> inner) {
    Explanation told = explain(fwddiff((Real x) -> inner.apply(x), Strategy.RECOMPUTE), real(3));
    List<NodeReport> inside = told.nodes().get(0).nodes();
    assertThat(inside).hasSize(2);
    assertThat(inside.get(0).modes()).containsExactly(Choice.of(PLAIN, Reason.PLAIN_RUN));
    assertThat(inside.get(0).first().calls()).isPositive();
    assertThat(inside.get(0).again().calls()).isZero();
    assertThat(inside.get(1).mode()).isEqualTo(SINGLE_PASS);
    assertThat(inside.get(1).first().calls()).isZero();
    assertThat(inside.get(1).again().calls()).isPositive();
  }

  @Test
  void aRuleInsideAMapIsNamedAsTheObstacle() {
    NodeReport map = explain((RealVector v) -> mapped(v, RULED), from(20, 0)).nodes().get(0);
    assertThat(map.evaluations()).extracting(Choice::reason).containsExactly(Reason.NO_PRIMITIVE);
    assertThat(map.evaluations().get(0).because())
        .contains("in ExplainTests")
        .contains("no primitive");
    NodeReport inside = map.nodes().get(0);
    assertThat(inside.mode()).isEqualTo(RULE);
    assertThat(map.nodes().stream().mapToInt(NodeReport::times).sum()).isEqualTo(21);
  }

  @Test
  void everyReasonIsMet() {
    EnumSet<Reason> met = EnumSet.noneOf(Reason.class);
    programs().forEach(program -> met.addAll(reasons(explain(program.f, program.at()))));
    met.addAll(
        reasons(
            explain(fwddiff((Real x) -> fwddiff(SQUARE).apply(x), Strategy.RECOMPUTE), real(3))));
    met.addAll(reasons(explain((RealVector v) -> mapped(v, RULED), from(20, 0))));
    assertThat(met).containsExactlyInAnyOrder(Reason.values());
  }

  @Test
  void operandsAreArgumentsAndWhatIsCaptured() {
    var told =
        explain(
            (RealVector v, Real k) ->
                node(
                    "fit",
                    fwddiff(
                        (RealVector w, Real c, Real n) -> sum(w.times(c)).times(k).times(n.value()),
                        holding(3)),
                    v,
                    real(2),
                    k),
            vec(1, 2),
            real(3));
    assertThat(told.node("fit").operands())
        .containsExactly(
            new Operand(1, 2, 2, false, false),
            new Operand(2, 1, 0, false, false),
            new Operand(3, 1, 0, false, true),
            new Operand(0, 1, 1, false, false));
    var mapped =
        explain(
            (RealVector v) ->
                sum(
                    map(
                        fwddiff(Exponential::logpdf),
                        map(fwddiff(Exponential::new), v),
                        vec(1, 2))),
            vec(3, 4));
    assertThat(mapped.nodes().get(1).operands())
        .containsExactly(new Operand(1, 1, 1, true, false), new Operand(2, 1, 0, true, false));
  }

  @Test
  void aFunctionWithARuleIsNamedByTheFunctionInIt() {
    var mapped = explain(xs -> sum(map(RULED, xs)), vec(1, 2)).all();
    var called = explain(x -> RULED.apply(x), real(2)).all();
    assertThat(mapped).isNotEmpty().allSatisfy(ExplainTests::isNamedHere);
    assertThat(called).isNotEmpty().allSatisfy(ExplainTests::isNamedHere);
  }

  private static void isNamedHere(NodeReport node) {
    assertThat(node.function()).contains("ExplainTests");
  }

  @Test
  void namesScopesAndFunctionsAreTold() {
    var told =
        explain(
            (Real scale) ->
                scope(
                    "likelihood",
                    () ->
                        node(
                            "logpdf",
                            fwddiff(Exponential::logpdf),
                            node("model", fwddiff(Exponential::new), scale),
                            real(3))),
            real(2));
    NodeReport scope = told.nodes().get(0);
    assertThat(scope.kind()).isEqualTo(Kind.SCOPE);
    assertThat(scope.nodes()).extracting(NodeReport::name).containsExactly("model", "logpdf");
    assertThat(scope.nodes())
        .extracting(NodeReport::function)
        .containsExactly("Exponential::new", "Exponential::logpdf");
    assertThat(told.node("model").mode()).isEqualTo(SINGLE_PASS);
    assertThat(explain(node -> node("ruled", RULED, node), real(2)).node("ruled").mode())
        .isEqualTo(RULE);
    assertThatThrownBy(() -> told.node("modle"))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("no node is called `modle`")
        .hasMessageContaining("[likelihood, model, logpdf]")
        .hasMessageContaining("node(\"modle\", f, …)");
  }

  @Test
  void aGraphTellsItsForwardNodes() {
    Graph graph = record((Real x) -> node("square", fwddiff(SQUARE), x).plus(1), real(2));
    var told = explain((Real x) -> graph.bind("x1", x).real("result"), real(3));
    assertThat(told.node("square").modes()).containsExactly(Choice.of(SINGLE_PASS, Reason.ASKED));
    assertThat(told.node("square").stored().partials()).isEqualTo(1);
  }

  @Test
  void nodesThatDidTheSameAreOne() {
    var told =
        explain(
            (Real x) -> {
              Real y = x;
              for (int i = 0; i < 50; i++) y = sin(fwddiff(SQUARE).apply(y));
              return y;
            },
            real(0.5));
    assertThat(told.nodes()).hasSize(1);
    assertThat(told.nodes().get(0).times()).isEqualTo(50);
    assertThat(told.nodes().get(0).first()).isEqualTo(work(50, 50));
    assertThat(told.toString()).contains("call of a lambda in ExplainTests, 50 times");
  }

  @Test
  void aScopeWithoutNodesIsNotTold() {
    var told = explain((Real x) -> scope("outer", () -> scope("inner", () -> x.square())), real(2));
    assertThat(told.nodes()).isEmpty();
    assertThat(told.toString()).startsWith("no nodes");
  }

  @Test
  void aMapInAMapIsToldInsideIt() {
    var told =
        explain(
            (RealVector v) -> sum(map((Real x) -> mapped(vec(1, 2, 3), y -> y.times(x)), v)),
            vec(1, 2));
    NodeReport outer = told.nodes().get(0);
    assertThat(outer.elements()).isEqualTo(2);
    assertThat(outer.nodes()).hasSize(1);
    assertThat(outer.nodes().get(0).elements()).isEqualTo(3);
    assertThat(outer.nodes().get(0).times()).isEqualTo(2);
    assertThat(outer.nodes().get(0).first().calls()).isEqualTo(6);
  }

  /// Inside a gradient, around one, and in itself.
  @Test
  void explanationsAndDerivativesNest() {
    List<Explanation> told = new ArrayList<>();
    Function1<Real, Real> f = x -> fwddiff(SQUARE).apply(x).times(x);
    double second =
        gradient(
            (Real x) ->
                gradient(
                    (Real y) -> {
                      told.add(explain(f, y));
                      return f.apply(y);
                    },
                    x),
            3.0);
    assertThat(second).isEqualTo(18);
    NodeReport nested = told.get(0).nodes().get(0);
    assertThat(nested.first()).as("one pass for all orders").isEqualTo(work(1, 1));
    assertThat(nested.stored().partials())
        .as("three, one per level, and three of these in lower levels")
        .isEqualTo(6);

    var around = explain((Real x) -> gradient(f, x), real(3));
    assertThat(around.nodes()).hasSize(1);
    assertThat(around.nodes().get(0).modes().get(0).reason()).isEqualTo(Reason.ONE_PASS);

    var outer =
        explain(
            (Real x) -> {
              assertThat(explain(f, x).nodes()).hasSize(1);
              return x;
            },
            real(3));
    assertThat(outer.nodes()).as("the inner one listens alone").isEmpty();
  }

  @Test
  void whatTheFunctionThrowsComesOutUnchanged() {
    Function1<Real, Real> failing =
        x -> {
          if (x.gt(2)) throw new IllegalStateException("no");
          return x;
        };
    Function1<RealVector, Real> f = v -> sum(map(fwddiff(failing), v));
    assertThatThrownBy(() -> explain(f, vec(1, 3)))
        .isInstanceOf(ElementException.class)
        .hasMessage(message(() -> gradient(f, vec(1, 3))))
        .hasRootCauseInstanceOf(IllegalStateException.class);
    var told =
        explain(
            (RealVector v) -> {
              assertThatThrownBy(() -> f.apply(v)).isInstanceOf(ElementException.class);
              return sum(map(SQUARE, v));
            },
            vec(1, 3));
    assertThat(told.nodes()).as("the second is not inside the first").hasSize(2);
  }

  private static String message(Runnable failing) {
    try {
      failing.run();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void anotherThreadIsNotListenedTo() {
    var told =
        explain(
            (Real x) -> {
              Thread other =
                  Thread.ofVirtual()
                      .start(() -> gradient((Real y) -> fwddiff(SQUARE).apply(y), 2.0));
              try {
                other.join();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return x.square();
            },
            real(3));
    assertThat(told.nodes()).isEmpty();
  }

  /// A pullback that outlives its explanation tells nobody.
  @Test
  void aPullbackMayOutliveTheExplanation() {
    List<Rrule1<Real, Real>> kept = new ArrayList<>();
    var told =
        explain(
            (Real x) -> {
              kept.add(pullback(fwddiff(SQUARE, Strategy.RECOMPUTE), real(5)));
              return x;
            },
            real(3));
    assertThat(kept.get(0).pullback().apply(real(1))._2.natural().value()).isEqualTo(10);
    assertThat(told.nodes().get(0).again()).isEqualTo(work(0, 0));
  }

  @Test
  void aFunctionWithARuleIsExplainedAlone() {
    var told = explain(fwddiff(Exponential::logpdf), Exponential.of(2), real(3));
    assertThat(told.nodes()).hasSize(1);
    assertThat(told.toString())
        .isEqualTo(
            """
            call of Exponential::logpdf
              mode      forward, single pass, chosen: its components (2) are at most the 8 of one pass
              operands  argument 1: 1, 1 active; argument 2: 1, 1 active
              work      passes 1, calls 1; for the derivative nothing
              primal    from the pass on duals
              stored    inputs 0, partials 2, results 1 (24 bytes)
            """);
  }
}
