package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;

/// Circular functions and their inverses.
public final class Trigonometry {
  public static final Row SIN =
      Row.of("sin", Math::sin, (y, x) -> cosine(x), (y, x) -> Math.cos(x))
          .formula("sin x")
          .lanewise("SIN", 1);

  public static final Row COS =
      Row.of("cos", Math::cos, (y, x) -> SIN.of(x).unaryMinus(), (y, x) -> -Math.sin(x))
          .formula("cos x")
          .lanewise("COS", 1);

  public static final Row TAN =
      Row.of("tan", Math::tan, (y, x) -> y.times(y).plus(1), (y, x) -> 1 + y * y)
          .formula("tan x")
          .lanewise("TAN", 1)
          .domain("away from the poles π/2 + kπ");

  public static final Row ASIN =
      Row.of("asin", Math::asin, (y, x) -> ONE.div(leg(x)), (y, x) -> 1 / leg(x))
          .formula("arcsin x")
          .lanewise("ASIN", 1)
          .domain("|x| <= 1")
          .kink(1, Double.POSITIVE_INFINITY)
          .kink(-1, Double.POSITIVE_INFINITY);

  public static final Row ACOS =
      Row.of("acos", Math::acos, (y, x) -> Value.of(-1).div(leg(x)), (y, x) -> -1 / leg(x))
          .formula("arccos x")
          .lanewise("ACOS", 1)
          .domain("|x| <= 1")
          .kink(1, Double.NEGATIVE_INFINITY)
          .kink(-1, Double.NEGATIVE_INFINITY);

  public static final Row ATAN =
      Row.of("atan", Math::atan, (y, x) -> ONE.div(x.times(x).plus(1)), (y, x) -> 1 / (x * x + 1))
          .formula("arctan x")
          .lanewise("ATAN", 1);

  /// The angle of the point `(b, a)`: the ordinate comes first. NaN derivatives at the origin.
  public static final Row ATAN2 =
      Row.of(
              "atan2",
              Math::atan2,
              (y, a, b) -> Powers.UNIT.of(b, a).div(Powers.HYPOT.of(a, b)),
              (y, a, b) -> b / Math.hypot(a, b) / Math.hypot(a, b),
              (y, a, b) -> Powers.UNIT.of(a, b).unaryMinus().div(Powers.HYPOT.of(a, b)),
              (y, a, b) -> -a / Math.hypot(a, b) / Math.hypot(a, b))
          .formula("the angle of the point (b, a)")
          .lanewise("ATAN2", 1)
          .kink(0, 0, Double.NaN, Double.NaN);

  public static final Row SEC =
      Row.of("sec", x -> 1 / Math.cos(x), (y, x) -> y.times(TAN.of(x)), (y, x) -> y * Math.tan(x))
          .formula("1 / cos x")
          .lanewise(x -> ONE.div(COS.of(x[0])), 2)
          .domain("away from the poles π/2 + kπ")
          .oscillatesIn(0);

  public static final Row CSC =
      Row.of(
              "csc",
              x -> 1 / Math.sin(x),
              (y, x) -> y.times(cotangent(x)).unaryMinus(),
              (y, x) -> -(y / Math.tan(x)))
          .formula("1 / sin x")
          .lanewise(x -> ONE.div(SIN.of(x[0])), 2)
          .domain("away from the poles kπ")
          .kink(0, Double.NEGATIVE_INFINITY)
          .oscillatesIn(0);

  public static final Row COT =
      Row.of(
              "cot",
              x -> 1 / Math.tan(x),
              (y, x) -> y.times(y).plus(1).unaryMinus(),
              (y, x) -> -(1 + y * y))
          .formula("1 / tan x")
          .lanewise(x -> ONE.div(TAN.of(x[0])), 2)
          .domain("away from the poles kπ")
          .kink(0, Double.NEGATIVE_INFINITY)
          .oscillatesIn(0);

  private static Value cotangent(Value x) {
    return COT.of(x);
  }

  private static Value cosine(Value x) {
    return COS.of(x);
  }

  /// `√(1 - x²)` with `1 - x²` rounded once: precise near the ends, and its derivative near 0.
  private static Value leg(Value x) {
    return Powers.SQRT.of(Arithmetic.FMA.of(x.unaryMinus(), x, ONE));
  }

  private static double leg(double x) {
    return Math.sqrt(Math.fma(-x, x, 1));
  }

  private Trigonometry() {}
}
