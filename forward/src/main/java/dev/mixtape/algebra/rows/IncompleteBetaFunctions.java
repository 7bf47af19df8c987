package dev.mixtape.algebra.rows;

import static dev.mixtape.algebra.Scalar.ONE;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.special.BetaQuantile;
import dev.mixtape.algebra.special.IncompleteBeta;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The regularised incomplete beta function, its complement, their logarithms and the inverse: the
/// tails of the beta distribution with shapes a and b.
///
/// Derivatives in the shapes are families of rows, one per pair of orders, whose numbers are
/// integrals (see [IncompleteBeta]); derivatives in the argument come from the density. The
/// complement is the function of `1 - x` with the shapes exchanged, with both of the pair at hand.
public final class IncompleteBetaFunctions {
  private static final String DOMAIN = "a > 0, b > 0, 0 <= c <= 1";

  /// Which derivative of which tail: orders in the shapes, and the tail from 0 or that to 1.
  private record Order(int inA, int inB, boolean upper) {}

  private static final Map<Order, Row> IN_SHAPES = new ConcurrentHashMap<>();
  private static final Map<Order, Row> IN_SHAPES_OVER_DENSITY = new ConcurrentHashMap<>();
  private static final Map<Order, Row> LOG_IN_SHAPES = new ConcurrentHashMap<>();
  private static final Map<Order, Row> LOG_HAZARDS = new ConcurrentHashMap<>();

  /// NaN outside the domain; 0 and 1 at x = 0 and 1.
  public static final Row BETA_I =
      Row.of(
              "betaI",
              (a, b, x) -> IncompleteBeta.lower(a, b, x, 1 - x),
              partials(
                  x -> inShapes(1, 0).of(x[0], x[1], x[2]),
                  x -> inShapes(0, 1).of(x[0], x[1], x[2]),
                  x -> density(x)),
              List.of(
                  (y, a, b, x) -> IncompleteBeta.lowerInShapes(1, 0, a, b, x, 1 - x),
                  (y, a, b, x) -> IncompleteBeta.lowerInShapes(0, 1, a, b, x, 1 - x),
                  (y, a, b, x) -> IncompleteBeta.density(a, b, x, 1 - x)))
          .formula("I_c(a, b) = 1/B(a, b) ∫ tᵃ⁻¹ (1 - t)ᵇ⁻¹ dt over 0 < t < c")
          .domain(DOMAIN)
          .kink(0.5, 1, 0, 0, 0, Double.POSITIVE_INFINITY);

  /// `1 - I_x(a, b)`, precise in the upper tail and also where x is so small that `1 - x` is 1.
  public static final Row BETA_I_COMPLEMENT =
      Row.of(
              "betaIComplement",
              (a, b, x) -> IncompleteBeta.lower(b, a, 1 - x, x),
              partials(
                  x -> inShapes(1, 0).of(x[0], x[1], x[2]).unaryMinus(),
                  x -> inShapes(0, 1).of(x[0], x[1], x[2]).unaryMinus(),
                  x -> density(x).unaryMinus()),
              List.of(
                  (y, a, b, x) -> -IncompleteBeta.lowerInShapes(1, 0, a, b, x, 1 - x),
                  (y, a, b, x) -> -IncompleteBeta.lowerInShapes(0, 1, a, b, x, 1 - x),
                  (y, a, b, x) -> -IncompleteBeta.density(a, b, x, 1 - x)))
          .formula("1 - I_c(a, b)")
          .domain(DOMAIN)
          .kink(0.5, 1, 0, 0, 0, Double.NEGATIVE_INFINITY);

  /// `ln I_x(a, b)`, also where that underflows.
  public static final Row LOG_BETA_I = logarithm(false, "logBetaI", "ln I_c(a, b)");

  /// `ln(1 - I_x(a, b))`, also where that underflows.
  public static final Row LOG_BETA_I_COMPLEMENT =
      logarithm(true, "logBetaIComplement", "ln(1 - I_c(a, b))");

  /// The partials follow from `I_y(a, b) = p` by the implicit function theorem.
  public static final Row BETA_I_INV =
      Row.of(
              "betaIInv",
              BetaQuantile::of,
              List.of(
                  (y, x) -> inShapesOverDensity(1, 0, x[0], x[1], y).unaryMinus(),
                  (y, x) -> inShapesOverDensity(0, 1, x[0], x[1], y).unaryMinus(),
                  (y, x) -> reciprocalDensity(x[0], x[1], y)),
              List.of(
                  (y, a, b, p) -> -IncompleteBeta.lowerInShapesOverDensity(1, 0, a, b, y, 1 - y),
                  (y, a, b, p) -> -IncompleteBeta.lowerInShapesOverDensity(0, 1, a, b, y, 1 - y),
                  (y, a, b, p) -> 1 / IncompleteBeta.density(a, b, y, 1 - y)))
          .formula("the x with I_x(a, b) = c")
          .domain(DOMAIN);

