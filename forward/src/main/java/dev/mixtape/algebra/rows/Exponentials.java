package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Exponentials and logarithms.
public final class Exponentials {
  private static final double LN_2 = Math.log(2);
  private static final double LN_10 = Math.log(10);

  public static final Row EXP =
      Row.of("exp", Math::exp, (y, x) -> y, (y, x) -> y).formula("eˣ").lanewise("EXP", 1);

  public static final Row EXPM1 =
      Row.of("expm1", Math::expm1, (y, x) -> EXP.of(x), (y, x) -> Math.exp(x))
          .formula("eˣ - 1")
          .lanewise("EXPM1", 1);

  public static final Row LOG =
      Row.of("log", Math::log, (y, x) -> ONE.div(x), (y, x) -> 1 / x)
          .formula("ln x")
          .lanewise("LOG", 1)
          .domain("x >= 0")
          .kink(0, Double.POSITIVE_INFINITY);

  public static final Row LOG1P =
      Row.of("log1p", Math::log1p, (y, x) -> ONE.div(x.plus(1)), (y, x) -> 1 / (1 + x))
          .formula("ln(1 + x)")
          .lanewise("LOG1P", 1)
          .domain("x >= -1")
          .kink(-1, Double.POSITIVE_INFINITY);

  public static final Row EXP2 =
      Row.of("exp2", x -> Math.pow(2, x), (y, x) -> y.times(LN_2), (y, x) -> y * LN_2)
          .formula("2ˣ");

  public static final Row EXP10 =
      Row.of("exp10", x -> Math.pow(10, x), (y, x) -> y.times(LN_10), (y, x) -> y * LN_10)
          .formula("10ˣ");

  /// Exact for powers of two.
  public static final Row LOG2 =
      Row.of(
              "log2",
              Exponentials::log2,
              (y, x) -> Value.of(1 / LN_2).div(x),
              (y, x) -> 1 / LN_2 / x)
          .formula("log₂ x")
          .domain("x >= 0")
          .kink(0, Double.POSITIVE_INFINITY);

  public static final Row LOG10 =
      Row.of("log10", Math::log10, (y, x) -> Value.of(1 / LN_10).div(x), (y, x) -> 1 / LN_10 / x)
          .formula("log₁₀ x")
          .lanewise("LOG10", 1)
          .domain("x >= 0")
          .kink(0, Double.POSITIVE_INFINITY);

  /// The exponent, and the logarithm of a mantissa between √½ and √2, so that nothing cancels near
  /// 1.
  private static double log2(double x) {
    if (!(x > 0 && x < Double.POSITIVE_INFINITY)) return Math.log(x);
    if (x < Double.MIN_NORMAL) return log2(x * 0x1p54) - 54;
    int exponent = Math.getExponent(x);
    if (Math.scalb(x, -exponent) > Math.sqrt(2)) exponent++;
    return exponent + Math.log(Math.scalb(x, -exponent)) / LN_2;
  }

  private Exponentials() {}
}
