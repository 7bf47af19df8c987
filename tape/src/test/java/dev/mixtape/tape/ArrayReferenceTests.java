package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hessian;
import static dev.mixtape.tape.Mixtape.jacobian;
import static dev.mixtape.tape.Mixtape.vec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions of a whole vector at points whose value, gradient and Hessian were computed elsewhere:
/// with zeros, far out, and where a naive formula overflows.
class ArrayReferenceTests {
  private static final Map<String, Function1<RealVector, Real>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sum", RealVector::sum),
          Map.entry("mean", RealVector::mean),
          Map.entry("prod", RealVector::prod),
          Map.entry("norm", RealVector::norm),
          Map.entry("variance", RealVector::variance),
          Map.entry("standardDeviation", RealVector::standardDeviation),
          Map.entry("logSumExp", RealVector::logSumExp),
          Map.entry("firstOfSoftmax", v -> v.softmax().get(0)),
          Map.entry("firstOfLogSoftmax", v -> v.logSoftmax().get(0)),
          Map.entry("lastOfCumprod", v -> v.cumprod().get(v.size() - 1)),
          Map.entry("lastOfCumsum", v -> v.cumsum().get(v.size() - 1)));

  static Stream<List<String>> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ArrayReferenceTests.class.getResourceAsStream("/dev/mixtape/algebra/arrays.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> List.of(line.split(",", -1)));
    }
  }

  /// The numbers of a field; what no double holds is NaN.
  private static double[] numbers(String field) {
    return Arrays.stream(field.split(" "))
        .mapToDouble(n -> n.equals("?") ? Double.NaN : Double.parseDouble(n))
        .toArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void valueGradientAndHessianAreThoseOfTheReference(List<String> line) {
    Function1<RealVector, Real> f = Objects.requireNonNull(FUNCTIONS.get(line.get(0)));
    RealVector x = vec(numbers(line.get(1)));
    double[] value = numbers(line.get(2));
    double[] first = numbers(line.get(3));
    double[] second = numbers(line.get(4));
    double size = largest(x.toArray());
    double inValue = Math.max(largest(value), Math.min(1, size));
    double inFirst = Math.max(largest(first), inValue / size);
    double inSecond = Math.max(largest(second), inFirst / size);
    near("value", value, inValue, f.apply(x).value());
    near("forward", first, inFirst, Forward.gradient(f, x).toArray());
    near("tape", first, inFirst, gradient(f, x).toArray());
    near("forward over forward", second, inSecond, flat(Forward.hessian(f, x)));
    near("forward over tape", second, inSecond, flat(hessian(f, x)));
    near("tape over tape", second, inSecond, flat(jacobian(v -> gradient(f, v), x)));
    near("tape over forward", second, inSecond, flat(jacobian(v -> Forward.gradient(f, v), x)));
  }

  private static double largest(double[] numbers) {
    return Arrays.stream(numbers).filter(Double::isFinite).map(Math::abs).max().orElse(0);
  }

  private static double[] flat(RealMatrix matrix) {
    return matrix.asVector().toArray();
  }

  private static void near(String what, double[] expected, double scale, double... actual) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) continue;
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("%s, entry %s: %s, expected %s", what, i, actual[i], expected[i])
          .isLessThanOrEqualTo(1e-13 * scale);
    }
  }
}