  private static final Row DENSITY =
      Row.of(
              "betaDensity",
              (a, b, x) -> IncompleteBeta.density(a, b, x, 1 - x),
              partials(
                  x -> density(x).times(logDensity(1, 0, x)),
                  x -> density(x).times(logDensity(0, 1, x)),
                  x -> density(x).times(slope(x))),
              List.of(
                  (y, a, b, x) -> y * logDensity(1, 0, values(a, b, x)).scalarNumber(),
                  (y, a, b, x) -> y * logDensity(0, 1, values(a, b, x)).scalarNumber(),
                  (y, a, b, x) -> y * slope(values(a, b, x)).scalarNumber()))
          .formula("cᵃ⁻¹ (1 - c)ᵇ⁻¹ / B(a, b)");

  private static final Row RECIPROCAL_DENSITY =
      Row.of(
              "reciprocalBetaDensity",
              (a, b, x) -> 1 / IncompleteBeta.density(a, b, x, 1 - x),
              partials(
                  x -> reciprocalDensity(x).times(logDensity(1, 0, x)).unaryMinus(),
                  x -> reciprocalDensity(x).times(logDensity(0, 1, x)).unaryMinus(),
                  x -> reciprocalDensity(x).times(slope(x)).unaryMinus()),
              List.of(
                  (y, a, b, x) -> -y * logDensity(1, 0, values(a, b, x)).scalarNumber(),
                  (y, a, b, x) -> -y * logDensity(0, 1, values(a, b, x)).scalarNumber(),
                  (y, a, b, x) -> -y * slope(values(a, b, x)).scalarNumber()))
          .formula("B(a, b) / (cᵃ⁻¹ (1 - c)ᵇ⁻¹)");

  private static final Row LOWER_HAZARD = hazardRow(false);
  private static final Row UPPER_HAZARD = hazardRow(true);

  /// An expression of the operands.
  @FunctionalInterface
  private interface Expression {
    Value of(Value... x);
  }

  private static List<Row.Partial> partials(Expression inA, Expression inB, Expression inX) {
    return List.of((y, x) -> inA.of(x), (y, x) -> inB.of(x), (y, x) -> inX.of(x));
  }

  private static Value[] values(double a, double b, double x) {
    return new Value[] {Value.of(a), Value.of(b), Value.of(x)};
  }

  private static Value density(Value... x) {
    return DENSITY.of(x[0], x[1], x[2]);
  }

  private static Value reciprocalDensity(Value... x) {
    return RECIPROCAL_DENSITY.of(x[0], x[1], x[2]);
  }

  /// The derivative of the density's logarithm in the argument.
  private static Value slope(Value... x) {
    Value rest = ONE.minus(x[2]);
    return x[0].minus(1).div(x[2]).minus(x[1].minus(1).div(rest));
  }

  /// The derivative of the density's logarithm in the shapes; not both orders are 0.
  private static Value logDensity(int m, int n, Value... x) {
    if (m > 0 && n > 0) return GammaFunctions.polygamma(m + n - 1).of(x[0].plus(x[1]));
    Value rise =
        n == 0 ? BetaFunctions.rise(m - 1, x[0], x[1]) : BetaFunctions.rise(n - 1, x[1], x[0]);
    if (m + n > 1) return rise;
    return rise.plus(m == 1 ? Exponentials.LOG.of(x[2]) : Exponentials.LOG1P.of(x[2].unaryMinus()));
  }

  /// The derivative of `I_x` in the shapes.
  private static Row inShapes(int m, int n) {
    return IN_SHAPES.computeIfAbsent(
        new Order(m, n, false), order -> newInShapes(order.inA, order.inB));
  }

