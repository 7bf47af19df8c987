package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.program.DualProgram;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.algebra.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Generated loops against the evaluation of the same program on duals, element by element.
class ScalarLoopTests {
  static final Double[] EDGES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    -2.0,
    3.7,
    1e-300,
    1e300,
    40.0,
    -40.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private static final int ULPS = 64;

  static List<Row> rows() {
    return Table.ROWS;
  }

  /// Every combination of edges for as many operands.
  static double[][] edges(int arity) {
    int size = (int) Math.pow(EDGES.length, arity);
    double[][] columns = new double[arity][size];
    for (int e = 0; e < size; e++) {
      int rest = e;
      for (int i = 0; i < arity; i++, rest /= EDGES.length) {
        columns[i][e] = EDGES[rest % EDGES.length];
      }
    }
    return columns;
  }

  static Program recorded(int inputs, Function<List<Value>, Value> f) {
    List<Value> numbers = new ArrayList<>();
    boolean[] active = new boolean[inputs];
    Arrays.fill(active, true);
    for (int i = 0; i < inputs; i++) numbers.add(new Scalar(0.25 + i));
    return Objects.requireNonNull(
        Recorder.record(numbers, active, in -> f.apply(in).asReal()).program());
  }

  /// The value and the partials of one element on duals; null for a structural zero.
  private static @Nullable Double[] onDuals(Program program, double[] at) {
    DualLevel level = new DualLevel();
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      @Nullable Value[] seed = new Value[at.length];
      seed[i] = Scalar.ONE;
      inputs.add(level.dual(new Scalar(at[i]), seed));
    }
    Value y = program.evaluate(inputs, List.of()).get(0);
    @Nullable Double[] answer = new Double[at.length + 1];
    answer[0] = level.primalOf(y).scalarNumber();
    for (int i = 0; i < at.length; i++) {
      Value partial = level.partialOf(y, i);
      answer[i + 1] = partial == null ? null : partial.scalarNumber();
    }
    return answer;
  }

  private static void requireAgreement(Program program, double[][] columns) {
    int inputs = columns.length;
    int size = columns[0].length;
    boolean[] wanted = new boolean[inputs];
    Arrays.fill(wanted, true);
    DualProgram dual = DualProgram.of(program, wanted);
    double[][] outputs = new double[dual.program().outputs().size()][size];
    ScalarLoop.of(dual.program(), new boolean[inputs], new boolean[outputs.length])
        .run(columns, outputs, 0, size);
    for (int e = 0; e < size; e++) {
      double[] at = new double[inputs];
      for (int i = 0; i < inputs; i++) at[i] = columns[i][e];
      @Nullable Double[] expected = onDuals(program, at);
      requireClose(program, at, "value", outputs[0][e], expected[0]);
      for (int i = 0; i < inputs; i++) {
        int output = dual.partials()[0][i];
        double given = output < 0 ? 0 : outputs[output][e];
        requireClose(program, at, "partial " + i, given, expected[i + 1]);
      }
    }
  }

  private static void requireClose(
      Program program, double[] at, String what, double given, @Nullable Double expected) {
    double wanted = expected == null ? 0 : expected;
    boolean agrees =
        Double.compare(given, wanted) == 0
            || given == wanted
            || Math.abs(given - wanted) <= ULPS * Math.ulp(wanted);
    assertThat(agrees)
        .withFailMessage(() ->
            what
                + " at "
                + Arrays.toString(at)
                + ": "
                + given
                + ", on duals "
                + wanted
                + "\n"
                + program)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void rowsAgreeWithDualsAtAllEdges(Row row) {
    Program program =
        recorded(
            row.arity(),
            x ->
                switch (row.arity()) {
                  case 1 -> row.of(x.get(0));
                  case 2 -> row.of(x.get(0), x.get(1));
                  default -> row.of(x.get(0), x.get(1), x.get(2));
                });
    requireAgreement(program, edges(row.arity()));
  }

  /// A row and its operands as distances back.
  record Step(Row row, List<Integer> back) {
    Value of(List<Value> values) {
      Value[] x =
          back.stream()
              .limit(row.arity())
              .map(distance -> values.get(values.size() - 1 - distance % values.size()))
              .toArray(Value[]::new);
      return switch (row.arity()) {
        case 1 -> row.of(x[0]);
        case 2 -> row.of(x[0], x[1]);
        default -> row.of(x[0], x[1], x[2]);
      };
    }
  }

  @Provide
  Arbitrary<List<Step>> programs() {
    return steps(1, 12);
  }

  static Arbitrary<List<Step>> steps(int from, int to) {
    List<Row> simple =
        Stream.of(
                "plus",
                "minus",
                "times",
                "div",
                "unaryMinus",
                "log",
                "sqrt",
                "exp",
                "max",
                "min",
                "abs",
                "ifPositive",
                "recip",
                "square",
                "pow",
                "sign",
                "fma")
            .map(name -> Table.ROWS.stream().filter(row -> row.name().equals(name)).findFirst())
            .map(found -> found.orElseThrow())
            .toList();
    return Combinators.combine(
            Arbitraries.of(simple), Arbitraries.integers().between(0, 9).list().ofSize(3))
        .as(Step::new)
        .list()
        .ofMinSize(from)
        .ofMaxSize(to);
  }

  @Property(tries = 300)
  void randomProgramsAgreeWithDualsAtAllEdges(@ForAll("programs") List<Step> steps) {
    Program program =
        recorded(
            2,
            inputs -> {
              List<Value> values = new ArrayList<>(inputs);
              values.add(Value.of(2));
              for (Step step : steps) values.add(step.of(values));
              return values.get(values.size() - 1);
            });
    requireAgreement(program, edges(2));
  }
}
