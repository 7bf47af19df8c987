package dev.mixtape.algebra;

import static dev.mixtape.algebra.Algebra.clamp;
import static dev.mixtape.algebra.Algebra.sinc;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mixtape.forward.Forward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values at zeros, ties, poles and ends of domains, as C23, IEEE 754 or the row's documentation
/// say; the sign of a zero counts.
class EdgeTests {
  @ParameterizedTest(name = "{0}({1}, {2}) = {3}")
  @CsvSource({
    "rem, -7, 3, -1",
    "rem, 7, -3, 1",
    "rem, -6, 3, -0.0",
    "rem, 5, Infinity, 5",
    "rem, 5, 0, NaN",
    "mod, -7, 3, 2",
    "mod, 7, -3, -2",
    "mod, -6, 3, 0.0",
    "mod, 6, -3, -0.0",
    "mod, -5, Infinity, Infinity",
    "mod, 5, Infinity, 5",
    "mod, 5, 0, NaN",
    "copySign, 3, -0.0, -3",
    "copySign, -3, 0.0, 3",
    "copySign, 3, NaN, NaN",
    "logSubExp, 2, 2, -Infinity",
    "logSubExp, 2, -Infinity, 2",
    "logSubExp, -Infinity, -Infinity, -Infinity",
    "logSubExp, 1, 2, NaN",
    "xlogy, 0, 0, 0.0",
    "xlogy, 0, -1, 0.0",
    "xlogy, 0, Infinity, 0.0",
    "xlogy, 0, NaN, NaN",
    "xlogy, 2, 0, -Infinity",
    "xlogy, 2, -1, NaN",
    "xlog1py, 0, -1, 0.0",
    "xlog1py, 0, NaN, NaN",
    "xlog1py, 2, -1, -Infinity",
  })
  void ofTwoOperands(String row, double a, double b, Double expected) {
    assertThat(RowReference.row(row).number(a, b, 0)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}({1}) = {2}")
  @CsvSource({
    "round, 0.5, 0.0",
    "round, 1.5, 2",
    "round, 2.5, 2",
    "round, -0.5, -0.0",
    "round, 0.49999999999999994, 0.0",
    "floor, -0.5, -1",
    "ceil, -0.5, -0.0",
    "sign, -0.0, -0.0",
    "sign, NaN, NaN",
    "cbrt, -27, -3",
    "cbrt, -0.0, -0.0",
    "exp2, 10, 1024",
    "exp2, -1074, 4.9e-324",
    "exp10, 3, 1000",
    "log2, 8, 3",
    "log2, 536870912, 29",
    "log2, 4.9e-324, -1074",
    "log2, 0, -Infinity",
    "log2, -1, NaN",
    "log10, 1000, 3",
    "log10, -1, NaN",
    "sinpi, 1, 0.0",
    "sinpi, -1, -0.0",
    "sinpi, 0.5, 1",
    "sinpi, 1.5, -1",
    "sinpi, 4503599627370495.5, -1",
    "sinpi, 1e300, 0.0",
    "cospi, 0.5, 0.0",
    "cospi, -1.5, 0.0",
    "cospi, 1, -1",
    "cospi, 9007199254740991, -1",
    "cospi, 1e300, 1",
    "tanpi, 1, -0.0",
    "tanpi, 0.5, Infinity",
    "tanpi, 1.5, -Infinity",
    "sinc, 0, 1",
    "sinc, 4.9e-324, 1",
    "sinc, -3, 0.0",
    "csc, 0, Infinity",
    "cot, -0.0, -Infinity",
    "asinh, -0.0, -0.0",
    "acosh, 1, 0.0",
    "acosh, 0.999, NaN",
    "acosh, -1e200, NaN",
    "atanh, 1, Infinity",
    "atanh, -1, -Infinity",
    "atanh, -1.5, NaN",
    "atanh, 1e300, NaN",
    "logit, 0, -Infinity",
    "logit, 1, Infinity",
    "logit, 0.5, 0.0",
    "logit, -0.1, NaN",
    "logit, 1.1, NaN",
    "log1mexp, 0, -Infinity",
    "log1mexp, 1, NaN",
    "xlogx, 0, 0.0",
    "xlogx, -1, NaN",
  })
  void ofOneOperand(String row, double x, Double expected) {
    assertThat(RowReference.row(row).number(x, 0, 0)).isEqualTo(expected);
  }

  @Test
  void clampKeepsNaNAndGivesTheDerivativeToWhatItAnswers() {
    RealVector x = vec(-1, 0, 0.5, 1, 2, Double.NaN);
    assertThat(clamp(x, 0, 1).toArray()).containsExactly(0, 0, 0.5, 1, 1, Double.NaN);
    assertThat(Forward.gradient(v -> clamp(v, 0, 1).sum(), x).toArray())
        .containsExactly(0, 1, 1, 1, 0, 1);
    assertThat(Forward.gradient(v -> clamp(vec(-1, 0.5, 3), vec(0, 0, 0), v).sum(), vec(1, 1, 1)))
        .isEqualTo(vec(0, 0, 1));
    assertThat(clamp(vec(0, 0), vec(Double.NaN, 2), vec(1, 1)).toArray())
        .containsExactly(Double.NaN, 1);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "NaN, 1", "0, NaN"})
  void clampRefusesBoundsThatCross(double lower, double upper) {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> clamp(vec(1), lower, upper))
        .withMessageContainingAll("clamp", String.valueOf(lower), String.valueOf(upper));
  }

  /// The derivatives of `sin πx / πx` of order `2k` at 0 are `(-1)ᵏ π²ᵏ / (2k + 1)`.
  @ParameterizedTest
  @CsvSource({"2, -3.289868133696453", "4, 19.48181820680048", "6, -137.34131336790063"})
  void derivativesOfSincArePreciseAtZero(int order, Double expected) {
    for (double x : new double[] {0, 1e-9}) {
      double derivative = nth(order, Real.of(x)).value();
      assertThat(derivative).isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
  }

  private static Real nth(int order, Real x) {
    return order == 0 ? sinc(x) : Forward.derivative(z -> nth(order - 1, z), x);
  }

  @Test
  void polygammaOfANegativeOrderNamesIt() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> Algebra.polygamma(-1, Real.of(2)))
        .withMessageContainingAll("-1", "at least 0");
  }
}
