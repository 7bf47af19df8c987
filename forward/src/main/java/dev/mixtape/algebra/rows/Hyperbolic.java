package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Hyperbolic functions.
public final class Hyperbolic {
  public static final Row SINH =
      Row.of("sinh", Math::sinh, (y, x) -> hyperbolicCosine(x), (y, x) -> Math.cosh(x))
          .formula("sinh x");

  public static final Row COSH =
      Row.of("cosh", Math::cosh, (y, x) -> SINH.of(x), (y, x) -> Math.sinh(x)).formula("cosh x");

  /// The derivative is `4 σ(2x) σ(-2x)`, which keeps its precision in the tails where `1 - y²` does
  /// not.
  public static final Row TANH =
      Row.of(
              "tanh",
              Math::tanh,
              (y, x) ->
                  LogSpace.SIGMOID.of(x.times(2)).times(LogSpace.SIGMOID.of(x.times(-2))).times(4),
              (y, x) -> 4 * LogSpace.sigmoid(2 * x) * LogSpace.sigmoid(-2 * x))
          .formula("tanh x");

  private static Value hyperbolicCosine(Value x) {
    return COSH.of(x);
  }

  private Hyperbolic() {}
}
