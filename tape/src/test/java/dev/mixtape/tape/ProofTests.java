package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.rows.IncompleteBetaFunctions;
import dev.mixtape.algebra.rows.IncompleteGammaFunctions;
import dev.mixtape.algebra.rows.Table;
import dev.mixtape.forward.Forward;
import dev.mixtape.tape.ElementFunction.Call;
import dev.mixtape.tape.ElementFunction.Step;
import dev.mixtape.tape.MapProgram.Inputs;
import io.vavr.Function1;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Random programs over random batches: numbers, gradients and second derivatives are the same in
/// every mode, whatever evaluates them.
///
/// The reference is a loop over scalars without a node. What evaluates a map is chosen by size and
/// use, and by system properties: the build runs the class a second time with
/// `-Dmixtape.compile.after=0`. `-Dproof.tries=1000000` runs that many programs.
///
/// The bound: an entry may differ by a few thousand units in the last place of the largest number
/// of its kind and of the next higher order, by which a rounded operand moves it.
class ProofTests {
  private static final double FIRST = 1e-11;
  private static final double SECOND = 1e-10;

  /// Elements that a program is evaluated for until it is warm in any tier that has a threshold.
  private static final int LONG = 1000;

  /// Rows whose derivatives are long series.
  private static final Set<Row> SERIES =
      Stream.of(IncompleteGammaFunctions.class, IncompleteBetaFunctions.class)
          .flatMap(theme -> Table.rows(theme).stream())
          .collect(Collectors.toSet());

  @Provide
  Arbitrary<MapProgram> programs() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequency(
            Tuple.of(2, 1),
            Tuple.of(6, 3),
            Tuple.of(4, 15),
            Tuple.of(20, 16),
            Tuple.of(20, 17),
            Tuple.of(6, 100),
            Tuple.of(1, LONG));
    return Combinators.combine(
            Arbitraries.of(MapProgram.Form.class),
            functions(),
            functions(),
            sizes,
            Arbitraries.integers().between(0, 1_000_000))
        .as(MapProgram::new);
  }

  private static Arbitrary<ElementFunction> functions() {
    return steps().list().ofMinSize(1).ofMaxSize(8).map(ElementFunction::new);
  }

  private static Arbitrary<Step> steps() {
    Arbitrary<Integer> back = Arbitraries.integers().between(0, 10);
    Arbitrary<Call> calls = calls(back);
    return Arbitraries.frequencyOf(
        Tuple.of(40, calls.map(call -> call)),
        Tuple.of(6, Combinators.combine(back, back, calls, calls).as(ElementFunction.Branch::new)),
        Tuple.of(
            4, Arbitraries.of(0.0, 1.0, -1.0, 2.0, 0.5, 0.37).map(ElementFunction.Literal::new)),
        Tuple.of(2, back.map(ElementFunction.Stopped::new)),
        Tuple.of(1, Combinators.combine(calls, back).as(ElementFunction.Slope::new)),
        Tuple.of(
            1,
            Combinators.combine(calls, back, Arbitraries.of(true, false))
                .as(ElementFunction.Inner::new)));
  }

  private static Arbitrary<Call> calls(Arbitrary<Integer> back) {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(40, rows(row -> !SERIES.contains(row))),
                Tuple.of(1, rows(SERIES::contains))),
            back,
            back,
            back)
        .as(Call::new);
  }

  private static Arbitrary<Row> rows(Predicate<Row> included) {
    return Arbitraries.of(Table.ROWS.stream().filter(included).toList());
  }

  /// What a program answers: a value, its gradient, and the second derivative along a direction.
  @SuppressWarnings("ArrayRecordComponent")
  private record Answers(double value, double[] gradient, double[] curvature) {
    static Answers of(Function1<RealVector, Real> loss, RealVector at, RealVector direction) {
      var first = withGradient(loss, at);
      return new Answers(first._1.value(), first._2.toArray(), hvp(loss, at, direction).toArray());
    }

    private static double size(double... numbers) {
      return 1 + DoubleStream.of(numbers).map(Math::abs).max().orElse(0);
    }

    private double firstBound() {
      return FIRST * (size(value) + size(gradient) + size(curvature));
    }

    private double secondBound() {
      return SECOND * (size(gradient) + size(curvature));
    }

    void hasValue(String how, Real actual) {
      assertThat(actual.value()).as(how).isCloseTo(value, within(firstBound()));
    }

    void hasGradient(String how, RealVector actual) {
      assertThat(actual.toArray()).as(how).containsExactly(gradient, within(firstBound()));
    }

    void hasSlope(String how, Real actual, RealVector direction) {
      double slope = dot(vec(gradient), direction).value();
      assertThat(actual.value()).as(how).isCloseTo(slope, within(firstBound() * gradient.length));
    }

    void hasCurvature(String how, RealVector actual) {
      assertThat(actual.toArray()).as(how).containsExactly(curvature, within(secondBound()));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyModeAnswersTheSame(@ForAll("programs") MapProgram program) {
    Inputs in = program.inputs().orElse(null);
    Assume.that(in != null);
    RealVector at = in.all();
    RealVector direction = direction(at.size(), program.seed());
    Answers expected = Answers.of(v -> program.apply(Nodes.NONE, Inputs.of(v)), at, direction);
    compare(
        "in blocks", expected, v -> program.inBlocks(Nodes.AUTO, Inputs.of(v), 15), at, direction);
    for (int round = 0; round < (program.size() < LONG ? 1 : 2); round++) {
      for (Nodes nodes : Nodes.values()) {
        if (nodes == Nodes.NONE) continue;
        String how = nodes + " round " + round;
        compare(how, expected, v -> program.apply(nodes, Inputs.of(v)), at, direction);
        var parts =
            withGradient(
                (x, y, p) -> program.apply(nodes, new Inputs(x, y, p)), in.x(), in.y(), in.p());
        expected.hasValue(how, parts._1);
        expected.hasGradient(how, concat(parts._2._1, parts._2._2, vec(parts._2._3)));
      }
    }
  }

  private static void compare(
      String how,
      Answers expected,
      Function1<RealVector, Real> loss,
      RealVector at,
      RealVector direction) {
    expected.hasValue(how + ", numbers", loss.apply(at));
    expected.hasGradient(how + ", tape", gradient(loss, at));
    expected.hasSlope(how + ", duals", Forward.jvp(loss, at, direction), direction);
    expected.hasCurvature(how + ", forward over reverse", hvp(loss, at, direction));
    expected.hasCurvature(
        how + ", reverse over reverse",
        gradient((RealVector v) -> dot(gradient(loss, v), direction), at));
  }

  private static RealVector direction(int size, int seed) {
    SplittableRandom random = new SplittableRandom(seed + 1L);
    return vec(random.doubles(size, -1, 1).toArray());
  }
}
