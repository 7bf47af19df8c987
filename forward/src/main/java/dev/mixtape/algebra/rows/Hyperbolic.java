package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Hyperbolic functions.
public final class Hyperbolic {
  public static final Row SINH =
      Row.of("sinh", Math::sinh, (y, x) -> hyperbolicCosine(x), (y, x) -> Math.cosh(x))
          .formula("sinh x")
          .lanewise("SINH", 2);

  public static final Row COSH =
      Row.of("cosh", Math::cosh, (y, x) -> SINH.of(x), (y, x) -> Math.sinh(x))
          .formula("cosh x")
          .lanewise("COSH", 1);

  /// The derivative is `4 σ(2x) σ(-2x)` in the tails, where `1 - y²` loses its precision, and `1 -
  /// y²` in the middle, where the derivative of the other does.
  public static final Row TANH =
      Row.of(
              "tanh",
              Math::tanh,
              (y, x) ->
                  Kinks.IF_POSITIVE.of(
                      Kinks.ABS.of(y).minus(0.5), inTails(x), ONE.minus(y.times(y))),
              (y, x) -> 4 * LogSpace.sigmoid(2 * x) * LogSpace.sigmoid(-2 * x))
          .formula("tanh x")
          .lanewise("TANH", 1);

  public static final Row ASINH =
      Row.of(
              "asinh",
              Hyperbolic::asinh,
              (y, x) -> ONE.div(Powers.HYPOT.of(x, ONE)),
              (y, x) -> 1 / Math.hypot(x, 1))
          .formula("arsinh x");

  public static final Row ACOSH =
      Row.of(
              "acosh",
              Hyperbolic::acosh,
              (y, x) -> ONE.div(Powers.SQRT.of(x.minus(1)).times(Powers.SQRT.of(x.plus(1)))),
              (y, x) -> 1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1)))
          .formula("arcosh x")
          .domain("x >= 1")
          .kink(1, Double.POSITIVE_INFINITY);

  /// `1 - x²` is rounded once in the derivative, as for the arc sine.
  public static final Row ATANH =
      Row.of(
              "atanh",
              Hyperbolic::atanh,
              (y, x) -> ONE.div(Arithmetic.FMA.of(x.unaryMinus(), x, ONE)),
              (y, x) -> 1 / Math.fma(-x, x, 1))
          .formula("artanh x")
          .domain("|x| <= 1")
          .kink(1, Double.POSITIVE_INFINITY)
          .kink(-1, Double.POSITIVE_INFINITY);

  /// Beyond this `√(x² ± 1)` is `x` in `double`.
  private static final double LARGE = 0x1p28;

  private static double asinh(double x) {
    double a = Math.abs(x);
    double y =
        a > LARGE ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(y, x);
  }

  private static double acosh(double x) {
    if (x > LARGE) return Math.log(x) + Math.log(2);
    double above = x - 1;
    return Math.log1p(above + Math.sqrt(above) * Math.sqrt(above + 2));
  }

  private static double atanh(double x) {
    double a = Math.abs(x);
    double twice = a < 0.5 ? 2 * a + 2 * a * a / (1 - a) : 2 * a / (1 - a);
    return Math.copySign(Math.log1p(twice) / 2, x);
  }

  private static Value inTails(Value x) {
    return LogSpace.SIGMOID.of(x.times(2)).times(LogSpace.SIGMOID.of(x.times(-2))).times(4);
  }

  private static Value hyperbolicCosine(Value x) {
    return COSH.of(x);
  }

  private Hyperbolic() {}
}
