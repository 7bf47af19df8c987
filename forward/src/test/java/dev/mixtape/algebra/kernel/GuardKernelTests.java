package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Generated guards against the guards of the walked program.
class GuardKernelTests {
  private static final boolean[] SHARED = {false, false, true};

  /// A program of two inputs that are columns and a shared one.
  private static Program recorded(double[] at, Function<List<Value>, Value> f) {
    List<Value> numbers = Arrays.stream(at).mapToObj(Value::of).toList();
    boolean[] active = new boolean[at.length];
    return Objects.requireNonNull(
        Recorder.record(numbers, active, in -> f.apply(in).asReal()).program());
  }

  private static boolean compared(Comparison comparison, Real a, Real b) {
    return switch (comparison) {
      case GT -> a.gt(b);
      case GE -> a.ge(b);
      case LT -> a.lt(b);
      case LE -> a.le(b);
      case EQ -> a.eq(b);
    };
  }

  private static void requireAgreement(Program program, double[][] columns) {
    int size = columns[0].length;
    List<Value> values = new ArrayList<>();
    for (double[] column : columns)
      values.add(column.length == 1 ? new Scalar(column[0]) : Dense.vector(column));
    boolean[] hold = program.guardsHold(values, List.of(), size);
    int[] expected = IntStream.range(0, size).filter(e -> !hold[e]).toArray();
    GuardKernel kernel = GuardKernel.of(program, SHARED);
    assertThat(kernel.allHold(columns, size)).as("%s", program).isEqualTo(expected.length == 0);
    assertThat(kernel.failing(columns, size)).as("%s", program).containsExactly(expected);
    int[] some = IntStream.range(0, size).filter(e -> e % 3 != 1).toArray();
    GuardKernel.Split split = kernel.split(columns, some);
    assertThat(split.holding()).containsExactly(IntStream.of(some).filter(e -> hold[e]).toArray());
    assertThat(split.failing()).containsExactly(IntStream.of(some).filter(e -> !hold[e]).toArray());
  }

  /// A comparison of two values as distances back.
  record Branch(Comparison comparison, int left, int right) {}

  private static Value branching(
      List<Value> inputs, List<ScalarLoopTests.Step> steps, List<Branch> branches) {
    List<Value> values = new ArrayList<>(inputs);
    values.add(Value.of(0));
    Value result = inputs.get(0);
    for (ScalarLoopTests.Step step : steps) values.add(step.of(values));
    for (Branch branch : branches) {
      Value left = values.get(branch.left % values.size());
      Value right = values.get(branch.right % values.size());
      boolean held = compared(branch.comparison, left.asReal(), right.asReal());
      result = held ? result.plus(left) : result.times(right);
    }
    return result;
  }

  @Provide
  Arbitrary<List<Branch>> branches() {
    return Combinators.combine(
            Arbitraries.of(Comparison.class),
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(0, 99))
        .as(Branch::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<ScalarLoopTests.Step>> steps() {
    return ScalarLoopTests.steps(0, 8);
  }

  @Provide
  Arbitrary<double[]> points() {
    return Arbitraries.of(ScalarLoopTests.EDGES).array(double[].class).ofSize(3);
  }

  @Property(tries = 500)
  void randomGuardsAgreeWithTheWalkAtAllEdges(
      @ForAll("steps") List<ScalarLoopTests.Step> steps,
      @ForAll("branches") List<Branch> branches,
      @ForAll("points") double[] at) {
    Program program = recorded(at, inputs -> branching(inputs, steps, branches));
    double[][] edges = ScalarLoopTests.edges(2);
    requireAgreement(program, new double[][] {edges[0], edges[1], {at[2]}});
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void everyComparisonAndItsFailureAgreeWithTheWalkAtAllEdges(Comparison comparison) {
    double[][] edges = ScalarLoopTests.edges(2);
    for (double[] at : new double[][] {{1, 2, 0}, {2, 1, 0}, {1, 1, 0}, {1, Double.NaN, 0}}) {
      Program program =
          recorded(
              at,
              x -> {
                compared(comparison, x.get(0).asReal(), x.get(1).asReal());
                return x.get(0);
              });
      requireAgreement(program, new double[][] {edges[0], edges[1], {0}});
    }
  }

  @Test
  void aGuardOfWhatAllElementsShareHoldsForAllOrForNone() {
    Program program =
        recorded(
            new double[] {1, 1, 1},
            x -> {
              compared(Comparison.GT, x.get(2).asReal(), Real.of(0));
              return x.get(0);
            });
    double[] column = {1, 2, 3, 4};
    GuardKernel kernel = GuardKernel.of(program, SHARED);
    assertThat(kernel.allHold(new double[][] {column, column, {2}}, 4)).isTrue();
    assertThat(kernel.failing(new double[][] {column, column, {2}}, 4)).isEmpty();
    assertThat(kernel.allHold(new double[][] {column, column, {-2}}, 4)).isFalse();
    assertThat(kernel.failing(new double[][] {column, column, {Double.NaN}}, 4))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void withoutGuardsAndWithoutElementsAllHold() {
    double[][] none = {{}, {}, {-1}};
    Program free = recorded(new double[] {1, 1, 1}, x -> x.get(0));
    assertThat(GuardKernel.of(free, SHARED).allHold(new double[][] {{-1}, {0}, {0}}, 1)).isTrue();
    assertThat(GuardKernel.of(free, SHARED).failing(new double[][] {{-1}, {0}, {0}}, 1)).isEmpty();
    Program positive =
        recorded(
            new double[] {1, 1, 1},
            x -> {
              compared(Comparison.GT, x.get(0).asReal(), Real.of(0));
              return x.get(0);
            });
    assertThat(GuardKernel.of(positive, SHARED).allHold(none, 0)).isTrue();
    assertThat(GuardKernel.of(positive, SHARED).failing(none, 0)).isEmpty();
  }
}
