package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.map;
import static dev.mixtape.algebra.Algebra.mat;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.same;
import static dev.mixtape.algebra.Algebra.stopGradient;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RealTests {
  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 1",
    "1, 1",
    "-0.0, 0.0",
    "0.0, -0.0",
    "NaN, 1",
    "1, NaN",
    "NaN, NaN",
    "Infinity, 1",
    "-Infinity, Infinity",
    "Infinity, Infinity",
    "1e-320, 0"
  })
  void comparisonsAreIeeeOnNumbersAndDuals(double a, double b) {
    compares(real(a), a, b);
    Forward.derivative(
        x -> {
          compares(x, a, b);
          Forward.derivative(
              y -> {
                compares(x.times(y), a, b);
                return y;
              },
              real(1));
          return x;
        },
        a);
  }

  private static void compares(Real x, double a, double b) {
    assertThat(List.of(x.gt(b), x.ge(b), x.lt(b), x.le(b), x.eq(b)))
        .isEqualTo(List.of(a > b, a >= b, a < b, a <= b, a == b));
    assertThat(x.equals(real(b))).isEqualTo(a == b);
    if (Double.isNaN(a) || Double.isNaN(b)) {
      assertThatExceptionOfType(DomainException.class)
          .isThrownBy(() -> x.compareTo(b))
          .withMessageContainingAll("NaN", "" + a, "" + b);
    } else {
      assertThat(x.compareTo(b)).isEqualTo(a < b ? -1 : a == b ? 0 : 1);
    }
  }

  @Test
  void equalsAndHashCodeAgree() {
    assertThat(real(-0.0)).isEqualTo(real(0.0)).hasSameHashCodeAs(real(0.0));
    assertThat(real(Double.NaN).equals(real(Double.NaN))).isFalse();
    assertThat((Object) real(1)).isNotEqualTo(vec(1));
    assertThat(vec(-0.0, 1)).isEqualTo(vec(0.0, 1)).hasSameHashCodeAs(vec(0.0, 1));
    assertThat(vec(1)).isNotEqualTo(vec(1, 2)).isNotEqualTo(vec(2));
    assertThat(mat(new double[][] {{1, -0.0}}))
        .isEqualTo(mat(new double[][] {{1, 0}}))
        .hasSameHashCodeAs(mat(new double[][] {{1, 0}}))
        .isNotEqualTo(mat(new double[][] {{1}, {0}}));
  }

  @Test
  void plainNumbersPrintAsNumbers() {
    assertThat(real(1.5)).hasToString("1.5");
    assertThat(vec(1, 2)).hasToString("[1.0, 2.0]");
    assertThat(mat(new double[][] {{1, 2}})).hasToString("[[1.0, 2.0]]");
    assertThat(vec(new double[20]).toString()).endsWith("… 8 more]");
  }

  private static final double[] TWENTY =
      java.util.stream.DoubleStream.generate(() -> 2).limit(20).toArray();

  /// An active value, its differentiation running, inside each kind of run.
  static Stream<Consumer<Consumer<Real>>> runs() {
    return Stream.of(
        use -> Forward.derivative(using(use), 2),
        use ->
            Forward.derivative(
                x -> Forward.derivative(y -> using(use).apply(x.times(y)), real(1)), 2),
        use -> Forward.gradient(v -> using(use).apply(v.get(0)), vec(2, 3)),
        use -> Forward.gradient(v -> sum(map(x -> using(use).apply(x), v)), vec(2, 2, 2)),
        use ->
            Forward.gradient(
                v -> sum(map((x, y) -> using(use).apply(x), v, same(real(1)))), vec(TWENTY)));
  }

  private static Function1<Real, Real> using(Consumer<Real> use) {
    return x -> {
      use.accept(x);
      return x;
    };
  }

  @ParameterizedTest
  @MethodSource("runs")
  void anActiveValueDoesNotLeave(Consumer<Consumer<Real>> run) {
    Stream<Function<Real, ?>> leaving =
        Stream.of(
            Real::value,
            Real::hashCode,
            x -> vec(1, 2).times(x).toArray(),
            x -> mat(new double[][] {{1}}).times(x).toArray(),
            x -> vec(1, 2).times(x).hashCode());
    leaving.forEach(leave -> run.accept(x -> assertActive(() -> leave.apply(x))));
  }

  private static void assertActive(ThrowingCallable leave) {
    assertThatExceptionOfType(ActiveValueException.class)
        .isThrownBy(leave)
        .withMessageContaining("stopGradient(x).value()");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void anActiveValuePrintsAndDoesNotParse(Consumer<Consumer<Real>> run) {
    run.accept(x -> {
      assertThatExceptionOfType(NumberFormatException.class)
          .isThrownBy(() -> Double.parseDouble(x.toString()));
      assertThat(x.toString()).contains("2.0");
      assertThat(vec(1, 3).times(x).toString()).contains("2.0, 6.0").doesNotStartWith("[");
      assertThat(mat(new double[][] {{1}}).times(x).toString()).contains("[[2.0]]");
    });
  }

  @ParameterizedTest
  @MethodSource("runs")
  void stopGradientLeaves(Consumer<Consumer<Real>> run) {
    run.accept(x -> {
      assertThat(stopGradient(x).value()).isEqualTo(2);
      assertThat(stopGradient(vec(1, 2).times(x)).toArray()).containsExactly(2, 4);
      assertThat(stopGradient(Tuple.of(x, 3))._1.value()).isEqualTo(2);
    });
  }

  @Test
  void stopGradientIsConstantAtEveryLevel() {
    assertThat(Forward.derivative(x -> x.times(stopGradient(x)), 3)).isEqualTo(3);
    assertThat(Forward.hessian(x -> x.times(x).times(stopGradient(x)), 3)).isEqualTo(6);
    double mixed =
        Forward.derivative(
            x -> Forward.derivative(y -> stopGradient(x.times(y)).times(y).times(x), real(2)), 3);
    assertThat(mixed).isEqualTo(6);
    assertThat(stopGradient(Models.PARAMS)).isEqualTo(Models.PARAMS);
  }

  @Test
  void vectors() {
    RealVector v = vec(1, 2, 3);
    assertThat(v.plus(vec(1, 1, 1)).toArray()).containsExactly(2, 3, 4);
    assertThat(v.minus(1).times(2).div(4).toArray()).containsExactly(0, 0.5, 1);
    assertThat(v.plus(real(1)).minus(real(2)).times(real(3)).div(real(1)).unaryMinus().toArray())
        .containsExactly(-0.0, -3, -6);
    assertThat(v.rem(2).toArray()).containsExactly(1, 0, 1);
    assertThat(v.unaryMinus().rem(real(2)).rem(vec(3, 3, 2)).toArray())
        .containsExactly(-1, -0.0, -1);
    assertThat(v.square().recip().toArray()).containsExactly(1, 0.25, 1 / 9.0);
    assertThat(v.dot(v).value()).isEqualTo(14);
    assertThat(v.sum().value()).isEqualTo(6);
    assertThat(vec().sum().value()).isZero();
    assertThat(v.get(2).value()).isEqualTo(3);
  }

  @Test
  void vectorsCopyUnlessTheyWrap() {
    double[] numbers = {1, 2};
    RealVector copied = vec(numbers);
    RealVector wrapped = RealVector.wrapping(numbers);
    numbers[0] = 9;
    assertThat(copied.get(0).value()).isEqualTo(1);
    assertThat(wrapped.get(0).value()).isEqualTo(9);
    copied.toArray()[0] = 7;
    assertThat(copied.get(0).value()).isEqualTo(1);
  }

  @Test
  void matrices() {
    RealMatrix m = mat(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(m.rows()).isEqualTo(2);
    assertThat(m.columns()).isEqualTo(3);
    assertThat(m.get(1, 2).value()).isEqualTo(6);
    assertThat(m.matvec(vec(1, 0, -1)).toArray()).containsExactly(-2, -2);
    assertThat(m.sum().value()).isEqualTo(21);
    assertThat(m.times(real(2)).minus(m).toArray()).isDeepEqualTo(m.toArray());
    assertThat(mat().toArray()).isEmpty();
  }

  static Stream<Arguments> misfits() {
    RealMatrix m = mat(new double[][] {{1, 2, 3}, {4, 5, 6}});
    return Stream.of(
        misfit(() -> vec(1, 2).plus(vec(1, 2, 3)), "plus", "vector(2)", "vector(3)"),
        misfit(() -> vec(1, 2).dot(vec(1)), "dot", "vector(2)", "vector(1)"),
        misfit(() -> m.matvec(vec(1, 2)), "matvec", "matrix(2, 3)", "vector(2)"),
        misfit(() -> m.times(mat(new double[][] {{1}})), "times", "matrix(2, 3)", "matrix(1, 1)"),
        misfit(() -> m.get(2, 0), "(2, 0)", "matrix(2, 3)"),
        misfit(() -> m.get(0, 3), "(0, 3)", "matrix(2, 3)"),
        misfit(() -> vec(1, 2).get(2), "2", "vector(2)"),
        misfit(() -> mat(new double[][] {{1, 2}, {3}}), "row 0", "2", "row 1", "1"),
        misfit(() -> RealMatrix.wrapping(2, 2, new double[3]), "3 numbers", "matrix(2, 2)"),
        misfit(() -> Value.of(1).asVector(), "a vector was expected", "real"),
        misfit(() -> Value.of(vec(1)).asReal(), "a real was expected", "vector(1)"),
        misfit(() -> Value.of(vec(1)).asMatrix(), "a matrix was expected", "vector(1)"));
  }

  private static Arguments misfit(ThrowingCallable action, String... parts) {
    return Arguments.of(action, parts);
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void shapeErrorsNameBothShapes(ThrowingCallable action, String[] parts) {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(action)
        .withMessageContainingAll(parts);
  }

  @Test
  void requireFormatsThePlainNumbers() {
    Forward.derivative(
        x -> {
          Algebra.require(x.gt(0), "fine");
          assertThatExceptionOfType(DomainException.class)
              .isThrownBy(() -> Algebra.require(x.lt(0), "x must be negative, but was %s", x))
              .withMessage("x must be negative, but was 2.0");
          return x;
        },
        2);
  }
}
