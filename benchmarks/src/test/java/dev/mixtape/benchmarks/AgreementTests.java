package dev.mixtape.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import io.vavr.Tuple;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// A wrong contestant is no contestant: every benchmark answers the numbers of its twin, which was
/// differentiated by hand. A new one is found by itself.
class AgreementTests {
  private static final double RELATIVE = 1e-9;

  /// Below and above the size from which maps walk over columns, and no multiple of the lanes.
  private static final List<Integer> SIZES = List.of(3, 29, 1001);

  @TestFactory
  Stream<DynamicTest> everyContestantAnswersWhatItsTwinDoes() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(BenchmarkListEntry::getUserClassQName)
        .distinct()
        .flatMap(AgreementTests::testsOf);
  }

  private static Stream<DynamicTest> testsOf(String workload) {
    try {
      Class<?> type = Class.forName(workload);
      return Arrays.stream(type.getMethods())
          .filter(method -> method.isAnnotationPresent(Benchmark.class))
          .map(method ->
              DynamicTest.dynamicTest(
                  type.getSimpleName() + "." + method.getName(),
                  () -> agrees(type, method, SIZES)));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /// Fails unless a contestant answers what its twin does, at these sizes where it has one.
  static void agrees(Class<?> type, Method contestant, List<Integer> sizes) throws Exception {
    boolean sized = Arrays.stream(type.getDeclaredFields()).anyMatch(AgreementTests::isSize);
    Class<?> twins = Class.forName(type.getName().replaceFirst("On[A-Z].*", ""));
    for (int size : sized ? sizes : List.of(1)) {
      double[] expected = numbers(twins.getMethod("byHand").invoke(drawn(twins, size)));
      double[] actual = numbers(contestant.invoke(drawn(type, size)));
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        if (Math.abs(actual[i] - expected[i]) <= RELATIVE * Math.abs(expected[i])) continue;
        assertThat(actual[i]).as("number " + i + " at size " + size).isEqualTo(expected[i]);
      }
    }
  }

  private static boolean isSize(Field field) {
    return field.getName().equals("size");
  }

  private static Workload drawn(Class<?> type, int size) throws Exception {
    Workload workload = (Workload) type.getConstructor().newInstance();
    for (Field field : type.getDeclaredFields()) if (isSize(field)) field.setInt(workload, size);
    workload.draw();
    return workload;
  }

  private static double[] numbers(Object answer) {
    return switch (answer) {
      case Answer(double value, double[][] gradients) ->
          DoubleStream.concat(
                  DoubleStream.of(value), Arrays.stream(gradients).flatMapToDouble(Arrays::stream))
              .toArray();
      case double[] numbers -> numbers;
      case Real real -> new double[] {real.value()};
      case RealVector vector -> vector.toArray();
      case Tuple tuple -> all(tuple.toSeq().toJavaArray());
      case Object[] several -> all(several);
      default -> throw new AssertionError("an answer of " + answer.getClass());
    };
  }

  private static double[] all(Object[] answers) {
    return Arrays.stream(answers).flatMapToDouble(one -> Arrays.stream(numbers(one))).toArray();
  }
}
