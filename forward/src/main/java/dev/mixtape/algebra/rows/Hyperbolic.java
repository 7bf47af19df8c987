package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Hyperbolic functions.
public final class Hyperbolic {
  public static final Row SINH =
      Row.of("sinh", Math::sinh, (y, x) -> hyperbolicCosine(x), (y, x) -> Math.cosh(x))
          .formula("sinh x");

  public static final Row COSH =
      Row.of("cosh", Math::cosh, (y, x) -> SINH.of(x), (y, x) -> Math.sinh(x)).formula("cosh x");

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
          .formula("tanh x");

  private static Value inTails(Value x) {
    return LogSpace.SIGMOID.of(x.times(2)).times(LogSpace.SIGMOID.of(x.times(-2))).times(4);
  }

  private static Value hyperbolicCosine(Value x) {
    return COSH.of(x);
  }

  private Hyperbolic() {}
}
