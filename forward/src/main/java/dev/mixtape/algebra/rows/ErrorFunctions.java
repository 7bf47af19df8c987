package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.InverseErfc;

/// The error function and its inverse, also as tails of the normal distribution; primals by Apache
/// Commons Numbers, which follows Boost.
public final class ErrorFunctions {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final double HALF_ROOT_PI = Math.sqrt(Math.PI) / 2;
  private static final double ROOT_2 = Math.sqrt(2);
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);

  public static final Row ERF =
      Row.of(
              "erf",
              Erf::value,
              (y, x) -> bell(x).times(TWO_OVER_ROOT_PI),
              (y, x) -> TWO_OVER_ROOT_PI * Math.exp(-x * x))
          .formula("2/√π ∫₀ˣ exp(-t²) dt");

  /// Precise in the upper tail, where `1 - erf(x)` is not.
  public static final Row ERFC =
      Row.of(
              "erfc",
              Erfc::value,
              (y, x) -> bell(x).times(-TWO_OVER_ROOT_PI),
              (y, x) -> -TWO_OVER_ROOT_PI * Math.exp(-x * x))
          .formula("1 - erf(x)");

  /// Plus and minus infinity at 0 and 2, with infinite derivatives.
  public static final Row ERFCINV =
      Row.of(
              "erfcinv",
              InverseErfc::value,
              (y, x) -> Exponentials.EXP.of(y.times(y)).times(-HALF_ROOT_PI),
              (y, x) -> -HALF_ROOT_PI * Math.exp(y * y))
          .formula("the z with erfc(z) = x")
          .domain("0 <= x <= 2")
          .kink(0, Double.NEGATIVE_INFINITY)
          .kink(2, Double.NEGATIVE_INFINITY);

  /// Minus and plus infinity at -1 and 1, with infinite derivatives.
  public static final Row ERFINV =
      Row.of(
              "erfinv",
              InverseErf::value,
              (y, x) -> Exponentials.EXP.of(y.times(y)).times(HALF_ROOT_PI),
              (y, x) -> HALF_ROOT_PI * Math.exp(y * y))
          .formula("the z with erf(z) = x")
          .domain("|x| <= 1")
          .kink(-1, Double.POSITIVE_INFINITY)
          .kink(1, Double.POSITIVE_INFINITY);

  /// Minus and plus infinity at 0 and 1, with infinite derivatives; precise for small p and near ½.
  public static final Row NORMAL_QUANTILE =
      Row.of(
              "normalQuantile",
              p -> -ROOT_2 * InverseErfc.value(2 * p),
              (y, p) -> Exponentials.EXP.of(y.times(y).div(2)).times(ROOT_TWO_PI),
              (y, p) -> ROOT_TWO_PI * Math.exp(y * y / 2))
          .formula("the z with Φ(z) = x")
          .domain("0 <= x <= 1")
          .kink(0, Double.POSITIVE_INFINITY)
          .kink(1, Double.POSITIVE_INFINITY);

  /// `φ(z) / Φ(z)`, the derivative of `ln Φ`: finite wherever z is. No word of the algebra, so it
  /// is not in the table.
  static final Row NORMAL_HAZARD =
      Row.of(
              "normalHazard",
              ErrorFunctions::normalHazard,
              (y, z) -> y.times(y.plus(z)).unaryMinus(),
              (y, z) -> -y * (y + z))
          .formula("φ(x) / Φ(x)");

  /// Precise in both tails: for negative z it is `-z² / 2 + ln(erfcx(-z / √2) / 2)`, which does not
  /// underflow.
  public static final Row LOG_NORMAL_CDF =
      Row.of(
              "logNormalCdf",
              ErrorFunctions::logNormalCdf,
              (y, z) -> NORMAL_HAZARD.of(z),
              (y, z) -> normalHazard(z))
          .formula("ln Φ(x)");

  private static double logNormalCdf(double z) {
    if (z > 0) return Math.log1p(-Erfc.value(z / ROOT_2) / 2);
    if (z == Double.NEGATIVE_INFINITY) return z;
    return Math.log(Erfcx.value(-z / ROOT_2) / 2) - z * z / 2;
  }

  private static double normalHazard(double z) {
    if (z == Double.NEGATIVE_INFINITY) return Double.POSITIVE_INFINITY;
    if (z < 0) return ROOT_TWO_OVER_PI / Erfcx.value(-z / ROOT_2);
    return Math.exp(-z * z / 2) / ROOT_TWO_PI / (1 - Erfc.value(z / ROOT_2) / 2);
  }

  private static Value bell(Value x) {
    return Exponentials.EXP.of(x.times(x).unaryMinus());
  }

  private ErrorFunctions() {}
}
