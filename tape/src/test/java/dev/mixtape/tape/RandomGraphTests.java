package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.hvp;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.jvp;
import static dev.mixtape.tape.Mixtape.record;
import static dev.mixtape.tape.Mixtape.vjp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Products;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.graph.Graph;
import io.vavr.Function1;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random scalar graphs over all rows: every word for derivatives, in every mode, against
/// differences that were computed elsewhere in forty digits.
class RandomGraphTests {
  static Stream<ReferenceGraph> graphs() throws IOException {
    return ReferenceGraph.all();
  }

  @Test
  void everyRowIsInAGraph() throws IOException {
    Set<Row> used =
        graphs()
            .flatMap(g -> g.steps().stream())
            .map(ReferenceGraph.Step::row)
            .collect(Collectors.toSet());
    assertThat(used)
        .as("rows in graphs.txt, which src/test/references/graphs.py writes")
        .containsExactlyInAnyOrderElementsOf(Table.ROWS);
    assertThat(graphs())
        .hasSize(100)
        .allSatisfy(g -> {
          assertThat(g.steps()).hasSizeBetween(10, 80);
          assertThat(g.inputs().size()).isBetween(2, 8);
        });
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void valuesAndJacobians(ReferenceGraph g) {
    RealVector x = g.inputs();
    g.assertNear("value", g.outputs(x), g.values());
    g.assertNear("Jacobian by duals", Forward.jacobian(g::outputs, x), g.jacobian());
    for (Nodes n : Nodes.values()) {
      Function1<RealVector, RealVector> f = v -> n.call(v, g::outputs);
      g.assertNear("Jacobian, node " + n, jacobian(f, x), g.jacobian());
      g.assertNear("gradient, node " + n, gradient(v -> n.call(v, g::result), x), g.gradient());
      RealVector cotangent = g.direction(g.outputs().size());
      RealVector expected = Products.vecmat(Value.of(g.jacobian()), Value.of(cotangent)).asVector();
      g.assertNear("vjp, node " + n, vjp(f, x, cotangent), expected);
      RealVector direction = g.direction(x.size());
      g.assertNear("jvp, node " + n, jvp(f, x, direction), g.jacobian().matvec(direction));
    }
    Graph recorded = record(g::result, x);
    String output = recorded.outputs().iterator().next();
    String input = recorded.inputs().keySet().iterator().next();
    g.assertNear("gradient of a recording", recorded.gradient(output).vector(input), g.gradient());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void hessians(ReferenceGraph g) {
    RealVector x = g.inputs();
    RealVector direction = g.direction(x.size());
    RealVector along = g.hessian().matvec(direction);
    for (Nodes n : Nodes.values()) {
      Function1<RealVector, Real> f = v -> n.call(v, g::result);
      g.assertNear("hessian, node " + n, hessian(f, x), g.hessian());
      g.assertNear("forward over forward, node " + n, Forward.hessian(f, x), g.hessian());
      g.assertNear(
          "tape over forward, node " + n,
          jacobian((RealVector v) -> Forward.gradient(f, v), x),
          g.hessian());
      g.assertNear(
          "tape over tape, node " + n, jacobian((RealVector v) -> gradient(f, v), x), g.hessian());
      g.assertNear("hvp, node " + n, hvp(f, x, direction), along);
      g.assertNear("hvp by duals, node " + n, Forward.hvp(f, x, direction), along);
      g.assertNear(
          "vjp of the gradient, node " + n,
          vjp((RealVector v) -> gradient(f, v), x, direction),
          along);
    }
  }
}
