package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;

/// Exponentials and logarithms.
public final class Exponentials {
  public static final Row EXP = Row.of("exp", Math::exp, (y, x) -> y, (y, x) -> y).formula("eˣ");

  public static final Row EXPM1 =
      Row.of("expm1", Math::expm1, (y, x) -> EXP.of(x), (y, x) -> Math.exp(x)).formula("eˣ - 1");

  public static final Row LOG =
      Row.of("log", Math::log, (y, x) -> ONE.div(x), (y, x) -> 1 / x)
          .formula("ln x")
          .domain("x >= 0")
          .kink(0, Double.POSITIVE_INFINITY);

  public static final Row LOG1P =
      Row.of("log1p", Math::log1p, (y, x) -> ONE.div(x.plus(1)), (y, x) -> 1 / (1 + x))
          .formula("ln(1 + x)")
          .domain("x >= -1")
          .kink(-1, Double.POSITIVE_INFINITY);

  private Exponentials() {}
}