  private static Row newInShapes(int m, int n) {
    return Row.of(
            "betaI(" + m + ", " + n + ")",
            (a, b, x) -> IncompleteBeta.lowerInShapes(m, n, a, b, x, 1 - x),
            partials(
                x -> inShapes(m + 1, n).of(x[0], x[1], x[2]),
                x -> inShapes(m, n + 1).of(x[0], x[1], x[2]),
                x -> densityInShapes(m, n, x)),
            List.of(
                (y, a, b, x) -> IncompleteBeta.lowerInShapes(m + 1, n, a, b, x, 1 - x),
                (y, a, b, x) -> IncompleteBeta.lowerInShapes(m, n + 1, a, b, x, 1 - x),
                (y, a, b, x) -> densityInShapes(m, n, values(a, b, x)).scalarNumber()))
        .formula(inShapesFormula(m, n, "I_c(a, b)"));
  }

  private static Value densityInShapes(int m, int n, Value... x) {
    return density(x).times(relativeDensityInShapes(m, n, x));
  }

  private static Value relativeDensityInShapes(int m, int n, Value... x) {
    return Cumulants.moment((i, j) -> logDensity(i, j, x), m, n);
  }

  private static Row logarithm(boolean upper, String name, String formula) {
    return Row.of(
            name,
            (a, b, x) ->
                upper ? IncompleteBeta.log(b, a, 1 - x, x) : IncompleteBeta.log(a, b, x, 1 - x),
            partials(
                x -> logInShapes(upper, 1, 0).of(x[0], x[1], x[2]),
                x -> logInShapes(upper, 0, 1).of(x[0], x[1], x[2]),
                x -> logSlope(upper, x)),
            List.of(
                (y, a, b, x) -> logInShapes(upper, 1, 0, a, b, x),
                (y, a, b, x) -> logInShapes(upper, 0, 1, a, b, x),
                (y, a, b, x) -> (upper ? -1 : 1) * hazard(upper, a, b, x)))
        .formula(formula)
        .domain(DOMAIN);
  }

  private static double logInShapes(boolean upper, int m, int n, double a, double b, double x) {
    if (upper) return IncompleteBeta.logInShapes(n, m, b, a, 1 - x, x);
    return IncompleteBeta.logInShapes(m, n, a, b, x, 1 - x);
  }

  private static double hazard(boolean upper, double a, double b, double x) {
    return upper ? IncompleteBeta.hazard(b, a, 1 - x, x) : IncompleteBeta.hazard(a, b, x, 1 - x);
  }

  private static Value logSlope(boolean upper, Value... x) {
    Value hazard = hazard(upper, x);
    return upper ? hazard.unaryMinus() : hazard;
  }

  private static Value hazard(boolean upper, Value... x) {
    return (upper ? UPPER_HAZARD : LOWER_HAZARD).of(x[0], x[1], x[2]);
  }

  /// The density over a tail; its logarithm's derivatives are those of the density's less those of
  /// the tail's.
  private static Row hazardRow(boolean upper) {
    return Row.of(
            upper ? "betaHazard(upper)" : "betaHazard(lower)",
            (a, b, x) -> hazard(upper, a, b, x),
            partials(
                x -> hazard(upper, x).times(logHazard(upper, 1, 0, x)),
                x -> hazard(upper, x).times(logHazard(upper, 0, 1, x)),
                x -> hazard(upper, x).times(slope(x).minus(logSlope(upper, x)))),
            List.of(
                (y, a, b, x) -> y * logHazard(upper, 1, 0, values(a, b, x)).scalarNumber(),
                (y, a, b, x) -> y * logHazard(upper, 0, 1, values(a, b, x)).scalarNumber(),
                (y, a, b, x) -> y * (slope(values(a, b, x)).scalarNumber() + (upper ? y : -y))))
        .formula("betaDensity(a, b, c) / " + (upper ? "(1 - I_c(a, b))" : "I_c(a, b)"));
  }

  private static Value logHazard(boolean upper, int m, int n, Value... x) {
    return LOG_HAZARDS
        .computeIfAbsent(
            new Order(m, n, upper), order -> newLogHazard(order.upper, order.inA, order.inB))
        .of(x[0], x[1], x[2]);
  }

  /// The derivative of the logarithm of the density over a tail, in the shapes.
  private static Row newLogHazard(boolean upper, int m, int n) {
    return Row.of(
        (upper ? "logBetaHazard(upper, " : "logBetaHazard(lower, ") + m + ", " + n + ")",
        (a, b, x) -> logHazard(upper, m, n, a, b, x),
        partials(
            x -> logHazard(upper, m + 1, n, x),
            x -> logHazard(upper, m, n + 1, x),
            x -> slopeInShapes(m, n, x).minus(logSlopeInShapes(upper, m, n, x))),
        List.of(
            (y, a, b, x) -> logHazard(upper, m + 1, n, a, b, x),
            (y, a, b, x) -> logHazard(upper, m, n + 1, a, b, x),
            (y, a, b, x) ->
                slopeInShapes(m, n, values(a, b, x))
                    .minus(logSlopeInShapes(upper, m, n, values(a, b, x)))
                    .scalarNumber()));
  }

