package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Functions that keep their precision in log space and in the tails.
public final class LogSpace {
  /// `1 / (1 + e⁻ˣ)`; the derivative is `σ(x) σ(-x)`, precise in both tails, and in the middle `(1
  /// - tanh²(x/2)) / 4`, whose derivative is precise there.
  public static final Row SIGMOID =
      Row.of(
              "sigmoid",
              LogSpace::sigmoid,
              (y, x) ->
                  Kinks.IF_POSITIVE.of(
                      Kinks.ABS.of(x).minus(1), y.times(reflected(x)), inMiddle(x)),
              (y, x) -> y * sigmoid(-x))
          .formula("1 / (1 + e⁻ˣ)");

  /// `ln(1 + eˣ)`, which neither overflows nor loses its small values.
  public static final Row SOFTPLUS =
      Row.of(
              "softplus",
              x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
              (y, x) -> SIGMOID.of(x),
              (y, x) -> sigmoid(x))
          .formula("ln(1 + eˣ)");

  /// `ln(eᵃ + eᵇ)`; minus infinity is the logarithm of zero. With two equal infinities the
  /// derivatives are NaN.
  public static final Row LOG_ADD_EXP =
      Row.of(
              "logAddExp",
              LogSpace::logAddExp,
              (y, a, b) -> SIGMOID.of(a.minus(b)),
              (y, a, b) -> sigmoid(a - b),
              (y, a, b) -> SIGMOID.of(b.minus(a)),
              (y, a, b) -> sigmoid(b - a))
          .formula("ln(eᵃ + eᵇ)");

  static double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    double e = Math.exp(x);
    return e / (1 + e);
  }

  private static double logAddExp(double a, double b) {
    if (a == b) return a + Math.log(2);
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  }

  private static Value inMiddle(Value x) {
    Value t = Hyperbolic.TANH.of(x.div(2));
    return ONE.minus(t.times(t)).div(4);
  }

  private static Value reflected(Value x) {
    return SIGMOID.of(x.unaryMinus());
  }

  private LogSpace() {}
}
