package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Functions with a kink or a choice.
public final class Kinks {
  /// Where `c > 0` the value of `a`, otherwise (0 and NaN too) that of `b`; no branch, so it
  /// records without a guard. The one not taken gets an exact zero. The condition gets none.
  public static final Row IF_POSITIVE =
      Row.selecting(
              "ifPositive", 3, (c, a, b) -> c > 0 ? a : b, (y, x) -> x[0], (y, c, a, b) -> c, 1, 2)
          .formula("c > 0 ? a : b")
          .kink(0, 2, 3, 0, 0, 1);

  /// At 0 the subgradient 0 is answered.
  public static final Row ABS =
      Row.of(
              "abs",
              Math::abs,
              (y, x) -> positive(x, ONE, positive(x.unaryMinus(), Value.of(-1), x.times(0))),
              (y, x) -> x > 0 ? 1 : x < 0 ? -1 : x * 0)
          .formula("|x|")
          .kink(0, 0);

  /// NaN when one operand is NaN. At a tie the first operand gets the derivative.
  public static final Row MAX =
      Row.selecting(
              "max",
              2,
              (a, b, c) -> Math.max(a, b),
              (y, x) -> x[1].minus(x[0]),
              (y, a, b, c) -> b - a,
              1,
              0)
          .formula("the larger of a and b")
          .kink(1, 1, 1, 0);

  /// NaN when one operand is NaN. At a tie the first operand gets the derivative.
  public static final Row MIN =
      Row.selecting(
              "min",
              2,
              (a, b, c) -> Math.min(a, b),
              (y, x) -> x[0].minus(x[1]),
              (y, a, b, c) -> a - b,
              1,
              0)
          .formula("the smaller of a and b")
          .kink(1, 1, 1, 0);

  private static Value positive(Value condition, Value a, Value b) {
    return IF_POSITIVE.of(condition, a, b);
  }

  private Kinks() {}
}
