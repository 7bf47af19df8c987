package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.ColumnKernels.Linearized;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.rows.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that are too long for one method against the walk of the same program.
class LongProgramTests {
  private static final List<Row> ROWS =
      Stream.of("plus", "minus", "times", "atan", "max", "minus", "times", "sin")
          .map(LongProgramTests::row)
          .toList();

  private static final boolean[] SHARED = {false, false, true};
  private static final int SIZE = 700;

  private static Row row(String name) {
    return Table.ROWS.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  /// About `length` steps that read near and far ones, with some of what all elements share.
  static Program program(int length, boolean branches) {
    Random random = new Random(length);
    return ScalarLoopTests.recorded(
        3,
        inputs -> {
          List<Value> values = new ArrayList<>(inputs);
          List<Value> shared = new ArrayList<>(inputs.subList(2, 3));
          while (values.size() + shared.size() < length) {
            List<Value> own = random.nextInt(10) == 0 ? shared : values;
            Value a = picked(own, random);
            Value b = picked(random.nextInt(5) == 0 ? shared : own, random);
            Row row = ROWS.get(random.nextInt(ROWS.size()));
            Value y = row.arity() == 1 ? row.of(a) : row.of(a, b);
            own.add(random.nextInt(3) == 0 ? row("sin").of(y) : y);
            if (branches && random.nextInt(50) == 0) a.asReal().gt(b.asReal());
          }
          Value sum = Value.of(0);
          for (int i = 0; i < values.size(); i += 7) sum = sum.plus(row("sin").of(values.get(i)));
          return sum.plus(shared.getLast());
        });
  }

  private static Value picked(List<Value> values, Random random) {
    int back = random.nextInt(4) == 0 ? values.size() : Math.min(values.size(), 12);
    return values.get(values.size() - 1 - random.nextInt(back));
  }

  private static double[][] columns() {
    Random random = new Random(7);
    return new double[][] {
      random.doubles(SIZE, -2, 2).toArray(), random.doubles(SIZE, -2, 2).toArray(), {0.75}
    };
  }

  private static List<Value> values(double[][] columns) {
    return Arrays.stream(columns)
        .map(c -> c.length == 1 ? new Scalar(c[0]) : Dense.vector(c))
        .map(Value.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300, 1000, 10_000})
  void valuesAgreeWithTheWalk(int length) {
    Program program = program(length, false);
    double[][] columns = columns();
    double[] walked = program.evaluate(values(columns), List.of()).get(0).arrayNumbers();
    ColumnKernels kernels = new ColumnKernels(program, SHARED);
    assertThat(kernels.value(columns, SIZE)).containsExactly(walked);
    assertThat(kernels.sum(columns, SIZE)).isEqualTo((Double) added(walked));
    int[] some = IntStream.range(0, SIZE).filter(e -> e % 2 == 0).toArray();
    double[] into = new double[SIZE];
    kernels.value(columns, some, into);
    for (int e = 0; e < SIZE; e++) assertThat(into[e]).isEqualTo(e % 2 == 0 ? walked[e] : 0);
  }

  private static double added(double[] numbers) {
    double sum = 0;
    for (double number : numbers) sum += number;
    return sum;
  }

  @Test
  void gradientsOfLongProgramsAreSumsOfPartials() {
    ColumnKernels kernels = new ColumnKernels(program(1000, false), SHARED);
    double[][] columns = columns();
    Linearized partials = kernels.partials(columns, SIZE, 0b111);
    Linearized gradient = kernels.sumAndGradient(columns, SIZE, 0b111);
    assertThat(gradient.partials()[0]).containsExactly(partials.partials()[0]);
    assertThat(gradient.partials()[1]).containsExactly(partials.partials()[1]);
    assertThat(gradient.partials()[2]).containsExactly(added(partials.partials()[2]));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 10_000})
  void guardsOfLongProgramsAgreeWithTheWalk(int length) {
    Program program = program(length, true);
    double[][] columns = columns();
    boolean[] hold = program.guardsHold(values(columns), List.of(), SIZE);
    int[] failing = IntStream.range(0, SIZE).filter(e -> !hold[e]).toArray();
    GuardKernel kernel = GuardKernel.of(program, SHARED);
    assertThat(kernel.failing(columns, SIZE)).containsExactly(failing);
    assertThat(kernel.allHold(columns, SIZE)).isEqualTo(failing.length == 0);
  }
}
