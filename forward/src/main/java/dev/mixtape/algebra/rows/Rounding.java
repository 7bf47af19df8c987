package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;
import static dev.mixtape.algebra.Scalar.ZERO;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import java.util.function.DoubleUnaryOperator;

/// Rounding to integers, and what division by an integral quotient leaves. At a jump the derivative
/// beside it is answered.
public final class Rounding {
  public static final Row FLOOR =
      steps("floor", Math::floor).formula("the largest integer <= x").kink("x integral", 1, 0);

  public static final Row CEIL =
      steps("ceil", Math::ceil).formula("the smallest integer >= x").kink("x integral", 1, 0);

  /// Half to even, as [Math#rint].
  public static final Row ROUND =
      steps("round", Math::rint)
          .formula("the nearest integer, the even one of two")
          .kink("x + 1/2 integral", 0.5, 0);

  /// The remainder of the quotient rounded towards zero: exact, with the sign of `a`.
  public static final Row REM =
      Row.of(
              "rem",
              (a, b) -> a % b,
              (y, a, b) -> ONE,
              (y, a, b) -> 1,
              (y, a, b) -> quotient(y, a, b).unaryMinus(),
              (y, a, b) -> -Math.rint((a - y) / b))
          .formula("a - b trunc(a / b)")
          .domain("b != 0")
          .kink("a / b integral", 6, 3, 1, -2)
          .oscillatesIn(0);

  /// The remainder of the quotient rounded down: with the sign of `b`, a zero's too.
  public static final Row MOD =
      Row.of(
              "mod",
              Rounding::mod,
              (y, a, b) -> ONE,
              (y, a, b) -> 1,
              (y, a, b) -> quotient(y, a, b).unaryMinus(),
              (y, a, b) -> -Math.rint((a - y) / b))
          .formula("a - b floor(a / b)")
          .domain("b != 0")
          .kink("a / b integral", 6, 3, 1, -2)
          .oscillatesIn(0);

  private static Row steps(String name, DoubleUnaryOperator primal) {
    return Row.of(name, primal, (y, x) -> ZERO, (y, x) -> 0).constantIn(0);
  }

  /// The integral quotient that left `y`. `a / b` may be rounded up to the next integer, this not.
  private static Value quotient(Value y, Value a, Value b) {
    return ROUND.of(a.minus(y).div(b));
  }

  private static double mod(double a, double b) {
    double y = a % b;
    if (y == 0) return Math.copySign(y, b);
    return y < 0 == b < 0 ? y : y + b;
  }

  private Rounding() {}
}
