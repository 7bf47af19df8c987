package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Shapes;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Factorisations against numbers that were computed elsewhere, at singular and at ill-conditioned
/// matrices too.
class MatrixReferenceTests {
  private static final double ROUNDING = 1e-14;

  /// A matrix and what is known about it; a number that no double holds is NaN.
  record Reference(String name, Map<String, double[]> quantities) {
    RealMatrix matrix() {
      double[] numbers = of("matrix");
      int n = (int) Math.round(Math.sqrt(numbers.length));
      return RealMatrix.wrapping(n, n, numbers);
    }

    boolean has(String quantity) {
      return quantities.containsKey(quantity);
    }

    double[] of(String quantity) {
      return Objects.requireNonNull(quantities.get(quantity), quantity);
    }

    /// How many digits a backward stable algorithm may lose.
    double condition() {
      return has("condition") ? Math.max(1, of("condition")[0]) : 1;
    }

    void check(String quantity, String mode, double[] actual, double tolerance) {
      double[] expected = of(quantity);
      double largest = DoubleStream.of(expected).map(Math::abs).filter(x -> x >= 0).max().orElse(1);
      assertThat(actual).as("%s, %s of %s: size", name, mode, quantity).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        if (Double.isNaN(expected[i])) continue;
        double scale = expected[i] == 0 ? Math.max(largest, 1) : Math.abs(expected[i]);
        assertThat(Math.abs(actual[i] - expected[i]))
            .as(
                "%s, %s of %s, entry %d: %s, expected %s",
                name, mode, quantity, i, actual[i], expected[i])
            .isLessThanOrEqualTo(tolerance * scale);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Reference> references() throws IOException {
    Map<String, Reference> references = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            MatrixReferenceTests.class.getResourceAsStream("/dev/mixtape/algebra/matrices.csv"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().skip(1).toList()) {
        List<String> cells = List.of(line.split(",", -1));
        double[] numbers =
            cells.stream()
                .skip(2)
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
        references
            .computeIfAbsent(cells.get(0), name -> new Reference(name, new LinkedHashMap<>()))
            .quantities()
            .put(cells.get(1), numbers);
      }
    }
    return references.values().stream();
  }

  static Stream<Reference> having(String quantity) throws IOException {
    return references().filter(reference -> reference.has(quantity));
  }

  static Stream<Reference> singular() throws IOException {
    return references().filter(reference -> !reference.has("inverse"));
  }

  static Stream<Reference> invertible() throws IOException {
    return having("inverse");
  }

  static Stream<Reference> positiveDefinite() throws IOException {
    return having("cholesky");
  }

  static Stream<Reference> withHessian() throws IOException {
    return having("det hessian");
  }

  private static double[] flat(RealMatrix matrix) {
    return Shapes.flat(Value.of(matrix)).asVector().toArray();
  }

  private static double[] flat(double[][] rows) {
    return Stream.of(rows).flatMapToDouble(DoubleStream::of).toArray();
  }

  @ParameterizedTest
  @MethodSource("references")
  void determinantsAndTheirGradients(Reference r) {
    double tolerance = ROUNDING * r.condition();
    r.check("det", "value", new double[] {det(r.matrix()).value()}, tolerance);
    if (!r.has("det gradient")) return;
    r.check(
        "det gradient", "tape", flat(gradient((RealMatrix a) -> det(a), r.matrix())), tolerance);
    r.check("det gradient", "forward", flat(Forward.gradient(a -> det(a), r.matrix())), tolerance);
  }

  @ParameterizedTest
  @MethodSource("withHessian")
  void secondDerivativesOfDeterminants(Reference r) {
    double tolerance = ROUNDING * r.condition();
    int n = r.matrix().rows();
    RealVector at = vec(r.of("matrix"));
    Function1<RealVector, Real> f = v -> det(square(v, n));
    r.check("det hessian", "forward over tape", flat(hessian(f, at).toArray()), tolerance);
    r.check("det hessian", "forward", flat(Forward.hessian(f, at).toArray()), tolerance);
    r.check(
        "det hessian",
        "tape over tape",
        flat(jacobian((RealVector v) -> gradient(f, v), at).toArray()),
        tolerance);
    r.check(
        "det hessian",
        "tape over forward",
        flat(jacobian((RealVector v) -> Forward.gradient(f, v), at).toArray()),
        tolerance);
  }

  private static RealMatrix square(RealVector v, int n) {
    return Shapes.reshape(Value.of(v), Shape.matrix(n, n)).asMatrix();
  }

  @ParameterizedTest
  @MethodSource("invertible")
  void solvesAndLogarithms(Reference r) {
    double tolerance = ROUNDING * r.condition();
    RealMatrix a = r.matrix();
    double[] rightHandSide = IntStream.rangeClosed(1, a.rows()).asDoubleStream().toArray();
    r.check("inverse", "value", flat(inverse(a)), tolerance);
    r.check("solution", "value", solve(a, vec(rightHandSide)).toArray(), tolerance);
    r.check("logabsdet", "value", new double[] {logabsdet(a)._1.value()}, tolerance);
    r.check("sign", "value", new double[] {logabsdet(a)._2.value()}, 0);
    RealMatrix gradient = gradient((RealMatrix m) -> logabsdet(m)._1, a);
    r.check("inverse", "gradient of logabsdet", flat(transposed(gradient)), tolerance);
  }

  private static RealMatrix transposed(RealMatrix a) {
    return Shapes.transposed(Value.of(a)).asMatrix();
  }

  @ParameterizedTest
  @MethodSource("positiveDefinite")
  void choleskyFactorsAndTheirGradients(Reference r) {
    int n = r.matrix().rows();
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) weights[i][j] = 1 + i + 2 * j;
    Function1<RealMatrix, Real> weighed = a -> sum(cholesky(a).times(mat(weights)));
    double tolerance = ROUNDING * r.condition();
    r.check("cholesky", "value", flat(cholesky(r.matrix())), tolerance);
    r.check("cholesky gradient", "tape", flat(gradient(weighed, r.matrix())), tolerance);
    r.check("cholesky gradient", "forward", flat(Forward.gradient(weighed, r.matrix())), tolerance);
  }

  @ParameterizedTest
  @MethodSource("singular")
  void determinantsOfSingularMatricesAreZero(Reference r) {
    assertThat(Math.abs(det(r.matrix()).value())).isLessThan(1e-14);
  }
}
