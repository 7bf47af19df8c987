package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Powers and roots.
public final class Powers {
  public static final Row SQUARE =
      Row.of("square", x -> x * x, (y, x) -> x.times(2), (y, x) -> 2 * x)
          .formula("x²")
          .lanewise(x -> x[0].times(x[0]), 0);

  public static final Row RECIP =
      Row.of("recip", x -> 1 / x, (y, x) -> y.times(y).unaryMinus(), (y, x) -> -(y * y))
          .formula("1 / x")
          .lanewise(x -> ONE.div(x[0]), 0)
          .domain("x != 0; at 0 as IEEE says");

  /// At 0 the derivative is infinite.
  public static final Row SQRT =
      Row.of("sqrt", Math::sqrt, (y, x) -> Value.of(0.5).div(y), (y, x) -> 0.5 / y)
          .formula("√x")
          .lanewise("SQRT", 0)
          .domain("x >= 0")
          .kink(0, Double.POSITIVE_INFINITY);

  /// Odd; at 0 the derivative is infinite.
  public static final Row CBRT =
      Row.of("cbrt", Math::cbrt, (y, x) -> ONE.div(y.times(y).times(3)), (y, x) -> 1 / (y * y * 3))
          .formula("∛x")
          .lanewise("CBRT", 1)
          .kink(0, Double.POSITIVE_INFINITY);

  /// A negative base is right with an integral exponent; with another the result is NaN. In the
  /// exponent the derivative `y log a` is 0 at `a = 0, b > 0` and NaN for a negative base, where
  /// the power is not defined around the exponent.
  public static final Row POW =
      Row.of(
              "pow",
              Math::pow,
              Powers::inBase,
              Powers::inBase,
              Powers::inExponent,
              Powers::inExponent)
          .formula("aᵇ")
          .domain("a >= 0, or b integral")
          .kink(0, 0, 0, Double.NEGATIVE_INFINITY);

  private static Value inBase(Value y, Value a, Value b) {
    Value away = Kinks.ABS.of(a).plus(Kinks.ABS.of(b));
    Value slope = b.times(POW.of(a, b.minus(1)));
    return Kinks.IF_POSITIVE.of(away, slope, away.times(0));
  }

  private static double inBase(double y, double a, double b) {
    double away = Math.abs(a) + Math.abs(b);
    return away > 0 ? b * Math.pow(a, b - 1) : away * 0;
  }

  private static Value inExponent(Value y, Value a, Value b) {
    Value slope = y.times(Exponentials.LOG.of(a));
    Value away = Kinks.ABS.of(a);
    Value atZero = Kinks.IF_POSITIVE.of(b, away.times(0), slope);
    return Kinks.IF_POSITIVE.of(away, slope, atZero);
  }

  private static double inExponent(double y, double a, double b) {
    return a == 0 && b > 0 ? 0 : y * Math.log(a);
  }

  /// `a / √(a² + b²)`, 0 at the origin: a row of its own, because differentiating the quotient
  /// cancels where `b` is small. No word of the algebra, so it is not in the table.
  static final Row UNIT =
      Row.of(
              "unit",
              Powers::unit,
              (y, a, b) -> beside(a, b).times(beside(a, b)).div(hypot(a, b)),
              (y, a, b) -> unit(b, a) * unit(b, a) / Math.hypot(a, b),
              (y, a, b) -> y.times(beside(a, b)).unaryMinus().div(hypot(a, b)),
              (y, a, b) -> -(y * unit(b, a)) / Math.hypot(a, b))
          .formula("a / √(a² + b²)")
          .lanewise(Powers::unitOnVectors, 2);

  private static Value beside(Value a, Value b) {
    return UNIT.of(b, a);
  }

  private static Value hypot(Value a, Value b) {
    return HYPOT.of(a, b);
  }

  private static Value unitOnVectors(Value[] x) {
    Value y = hypot(x[0], x[1]);
    return Kinks.IF_POSITIVE.of(y, x[0].div(y), y.times(0));
  }

  private static double unit(double a, double b) {
    double y = Math.hypot(a, b);
    return y > 0 ? a / y : y * 0;
  }

  /// At the origin, where it has no derivative, the subgradient 0 is answered.
  public static final Row HYPOT =
      Row.of(
              "hypot",
              Math::hypot,
              (y, a, b) -> UNIT.of(a, b),
              (y, a, b) -> unit(a, b),
              (y, a, b) -> UNIT.of(b, a),
              (y, a, b) -> unit(b, a))
          .formula("√(a² + b²)")
          .lanewise("HYPOT", 1)
          .kink(0, 0, 0, 0);

  private Powers() {}
}
