package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/// The error function, its complement and the inverse of that; primals by Apache Commons Numbers,
/// which follows Boost.
public final class ErrorFunctions {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final double HALF_ROOT_PI = Math.sqrt(Math.PI) / 2;

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
          .formula("the x with erfc(x) = p")
          .domain("0 <= p <= 2")
          .kink(0, Double.NEGATIVE_INFINITY)
          .kink(2, Double.NEGATIVE_INFINITY);

  private static Value bell(Value x) {
    return Exponentials.EXP.of(x.times(x).unaryMinus());
  }

  private ErrorFunctions() {}
}
