package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;
import static dev.mixtape.algebra.Scalar.ZERO;

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
          .formula("1 / (1 + e⁻ˣ)")
          .lanewise(LogSpace::sigmoidOnVectors, 2);

  /// `ln(1 + eˣ)`, which neither overflows nor loses its small values.
  public static final Row SOFTPLUS =
      Row.of(
              "softplus",
              x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
              (y, x) -> SIGMOID.of(x),
              (y, x) -> sigmoid(x))
          .formula("ln(1 + eˣ)")
          .lanewise(x -> Kinks.MAX.of(x[0], ZERO).plus(log1pExp(x[0])), 2);

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

  /// `ln(eᵃ - eᵇ)` for `a >= b`; minus infinity is the logarithm of zero. With two equal infinities
  /// the derivatives are NaN.
  public static final Row LOG_SUB_EXP =
      Row.of(
              "logSubExp",
              LogSpace::logSubExp,
              (y, a, b) -> ONE.div(Kinks.ABS.of(Exponentials.EXPM1.of(b.minus(a)))),
              (y, a, b) -> 1 / Math.abs(Math.expm1(b - a)),
              (y, a, b) -> oddsOfExp(b.minus(a)).unaryMinus(),
              (y, a, b) -> -oddsOfExp(b - a))
          .formula("ln(eᵃ - eᵇ)")
          .domain("a >= b")
          .kink("a = b", 1, 1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /// `ln(1 - eˣ)`, after M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012).
  public static final Row LOG1MEXP =
      Row.of(
              "log1mexp",
              LogSpace::log1mexp,
              (y, x) -> oddsOfExp(x).unaryMinus(),
              (y, x) -> -oddsOfExp(x))
          .formula("ln(1 - eˣ)")
          .lanewise(LogSpace::log1mexpOnVectors, 3)
          .domain("x <= 0")
          .kink(0, Double.NEGATIVE_INFINITY);

  public static final Row LOG_SIGMOID =
      Row.of(
              "logSigmoid",
              x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
              (y, x) -> SIGMOID.of(x.unaryMinus()),
              (y, x) -> sigmoid(-x))
          .formula("-ln(1 + e⁻ˣ)")
          .lanewise(x -> Kinks.MIN.of(x[0], ZERO).minus(log1pExp(x[0])), 2);

  /// The inverse of the sigmoid. The derivative is `1 / (p (1 - p))`, and in the middle `1 / (1/4 -
  /// (p - 1/2)²)`, whose derivative is precise there.
  public static final Row LOGIT =
      Row.of("logit", LogSpace::logit, (y, p) -> ONE.div(variance(p)), (y, p) -> 1 / (p * (1 - p)))
          .formula("ln(x / (1 - x))")
          .lanewise(LogSpace::logitOnVectors, 4)
          .domain("0 <= x <= 1")
          .kink(0, Double.POSITIVE_INFINITY)
          .kink(1, Double.POSITIVE_INFINITY);

  /// 0 at 0.
  public static final Row XLOGX =
      Row.of(
              "xlogx",
              x -> x == 0 ? 0 : x * Math.log(x),
              (y, x) -> Exponentials.LOG.of(x).plus(1),
              (y, x) -> Math.log(x) + 1)
          .formula("x ln x, 0 at 0")
          .lanewise(x -> product(x[0], x[0], Exponentials.LOG.of(x[0])), 2)
          .domain("x >= 0")
          .kink(0, Double.NEGATIVE_INFINITY);

  /// 0 at `a = 0` whatever `b` is, unless that is NaN; the derivative in `b` is 0 there too.
  public static final Row XLOGY =
      Row.of(
              "xlogy",
              (a, b) -> product(a, b, Math.log(b)),
              (y, a, b) -> Exponentials.LOG.of(b),
              (y, a, b) -> Math.log(b),
              (y, a, b) -> share(a, b),
              (y, a, b) -> ratio(a, b))
          .formula("a ln b, 0 at a = 0")
          .lanewise(x -> product(x[0], x[1], Exponentials.LOG.of(x[1])), 2)
          .domain("b >= 0, or a = 0")
          .kink(0, 0, Double.NEGATIVE_INFINITY, 0);

  /// 0 at `a = 0` whatever `b` is, unless that is NaN; the derivative in `b` is 0 there too.
  public static final Row XLOG1PY =
      Row.of(
              "xlog1py",
              (a, b) -> product(a, b, Math.log1p(b)),
              (y, a, b) -> Exponentials.LOG1P.of(b),
              (y, a, b) -> Math.log1p(b),
              (y, a, b) -> share(a, b.plus(1)),
              (y, a, b) -> ratio(a, b + 1))
          .formula("a ln(1 + b), 0 at a = 0")
          .lanewise(x -> product(x[0], x[1], Exponentials.LOG1P.of(x[1])), 2)
          .domain("b >= -1, or a = 0")
          .kink(0, -1, Double.NEGATIVE_INFINITY, 0);

  /// `a / b` with `0 / 0 = 0`: a row of its own, so that its derivatives at 0 are not NaN. No word
  /// of the algebra, so it is not in the table.
  private static final Row SHARE =
      Row.of(
              "share",
              LogSpace::ratio,
              (y, a, b) -> ONE.div(b),
              (y, a, b) -> 1 / b,
              (y, a, b) -> share(y, b).unaryMinus(),
              (y, a, b) -> -ratio(y, b))
          .formula("a / b, 0 at a = 0")
          .lanewise(x -> ifMoved(x[0], x[1], x[0].div(x[1])), 0);

  private static Value share(Value a, Value b) {
    return SHARE.of(a, b);
  }

  private static double ratio(double a, double b) {
    return a == 0 && !Double.isNaN(b) ? 0 : a / b;
  }

  private static double product(double a, double b, double log) {
    return a == 0 && !Double.isNaN(b) ? 0 : a * log;
  }

  /// `eˣ / (1 - eˣ)` for `x <= 0`, infinite at 0 of either sign.
  private static Value oddsOfExp(Value x) {
    return Exponentials.EXP.of(x).div(Kinks.ABS.of(Exponentials.EXPM1.of(x)));
  }

  private static double oddsOfExp(double x) {
    return Math.exp(x) / Math.abs(Math.expm1(x));
  }

  private static double log1mexp(double x) {
    return x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
  }

  private static double logSubExp(double a, double b) {
    return b == Double.NEGATIVE_INFINITY ? a : a + log1mexp(b - a);
  }

  private static double logit(double p) {
    return Math.abs(p - 0.5) < 0.25 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p / (1 - p));
  }

  private static Value variance(Value p) {
    Value off = p.minus(0.5);
    return Kinks.IF_POSITIVE.of(
        Kinks.ABS.of(off).minus(0.25), p.times(ONE.minus(p)), Value.of(0.25).minus(off.times(off)));
  }

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

  /// `ln(1 + e⁻|ˣ|)`.
  private static Value log1pExp(Value x) {
    return Exponentials.LOG1P.of(expOfMinus(x));
  }

  private static Value expOfMinus(Value x) {
    return Exponentials.EXP.of(Kinks.ABS.of(x).unaryMinus());
  }

  private static Value sigmoidOnVectors(Value[] x) {
    Value e = expOfMinus(x[0]);
    return Kinks.IF_POSITIVE.of(x[0], ONE, e).div(e.plus(1));
  }

  private static Value log1mexpOnVectors(Value[] x) {
    return Kinks.IF_POSITIVE.of(
        x[0].plus(Math.log(2)),
        Exponentials.LOG.of(Exponentials.EXPM1.of(x[0]).unaryMinus()),
        Exponentials.LOG1P.of(Exponentials.EXP.of(x[0]).unaryMinus()));
  }

  private static Value logitOnVectors(Value[] p) {
    Value rest = ONE.minus(p[0]);
    return Kinks.IF_POSITIVE.of(
        Value.of(0.25).minus(Kinks.ABS.of(p[0].minus(0.5))),
        Exponentials.LOG1P.of(p[0].times(2).minus(1).div(rest)),
        Exponentials.LOG.of(p[0].div(rest)));
  }

  private static Value product(Value a, Value b, Value log) {
    return ifMoved(a, b, a.times(log));
  }

  /// `value`, but 0 where `a` is 0 and `b` a number.
  private static Value ifMoved(Value a, Value b, Value value) {
    Value zero = Kinks.ABS.of(a).times(0).plus(Kinks.MIN.of(Kinks.ABS.of(b), ONE).times(0));
    return Kinks.IF_POSITIVE.of(Kinks.ABS.of(a), value, zero);
  }

  private LogSpace() {}
}
