package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.debugging;
import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.jvp;
import static dev.mixtape.tape.Mixtape.record;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.Capability;
import dev.mixtape.bridge.testing.EngineUnderTest;
import dev.mixtape.bridge.testing.Scenario;
import dev.mixtape.bridge.testing.TapeKit;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Debugging changes no bit of a result, in any mode, and finds nothing where nothing is wrong.
class DebuggedAgreementTests {
  private static void assertSame(String what, Supplier<double[][]> program) {
    assertThat(Arrays.deepToString(debugging(EnumSet.allOf(DebugCheck.class), program)))
        .as(what)
        .isEqualTo(Arrays.deepToString(program.get()));
  }

  private static double[][] rows(double[]... rows) {
    return rows;
  }

  static Stream<ReferenceGraph> graphs() throws IOException {
    return ReferenceGraph.all();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void graphsOfAllRows(ReferenceGraph g) {
    RealVector x = g.inputs();
    RealVector along = g.direction(x.size());
    assertSame("forward", () -> Forward.jacobian(g::outputs, x).toArray());
    for (Nodes n : Nodes.values()) {
      Function1<RealVector, Real> f = v -> n.call(v, g::result);
      assertSame("gradient, " + n, () -> rows(gradient(f, x).toArray()));
      assertSame("jvp, " + n, () -> rows(jvp(v -> n.call(v, g::outputs), x, along).toArray()));
    }
    Graph recorded = record(g::result, x);
    String output = recorded.outputs().iterator().next();
    String input = recorded.inputs().keySet().iterator().next();
    assertSame("graph", () -> rows(recorded.gradient(output).vector(input).toArray()));
  }

  /// Every fifth graph: a debugged hessian takes a while.
  static Stream<ReferenceGraph> someGraphs() throws IOException {
    List<ReferenceGraph> all = graphs().toList();
    List<ReferenceGraph> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 5) some.add(all.get(i));
    return some.stream();
  }

  @ParameterizedTest
  @MethodSource("someGraphs")
  void secondDerivativesInEveryNesting(ReferenceGraph g) {
    RealVector x = g.inputs();
    for (Nodes n : List.of(Nodes.NONE, Nodes.RECOMPUTE, Nodes.SINGLE_PASS)) {
      Function1<RealVector, Real> f = v -> n.call(v, g::result);
      assertSame("forward over tape, " + n, () -> hessian(f, x).toArray());
      assertSame("forward over forward, " + n, () -> Forward.hessian(f, x).toArray());
      assertSame(
          "tape over tape, " + n, () -> jacobian((RealVector v) -> gradient(f, v), x).toArray());
      assertSame(
          "tape over forward, " + n,
          () -> jacobian((RealVector v) -> Forward.gradient(f, v), x).toArray());
    }
  }

  static Stream<Row> rowsOfTheTable() {
    return Table.ROWS.stream();
  }

  @ParameterizedTest
  @MethodSource("rowsOfTheTable")
  void mapsOverReferencePoints(Row row) throws IOException {
    List<TableTests.Point> points = TableTests.points(row);
    double[] first = points.stream().mapToDouble(p -> p.at()[0]).toArray();
    for (Nodes n : Nodes.values()) {
      for (int size : new int[] {3, 20}) {
        RealVector at = vec(size, i -> Real.of(first[i % points.size()]));
        Function1<Real, Real> f =
            u -> points.getFirst().apply(vec(3, i -> i == 0 ? u : Real.of(at(points, i))));
        Function1<RealVector, Real> sum = v -> n.sumOf(v, f);
        Set<DebugCheck> checks = EnumSet.of(DebugCheck.SHAPES, DebugCheck.PURITY);
        assertThat(debugging(checks, () -> gradient(sum, at)).toArray())
            .as("%s, %d elements", n, size)
            .isEqualTo(gradient(sum, at).toArray());
      }
    }
  }

  private static double at(List<TableTests.Point> points, int operand) {
    double[] at = points.getFirst().at();
    return operand < at.length ? at[operand] : 0;
  }

  /// Our tape, with everything checked but what scenarios do on purpose: NaN, and counting calls.
  private record Debugged(Set<DebugCheck> checks) implements EngineUnderTest {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.allOf(Capability.class);
    }

    @Override
    public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
      return debugging(checks, () -> Mixtape.pullback(f, a));
    }
  }

  static Stream<Scenario> scenarios() {
    return TapeKit.scenarios().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theTapeConformsUnderTheSwitch(Scenario scenario) {
    boolean countsPullbacks = scenario.toString().contains("swept once per call");
    Set<DebugCheck> checks =
        countsPullbacks
            ? EnumSet.of(DebugCheck.SHAPES)
            : EnumSet.of(DebugCheck.SHAPES, DebugCheck.PURITY);
    TapeKit.run(new Debugged(checks), List.of(scenario)).requireConforming();
  }
}
