package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.algebra.Allocation;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.DualProgram;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.rows.Arithmetic;
import dev.mixtape.algebra.rows.Exponentials;
import dev.mixtape.algebra.rows.Kinks;
import dev.mixtape.algebra.rows.Powers;
import dev.mixtape.algebra.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Loops over vectors against the scalar loop of the same program.
class VectorLoopTests {
  private static final double[] EDGES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    -2,
    3.7,
    1e-300,
    1e300,
    40,
    -40,
    1e22,
    709.79,
    -745.2,
    Double.MIN_VALUE,
    -1e-310,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  /// What a few operations in a row may be off by.
  private static final int ULPS = 64;

  /// Bytes of four vectors as arrays.
  private static final int SCRATCH = 400;

  private static final int POINTS = 4096;
  private static final int LANES =
      Objects.requireNonNull(VectorApi.in(ModuleLayer.boot()), "the module jdk.incubator.vector")
          .lanes();

  static List<Row> rows() {
    return Table.ROWS;
  }

  static Stream<Row> rowsWithVectorCode() {
    return Table.ROWS.stream().filter(row -> row.lanewise() != null);
  }

  private static Program program(Row row) {
    return ScalarLoopTests.recorded(
        row.arity(),
        x ->
            switch (row.arity()) {
              case 1 -> row.of(x.get(0));
              case 2 -> row.of(x.get(0), x.get(1));
              default -> row.of(x.get(0), x.get(1), x.get(2));
            });
  }

  /// Every combination of edges for as many operands.
  private static double[][] edges(int arity) {
    int size = (int) Math.pow(EDGES.length, arity);
    double[][] columns = new double[arity][size];
    for (int e = 0; e < size; e++) {
      int rest = e;
      for (int i = 0; i < arity; i++, rest /= EDGES.length)
        columns[i][e] = EDGES[rest % EDGES.length];
    }
    return columns;
  }

  /// Operands of all magnitudes.
  private static double[][] points(int arity) {
    Random random = new Random(arity);
    double[][] columns = new double[arity][POINTS];
    for (double[] column : columns) Arrays.setAll(column, _ -> number(random));
    return columns;
  }

  private static double number(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextGaussian();
      case 1 -> 20 * random.nextGaussian();
      case 2 -> Math.exp(20 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
      case 3 -> Double.longBitsToDouble(random.nextLong());
      default -> 1 + 1e-3 * random.nextGaussian();
    };
  }

  private record Loops(Kernel scalar, Kernel vectors) {
    static Loops of(Program program, boolean[] shared, boolean[] sums) {
      Kernel scalar = ScalarLoop.of(program, shared, sums);
      return new Loops(
          scalar, Objects.requireNonNull(VectorLoop.of(program, shared, sums, scalar)));
    }

    static Loops of(Program program, int operands) {
      return of(program, new boolean[operands], new boolean[program.outputs().size()]);
    }

    /// Until HotSpot has compiled the vectors: only then they are no loops over scalars.
    void warmUp(double[][] columns, double[][] outputs) throws InterruptedException {
      int size = Math.min(columns[0].length, 25 * LANES);
      for (int i = 0; i < 1000; i++) vectors.run(columns, outputs, 0, size);
      Thread.sleep(50);
    }
  }

  private static double[][] outputs(Program program, int size) {
    return new double[program.outputs().size()][size];
  }

  /// Zeros have the same sign, and what is not finite is the same.
  private static boolean isWithin(int ulps, double a, double b) {
    return Double.compare(a, b) == 0
        || (a != 0 && b != 0 && Double.isFinite(a) && Math.abs(a - b) <= ulps * Math.ulp(b));
  }

