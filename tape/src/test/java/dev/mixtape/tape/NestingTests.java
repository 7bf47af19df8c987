package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.Derivatives.Mode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every program in every nesting of forward and tape up to order four: with nodes as without, and
/// without nodes as finite differences say.
class NestingTests {
  private static final RealVector AT = vec(0.7, 1.3, -0.4);

  /// Longer batches cost more and are differentiated less often: their elements share the code of
  /// the shorter ones, or a program's columns. Loops cost more than maps, and long ones run the
  /// same code.
  private static int order(NodeProgram program, int size) {
    if (size > 20) return 1;
    return (size <= 3 ? 4 : 3) - (program.follows() ? 1 : 0);
  }

  /// One direction per level: parameters that a level of their own perturbs, and all together.
  private static final List<List<RealVector>> DIRECTIONS =
      List.of(
          List.of(vec(1, 0, 0), vec(0, 1, 0), vec(0, 0, 1), vec(0.5, -1, 0.25)),
          List.of(vec(0.5, 1, -0.5), vec(0.5, 1, -0.5), vec(1, 0, 0), vec(1, 0, 0)));

  static Stream<Arguments> cases() {
    return NodeProgram.all().stream().flatMap(p -> sizes(p).mapToObj(n -> Arguments.of(p, n)));
  }

  private static IntStream sizes(NodeProgram program) {
    if (!program.usesData()) return IntStream.of(1);
    return program.follows() ? IntStream.of(1, 3, 20) : IntStream.of(1, 3, 20, 3000);
  }

  static Stream<Arguments> casesWithNodes() {
    return cases().flatMap(c -> Nodes.all().map(n -> Arguments.of(c.get()[0], c.get()[1], n)));
  }

  private static Real derivative(
      NodeProgram program,
      Nodes nodes,
      int size,
      List<Mode> modes,
      List<RealVector> along,
      RealVector at) {
    RealVector data = vec(NodeProgram.Data.of(size));
    return Derivatives.nested(
        modes,
        steps -> {
          RealVector p = at;
          for (int i = 0; i < steps.size(); i++) p = p.plus(along.get(i).times(steps.get(i)));
          return program.apply(nodes, p, data);
        },
        List.of());
  }

  /// The derivative along the first directions, without nodes, forward over forward.
  private static double reference(
      NodeProgram program, int size, int order, List<RealVector> along, RealVector at) {
    List<Mode> forward = Collections.nCopies(order, Mode.FORWARD);
    return derivative(program, Nodes.NONE, size, forward, along, at).value();
  }

  private static double tolerance(double expected, double relative) {
    return relative * Math.max(1, Math.abs(expected));
  }

  @ParameterizedTest(name = "{0}, {1} elements")
  @MethodSource("cases")
  void theReferenceAgreesWithFiniteDifferences(NodeProgram program, int size) {
    for (List<RealVector> along : DIRECTIONS) {
      for (int order = 1; order <= order(program, size); order++) {
        int outer = order - 1;
        List<RealVector> inner = along.subList(0, outer);
        double expected =
            Derivatives.difference(
                t -> reference(program, size, outer, inner, AT.plus(along.get(outer).times(t))));
        assertThat(reference(program, size, order, along, AT))
            .as("order %s", order)
            .isCloseTo(expected, within(tolerance(expected, 1e-6)));
      }
    }
  }

  @ParameterizedTest(name = "{0}, {1} elements, {2}")
  @MethodSource("casesWithNodes")
  void nodesChangeNothingInAnyNesting(NodeProgram program, int size, Nodes nodes) {
    SoftAssertions soft = new SoftAssertions();
    for (List<RealVector> along : DIRECTIONS) {
      for (int order = 0; order <= order(program, size); order++) {
        double expected = reference(program, size, order, along, AT);
        for (List<Mode> nesting : Derivatives.nestings(order)) {
          soft.assertThat(derivative(program, nodes, size, nesting, along, AT).value())
              .as("%s", nesting)
              .isCloseTo(expected, within(tolerance(expected, 1e-9)));
        }
      }
    }
    soft.assertAll();
  }

  @ParameterizedTest(name = "{0}, {1} elements, {2}")
  @MethodSource("casesWithNodes")
  void gradientAndHessianInAllParametersAreThoseWithoutNodes(
      NodeProgram program, int size, Nodes nodes) {
    RealVector data = vec(NodeProgram.Data.of(size));
    double[] gradient = Forward.gradient(p -> program.apply(Nodes.NONE, p, data), AT).toArray();
    double[][] hessian = Forward.hessian(p -> program.apply(Nodes.NONE, p, data), AT).toArray();
    assertNear(Mixtape.gradient(p -> program.apply(nodes, p, data), AT).toArray(), gradient);
    assertNear(Forward.gradient(p -> program.apply(nodes, p, data), AT).toArray(), gradient);
    double[][] mixed = Mixtape.hessian(p -> program.apply(nodes, p, data), AT).toArray();
    double[][] taped =
        Mixtape.jacobian(q -> Mixtape.gradient(p -> program.apply(nodes, p, data), q), AT)
            .toArray();
    for (int row = 0; row < hessian.length; row++) {
      assertNear(mixed[row], hessian[row]);
      assertNear(taped[row], hessian[row]);
    }
  }

  private static void assertNear(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++)
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance(expected[i], 1e-9)));
  }
}
