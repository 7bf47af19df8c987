package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Random programs with random nodes, in all modes against the same program without nodes.
class RandomProgramTests {
  private static final RealVector AT = vec(0.7, 1.3, -0.4);

  enum Word {
    PLUS,
    TIMES,
    QUOTIENT,
    WAVE,
    BRANCH;

    Real apply(Real x, Real y) {
      return switch (this) {
        case PLUS -> x.plus(y.times(2));
        case TIMES -> x.times(y);
        case QUOTIENT -> x.div(y.square().plus(1));
        case WAVE -> sin(x.times(y)).plus(exp(tanh(x)));
        case BRANCH -> x.gt(y) ? x.square() : x.times(y).plus(y);
      };
    }
  }

  enum Place {
    INLINE,
    NODE,
    CAPTURE,
    CAPTURED_ALONE,
    SHORT_MAP,
    LONG_MAP,
    DERIVATIVE
  }

  record Step(Word word, Place place, int left, int right) {
    Real apply(Nodes n, List<Real> values) {
      Real x = values.get(left % values.size());
      Real y = values.get(right % values.size());
      return switch (place) {
        case INLINE -> word.apply(x, y);
        case NODE -> n.call(x, y, word::apply);
        case CAPTURE -> n.call(x, u -> word.apply(u, y));
        case CAPTURED_ALONE -> n.call(real(0.5), u -> word.apply(x, y).times(u));
        case SHORT_MAP -> n.sumOf(vec(0.3, 1.1).times(x), u -> word.apply(u, y));
        case LONG_MAP ->
            n.sumOf(vec(NodeProgram.Data.of(17)).times(0.1).plus(x), u -> word.apply(u, y)).div(17);
        case DERIVATIVE -> gradient((Real z) -> n.call(z, u -> word.apply(u, y).times(x)), x);
      };
    }
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    Arbitrary<Integer> operands = Arbitraries.integers().between(0, 20);
    return Combinators.combine(
            Arbitraries.of(Word.class), Arbitraries.of(Place.class), operands, operands)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static Real run(List<Step> program, Nodes nodes, RealVector at) {
    List<Real> values = new ArrayList<>(List.of(at.get(0), at.get(1), at.get(2)));
    for (Step step : program) values.add(tanh(step.apply(nodes, values)));
    return values.getLast().plus(values.get(values.size() - 2));
  }

  @Property(tries = 300)
  void nodesChangeNothing(@ForAll("programs") List<Step> program) {
    double[] gradient = Forward.gradient(v -> run(program, Nodes.NONE, v), AT).toArray();
    double[][] hessian = Forward.hessian(v -> run(program, Nodes.NONE, v), AT).toArray();
    Nodes.all()
        .forEach(n -> {
          assertThat(gradient((RealVector v) -> run(program, n, v), AT).toArray())
              .as("%s", n)
              .containsExactly(gradient, within(1e-9));
          assertNear(hessian((RealVector v) -> run(program, n, v), AT).toArray(), hessian);
          assertNear(
              jacobian((RealVector v) -> gradient((RealVector w) -> run(program, n, w), v), AT)
                  .toArray(),
              hessian);
          assertNear(
              jacobian((RealVector v) -> Forward.gradient(w -> run(program, n, w), v), AT)
                  .toArray(),
              hessian);
        });
  }

  private static void assertNear(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++)
      assertThat(actual[i]).containsExactly(expected[i], within(1e-8));
  }
}
