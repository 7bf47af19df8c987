package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.kernel.ColumnKernels.Linearized;
import dev.mixtape.algebra.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Kernels over some elements against the same kernels over columns of these elements alone.
class ColumnKernelsTests {
  private static final boolean[] SHARED = {false, false, true};
  private static final long ALL = 0b111;
  private static final double UNTOUCHED = 12345;

  private static Program program(List<ScalarLoopTests.Step> steps) {
    return ScalarLoopTests.recorded(
        3,
        inputs -> {
          List<Value> values = new ArrayList<>(inputs);
          for (ScalarLoopTests.Step step : steps) values.add(step.of(values));
          return values.get(values.size() - 1).plus(inputs.get(2).times(inputs.get(0)));
        });
  }

  @Provide
  Arbitrary<List<ScalarLoopTests.Step>> steps() {
    return ScalarLoopTests.steps(1, 8);
  }

  private static double[] picked(double[] column, int[] elements) {
    return column.length == 1
        ? column
        : IntStream.of(elements).mapToDouble(e -> column[e]).toArray();
  }

  private static double[] untouched(int size) {
    double[] column = new double[size];
    Arrays.fill(column, UNTOUCHED);
    return column;
  }

  private static void requireWritten(double[] given, int[] elements, double[] expected) {
    double[] written = untouched(given.length);
    for (int k = 0; k < elements.length; k++) written[elements[k]] = expected[k];
    assertThat(given).containsExactly(written);
  }

  /// A column or a sum in each place that has something to be written to it.
  private static double[] @Nullable [] into(double[] @Nullable [] like, int size) {
    double[] @Nullable [] into = new double[like.length][];
    for (int i = 0; i < into.length; i++)
      if (like[i] != null)
        into[i] = SHARED[i] && like[i].length == 1 ? new double[1] : untouched(size);
    return into;
  }

  private static void requireWritten(
      double[] @Nullable [] given, int[] elements, double[] @Nullable [] expected) {
    for (int i = 0; i < given.length; i++) {
      if (expected[i] == null) assertThat(given[i]).isNull();
      else if (given[i].length == 1) assertThat(given[i]).containsExactly(expected[i]);
      else requireWritten(given[i], elements, expected[i]);
    }
  }

  @Property(tries = 100)
  void someElementsAreComputedInTheirPlaces(@ForAll("steps") List<ScalarLoopTests.Step> steps) {
    ColumnKernels kernels = new ColumnKernels(program(steps), SHARED);
    double[][] edges = ScalarLoopTests.edges(2);
    int size = edges[0].length;
    double[][] columns = {edges[0], edges[1], {0.75}};
    int[] some = IntStream.range(0, size).filter(e -> e % 7 == 3 || e > 240).toArray();
    double[][] own = Arrays.stream(columns).map(c -> picked(c, some)).toArray(double[][]::new);

    double[] values = untouched(size);
    kernels.value(columns, some, values);
    requireWritten(values, some, kernels.value(own, some.length));
    assertThat(kernels.sum(columns, some)).isEqualTo((Double) kernels.sum(own, some.length));

    Linearized partials = kernels.partials(own, some.length, ALL);
    Linearized into = new Linearized(untouched(size), into(partials.partials(), size));
    kernels.partials(columns, some, ALL, into);
    requireWritten(into.value(), some, partials.value());
    requireWritten(into.partials(), some, partials.partials());

    Linearized gradient = kernels.sumAndGradient(own, some.length, ALL);
    into = new Linearized(new double[1], into(gradient.partials(), size));
    kernels.sumAndGradient(columns, some, size, ALL, into);
    assertThat(into.value()).containsExactly(gradient.value());
    requireWritten(into.partials(), some, gradient.partials());

    for (double[] cotangent : new double[][] {edges[1], {2.5}}) {
      double[] ownCotangent = picked(cotangent, some);
      double[] @Nullable [] pulled = kernels.pull(own, ownCotangent, some.length, ALL);
      double[] @Nullable [] columnsOf = into(pulled, size);
      kernels.pull(columns, cotangent, some, size, ALL, columnsOf);
      requireWritten(columnsOf, some, pulled);
    }
  }

  @Property(tries = 20)
  void columnsThatAreMissingAreMadeAndSumsAreAddedTo(
      @ForAll("steps") List<ScalarLoopTests.Step> steps) {
    ColumnKernels kernels = new ColumnKernels(program(steps), SHARED);
    double[][] columns = {{1, 2, 3, 4}, {0.5, 0.25, 0.125, 2}, {0.75}};
    Linearized whole = kernels.sumAndGradient(columns, 4, ALL);
    Linearized into = new Linearized(new double[1], new double[3][]);
    kernels.sumAndGradient(columns, new int[] {0, 1}, 4, ALL, into);
    kernels.sumAndGradient(columns, new int[] {2, 3}, 4, ALL, into);
    assertThat(into.value()).containsExactly(whole.value());
    assertThat((Object[]) into.partials()).containsExactly((Object[]) whole.partials());
  }

  @Test
  void operandsBeyondTheBitsAreNotWanted() {
    int others = 70;
    Program program =
        ScalarLoopTests.recorded(
            1 + others,
            x -> {
              Value y = x.get(0);
              for (Value other : x) y = y.times(x.get(0)).plus(other);
              return y;
            });
    boolean[] shared = new boolean[1 + others];
    double[][] operands = new double[shared.length][1];
    for (int i = 0; i < shared.length; i++) {
      shared[i] = i > 0;
      operands[i][0] = 1;
    }
    var partials = new ColumnKernels(program, shared).partials(operands, 1, 1).partials();
    assertThat(partials[0]).isNotNull();
    for (int i = 1; i < partials.length; i++) assertThat(partials[i]).as("%d", i).isNull();
  }
}