  private static double logHazard(boolean upper, int m, int n, double a, double b, double x) {
    if (upper) return IncompleteBeta.logHazardInShapes(n, m, b, a, 1 - x, x);
    return IncompleteBeta.logHazardInShapes(m, n, a, b, x, 1 - x);
  }

  /// The derivative of [#slope] in the shapes.
  private static Value slopeInShapes(int m, int n, Value... x) {
    if (m + n > 1) return Scalar.ZERO;
    return m == 1 ? ONE.div(x[2]) : Value.of(-1).div(ONE.minus(x[2]));
  }

  /// The derivative of a tail's logarithm in the shapes.
  private static Row logInShapes(boolean upper, int m, int n) {
    return LOG_IN_SHAPES.computeIfAbsent(
        new Order(m, n, upper), order -> newLogInShapes(order.upper, order.inA, order.inB));
  }

  private static Row newLogInShapes(boolean upper, int m, int n) {
    return Row.of(
            (upper ? "logBetaIComplement(" : "logBetaI(") + m + ", " + n + ")",
            (a, b, x) -> logInShapes(upper, m, n, a, b, x),
            partials(
                x -> logInShapes(upper, m + 1, n).of(x[0], x[1], x[2]),
                x -> logInShapes(upper, m, n + 1).of(x[0], x[1], x[2]),
                x -> logSlopeInShapes(upper, m, n, x)),
            List.of(
                (y, a, b, x) -> logInShapes(upper, m + 1, n, a, b, x),
                (y, a, b, x) -> logInShapes(upper, m, n + 1, a, b, x),
                (y, a, b, x) -> logSlopeInShapes(upper, m, n, values(a, b, x)).scalarNumber()))
        .formula(inShapesFormula(m, n, upper ? "ln(1 - I_c(a, b))" : "ln I_c(a, b)"));
  }

  private static Value logSlopeInShapes(boolean upper, int m, int n, Value... x) {
    Value moment = Cumulants.moment((i, j) -> logHazard(upper, i, j, x), m, n);
    return logSlope(upper, x).times(moment);
  }

  /// The derivative of `I_x` in the shapes over the density: a row of its own, so that in a tail no
  /// product of densities over- or underflows.
  private static Value inShapesOverDensity(int m, int n, Value... x) {
    return IN_SHAPES_OVER_DENSITY
        .computeIfAbsent(
            new Order(m, n, false), order -> newInShapesOverDensity(order.inA, order.inB))
        .of(x[0], x[1], x[2]);
  }

  private static Row newInShapesOverDensity(int m, int n) {
    return Row.of(
            "betaIOverDensity(" + m + ", " + n + ")",
            (a, b, x) -> IncompleteBeta.lowerInShapesOverDensity(m, n, a, b, x, 1 - x),
            List.of(
                (y, x) -> inShapesOverDensity(m + 1, n, x).minus(y.times(logDensity(1, 0, x))),
                (y, x) -> inShapesOverDensity(m, n + 1, x).minus(y.times(logDensity(0, 1, x))),
                (y, x) -> relativeDensityInShapes(m, n, x).minus(y.times(slope(x)))),
            List.of(
                (y, a, b, x) ->
                    IncompleteBeta.lowerInShapesOverDensity(m + 1, n, a, b, x, 1 - x)
                        - y * logDensity(1, 0, values(a, b, x)).scalarNumber(),
                (y, a, b, x) ->
                    IncompleteBeta.lowerInShapesOverDensity(m, n + 1, a, b, x, 1 - x)
                        - y * logDensity(0, 1, values(a, b, x)).scalarNumber(),
                (y, a, b, x) ->
                    relativeDensityInShapes(m, n, values(a, b, x)).scalarNumber()
                        - y * slope(values(a, b, x)).scalarNumber()))
        .formula(inShapesFormula(m, n, "I_c(a, b)") + ", over betaDensity(a, b, c)");
  }

  private static String inShapesFormula(int m, int n, String of) {
    return "∂ᵐ/∂aᵐ ∂ⁿ/∂bⁿ " + of + ", m = " + m + ", n = " + n;
  }

  private IncompleteBetaFunctions() {}
}
