package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;
import static dev.mixtape.algebra.Scalar.ZERO;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Functions with a kink or a choice.
public final class Kinks {
  /// Where `a > 0` the value of `b`, otherwise (0 and NaN too) that of `c`; no branch, so it
  /// records without a guard. The one not taken gets an exact zero. The condition gets none.
  public static final Row IF_POSITIVE =
      Row.selecting(
              "ifPositive", 3, (a, b, c) -> a > 0 ? b : c, (y, x) -> x[0], (y, a, b, c) -> a, 1, 2)
          .formula("b where a > 0, otherwise c")
          .kink("a = 0", 0, 2, 3, 0, 0, 1);

  /// At 0 the subgradient 0 is answered.
  public static final Row ABS =
      Row.of(
              "abs",
              Math::abs,
              (y, x) -> positive(x, ONE, positive(x.unaryMinus(), Value.of(-1), x.times(0))),
              (y, x) -> x > 0 ? 1 : x < 0 ? -1 : x * 0)
          .formula("|x|")
          .lanewise("ABS", 0)
          .kink(0, 0);

  /// 1, 0 or -1, with the sign of a zero kept.
  public static final Row SIGN =
      Row.of("sign", Math::signum, (y, x) -> ZERO, (y, x) -> 0)
          .formula("x / |x|, 0 at 0")
          .lanewise(x -> positive(x[0], ONE, positive(x[0].unaryMinus(), Value.of(-1), x[0])), 0)
          .constantIn(0)
          .kink(0, 0);

  /// The sign of a zero counts. A NaN has no sign that one can rely on: the result is NaN. At `a =
  /// 0` the subgradient 0 is answered.
  public static final Row COPY_SIGN =
      Row.of(
              "copySign",
              Kinks::signed,
              (y, a, b) -> SIGN.of(a).times(copySign(ONE, b)),
              (y, a, b) -> Math.signum(a) * signed(1, b),
              (y, a, b) -> ZERO,
              (y, a, b) -> 0)
          .formula("|a| with the sign of b")
          .constantIn(1)
          .kink("a = 0", 0, 1, 0, 0);

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
          .lanewise("MAX", 0)
          .kink("a = b", 1, 1, 1, 0);

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
          .lanewise("MIN", 0)
          .kink("a = b", 1, 1, 1, 0);

  private static double signed(double a, double b) {
    return Double.isNaN(b) ? b : Math.copySign(a, b);
  }

  private static Value copySign(Value a, Value b) {
    return COPY_SIGN.of(a, b);
  }

  private static Value positive(Value condition, Value a, Value b) {
    return IF_POSITIVE.of(condition, a, b);
  }

  private Kinks() {}
}