  private static void requireClose(
      Program program, double[][] columns, double[][] given, double[][] expected, int ulps) {
    for (int i = 0; i < given.length; i++) {
      for (int e = 0; e < given[i].length; e++) {
        double a = given[i][e];
        double b = expected[i][e];
        if (isWithin(ulps, a, b)) continue;
        double[] at = new double[columns.length];
        for (int k = 0; k < at.length; k++) at[k] = columns[k][columns[k].length == 1 ? 0 : e];
        throw new AssertionError(
            "output %d at %s: %s, not %s\n%s".formatted(i, Arrays.toString(at), a, b, program));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rowsWithVectorCode")
  void rowsAreWithinTheirBoundAndExactAtEdges(Row row) throws InterruptedException {
    Program program = program(row);
    int ulps = Objects.requireNonNull(row.lanewise()).ulps();
    Loops loops = Loops.of(program, row.arity());
    double[][] edges = edges(row.arity());
    loops.warmUp(edges, outputs(program, edges[0].length));
    for (double[][] columns : List.of(edges, points(row.arity()))) {
      double[][] given = outputs(program, columns[0].length);
      double[][] expected = outputs(program, columns[0].length);
      loops.vectors.run(columns, given, 0, given[0].length);
      loops.scalar.run(columns, expected, 0, given[0].length);
      requireClose(program, columns, given, expected, ulps);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void partialsOfRowsAgreeAtAllEdges(Row row) throws InterruptedException {
    boolean[] wanted = new boolean[row.arity()];
    Arrays.fill(wanted, true);
    Program program = DualProgram.of(program(row), wanted).program();
    Loops loops = Loops.of(program, row.arity());
    double[][] edges = edges(row.arity());
    if (row.lanewise() != null) loops.warmUp(edges, outputs(program, edges[0].length));
    double[][] given = outputs(program, edges[0].length);
    double[][] expected = outputs(program, edges[0].length);
    loops.vectors.run(edges, given, 0, given[0].length);
    loops.scalar.run(edges, expected, 0, given[0].length);
    requireClose(program, edges, given, expected, ULPS);
  }

  @Property(tries = 200)
  void randomProgramsAgreeWhereverTheyStartAndEnd(
      @ForAll @From("programs") List<ScalarLoopTests.Step> steps,
      @ForAll @IntRange(max = 3) int shared,
      @ForAll @IntRange(max = 9) int from,
      @ForAll @IntRange(max = 30) int size) {
    Program program = DualProgram.of(random(steps), new boolean[] {true, true}).program();
    boolean[] isShared = {(shared & 1) != 0, (shared & 2) != 0};
    Loops loops = Loops.of(program, isShared, new boolean[program.outputs().size()]);
    double[][] columns = edges(2);
    for (int i = 0; i < 2; i++) if (isShared[i]) columns[i] = new double[] {EDGES[from]};
    double[][] given = outputs(program, from + size);
    loops.vectors.run(columns, given, from, from + size);
    requireClose(
        program, columns, given, walked(program, loops, isShared, columns, from, from + size), 0);
  }

  /// What the scalar loops of the two programs answer: that for vectors where these are full and
  /// all reciprocals are finite, elsewhere the one that it was made of. Not compiled yet, a
  /// logarithm of vectors is one of scalars, so there is no difference to the last bit.
  private static double[][] walked(
      Program program, Loops loops, boolean[] shared, double[][] columns, int from, int to) {
    int end = to - (to - from) % LANES;
    Program onVectors = program.forVectors(shared);
    double[][] expected = outputs(onVectors, to);
    ScalarLoop.of(onVectors, shared, new boolean[expected.length])
        .run(columns, expected, from, end);
    int outputs = program.outputs().size();
    boolean isFinite =
        Arrays.stream(expected)
            .skip(outputs)
            .flatMapToDouble(reciprocals -> Arrays.stream(reciprocals, from, end))
            .allMatch(Double::isFinite);
    double[][] answers = Arrays.copyOf(expected, outputs);
    loops.scalar.run(columns, answers, isFinite ? end : from, to);
    return answers;
  }

  @Provide
  Arbitrary<List<ScalarLoopTests.Step>> programs() {
    return new ScalarLoopTests().programs();
  }

  private static Program random(List<ScalarLoopTests.Step> steps) {
    return ScalarLoopTests.recorded(
        2,
        inputs -> {
          List<Value> values = new ArrayList<>(inputs);
          values.add(Value.of(2));
          for (ScalarLoopTests.Step step : steps) values.add(step.of(values));
          return values.get(values.size() - 1);
        });
  }

  /// `x / s + 3 / s`, of a column and a shared divisor, summed, with its partials.
  private static final Program QUOTIENTS =
      DualProgram.of(
              ScalarLoopTests.recorded(
                  2, x -> x.get(0).div(x.get(1)).plus(Value.of(3).div(x.get(1)))),
              new boolean[] {true, true})
          .program();

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1e-310,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        1 / 0.0,
        7,
        1e-300
      })
  void sharedDivisorsAreExactWhereTheyHaveNoReciprocal(double divisor) {
    Loops loops =
        Loops.of(QUOTIENTS, new boolean[] {false, true}, new boolean[] {true, false, false});
    double[][] columns = {points(1)[0], {divisor}};
    double[][] given = {{5}, new double[POINTS], new double[POINTS]};
    double[][] expected = {{5}, new double[POINTS], new double[POINTS]};
    loops.vectors.run(columns, given, 0, 21);
    loops.scalar.run(columns, expected, 0, 21);
    requireClose(QUOTIENTS, columns, given, expected, ULPS);
  }

  @Test
  void sumsAddToWhatIsThere() {
    Program program = program(Exponentials.EXP);
    Loops loops = Loops.of(program, new boolean[1], new boolean[] {true});
    double[] x = new Random(1).doubles(1000).toArray();
    double[][] total = {{0.5}};
    loops.vectors.run(new double[][] {x}, total, 0, 600);
    loops.vectors.run(new double[][] {x}, total, 600, 1000);
    double expected = 0.5 + Arrays.stream(x).map(Math::exp).sum();
    assertThat(total[0][0]).isCloseTo(expected, within(1e-12 * expected));
  }

  @Test
  void warmLoopsAllocateNoVectors() throws InterruptedException {
    Program program =
        DualProgram.of(
                ScalarLoopTests.recorded(
                    2,
                    x ->
                        Exponentials.LOG
                            .of(x.get(0))
                            .plus(Powers.POW.of(x.get(1), x.get(0)))
                            .plus(Kinks.IF_POSITIVE.of(x.get(0).minus(1), x.get(0), x.get(1)))),
                new boolean[] {true, true})
            .program();
    Loops loops = Loops.of(program, new boolean[2], new boolean[] {true, false, false});
    int size = 1000 * LANES;
    double[] ones = new Random(1).doubles(size).map(u -> 1 + u).toArray();
    double[][] columns = {ones, ones};
    double[][] outputs = {{0}, new double[size], new double[size]};
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < 100 && bytes > SCRATCH; i++) {
      loops.warmUp(columns, outputs);
      bytes = Allocation.bytes(() -> loops.vectors.run(columns, outputs, 0, size));
    }
    assertThat(bytes).as("bytes for %d elements", size).isLessThanOrEqualTo(SCRATCH);
  }

  @Test
  void withoutTheModuleThereIsNone() {
    Program program = program(Arithmetic.PLUS);
    boolean[] none = new boolean[2];
    Kernel scalar = ScalarLoop.of(program, none, new boolean[1]);
    VectorApi absent = VectorApi.in(ModuleLayer.empty());
    assertThat(absent).isNull();
    assertThat(VectorLoop.of(absent, program, none, new boolean[1], scalar)).isNull();
  }
}
