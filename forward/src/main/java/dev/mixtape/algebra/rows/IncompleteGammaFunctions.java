package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.special.GammaQuantile;
import dev.mixtape.algebra.special.IncompleteGamma;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The regularised incomplete gamma functions, their logarithms and their inverses: the tails of
/// the gamma distribution with shape a.
///
/// Derivatives in the shape are families of rows, one per order, whose numbers are integrals (see
/// [IncompleteGamma]); derivatives in the argument come from the density.
public final class IncompleteGammaFunctions {
  private static final String DOMAIN = "a > 0, b >= 0";
  private static final Map<Integer, Row> IN_SHAPE = new ConcurrentHashMap<>();
  private static final Map<Integer, Row> IN_SHAPE_OVER_DENSITY = new ConcurrentHashMap<>();
  private static final Map<Integer, Row> LOG_LOWER_IN_SHAPE = new ConcurrentHashMap<>();
  private static final Map<Integer, Row> LOG_UPPER_IN_SHAPE = new ConcurrentHashMap<>();

  /// NaN outside the domain; 1 at infinity, 0 at 0 and for an infinite shape.
  public static final Row GAMMA_P =
      Row.of(
              "gammaP",
              IncompleteGamma::lower,
              (y, a, x) -> inShape(1).of(a, x),
              (y, a, x) -> IncompleteGamma.lowerInShape(1, a, x),
              (y, a, x) -> density(a, x),
              (y, a, x) -> IncompleteGamma.density(a, x))
          .formula("P(a, b) = 1/Γ(a) ∫ tᵃ⁻¹ e⁻ᵗ dt over 0 < t < b")
          .domain(DOMAIN)
          .kink(0.5, 0, 0, Double.POSITIVE_INFINITY);

  /// `1 - P(a, x)`, precise in the upper tail.
  public static final Row GAMMA_Q =
      Row.of(
              "gammaQ",
              IncompleteGamma::upper,
              (y, a, x) -> inShape(1).of(a, x).unaryMinus(),
              (y, a, x) -> -IncompleteGamma.lowerInShape(1, a, x),
              (y, a, x) -> density(a, x).unaryMinus(),
              (y, a, x) -> -IncompleteGamma.density(a, x))
          .formula("Q(a, b) = 1/Γ(a) ∫ tᵃ⁻¹ e⁻ᵗ dt over t > b")
          .domain(DOMAIN)
          .kink(0.5, 0, 0, Double.NEGATIVE_INFINITY);

  /// `ln P(a, x)`, also where P underflows.
  public static final Row LOG_GAMMA_P = logarithm(true, "logGammaP", "ln P(a, b)");

  /// `ln Q(a, x)`, also where Q underflows.
  public static final Row LOG_GAMMA_Q = logarithm(false, "logGammaQ", "ln Q(a, b)");

  /// The x with `P(a, x) = p`: 0 and infinity at p = 0 and 1, NaN outside.
  public static final Row GAMMA_P_INV = inverse(true, "gammaPInv", "the x with P(a, x) = b");

  /// The x with `Q(a, x) = q`: infinity and 0 at q = 0 and 1, NaN outside.
  public static final Row GAMMA_Q_INV = inverse(false, "gammaQInv", "the x with Q(a, x) = b");

  private static final Row DENSITY =
      Row.of(
              "gammaDensity",
              IncompleteGamma::density,
              (y, a, x) -> y.times(deviation(a, x)),
              (y, a, x) -> y * deviation(Value.of(a), Value.of(x)).scalarNumber(),
              (y, a, x) -> y.times(slope(a, x)),
              (y, a, x) -> y * slope(Value.of(a), Value.of(x)).scalarNumber())
          .formula("bᵃ⁻¹ e⁻ᵇ / Γ(a)");

  private static final Row RECIPROCAL_DENSITY =
      Row.of(
              "reciprocalGammaDensity",
              (a, x) -> 1 / IncompleteGamma.density(a, x),
              (y, a, x) -> y.times(deviation(a, x)).unaryMinus(),
              (y, a, x) -> -y * deviation(Value.of(a), Value.of(x)).scalarNumber(),
              (y, a, x) -> y.times(slope(a, x)).unaryMinus(),
              (y, a, x) -> -y * slope(Value.of(a), Value.of(x)).scalarNumber())
          .formula("Γ(a) eᵇ / bᵃ⁻¹");

  private static final Row LOWER_HAZARD = hazardRow(true);
  private static final Row UPPER_HAZARD = hazardRow(false);

  private static Value density(Value a, Value x) {
    return DENSITY.of(a, x);
  }

  private static Value reciprocalDensity(boolean lower, Value a, Value x) {
    Value reciprocal = RECIPROCAL_DENSITY.of(a, x);
    return lower ? reciprocal : reciprocal.unaryMinus();
  }

  /// The derivative of the density's logarithm in the shape.
  private static Value deviation(Value a, Value x) {
    return Exponentials.LOG.of(x).minus(GammaFunctions.DIGAMMA.of(a));
  }

  /// The derivative of the density's logarithm in the argument.
  private static Value slope(Value a, Value x) {
    return a.minus(1).minus(x).div(x);
  }

  /// The derivative of P of order n, at least 1, in the shape.
  private static Row inShape(int n) {
    return IN_SHAPE.computeIfAbsent(n, IncompleteGammaFunctions::newInShape);
  }

  private static Row newInShape(int n) {
    return Row.of(
            "gammaP(" + n + ")",
            (a, x) -> IncompleteGamma.lowerInShape(n, a, x),
            (y, a, x) -> inShape(n + 1).of(a, x),
            (y, a, x) -> IncompleteGamma.lowerInShape(n + 1, a, x),
            (y, a, x) -> densityInShape(n, a, x),
            (y, a, x) -> densityInShape(n, Value.of(a), Value.of(x)).scalarNumber())
        .formula("∂ⁿ/∂aⁿ P(a, b), n = " + n);
  }

  private static Value densityInShape(int n, Value a, Value x) {
    return density(a, x).times(relativeDensityInShape(n, a, x));
  }

  private static Value relativeDensityInShape(int n, Value a, Value x) {
    return Cumulants.moment((m, none) -> logDensity(m, a, x), n, 0);
  }

  /// The derivative of the density's logarithm of order n in the shape.
  private static Value logDensity(int n, Value a, Value x) {
    return n == 1 ? deviation(a, x) : GammaFunctions.polygamma(n - 1).of(a).unaryMinus();
  }

  private static Row logarithm(boolean lower, String name, String formula) {
    return Row.of(
            name,
            (a, x) -> IncompleteGamma.log(lower, a, x),
            (y, a, x) -> logInShape(lower, 1).of(a, x),
            (y, a, x) -> IncompleteGamma.logInShape(lower, 1, a, x),
            (y, a, x) -> logSlope(lower, a, x),
            (y, a, x) -> (lower ? 1 : -1) * IncompleteGamma.hazard(lower, a, x))
        .formula(formula)
        .domain(DOMAIN);
  }

  private static Value logSlope(boolean lower, Value a, Value x) {
    Value hazard = hazard(lower, a, x);
    return lower ? hazard : hazard.unaryMinus();
  }

  private static Value hazard(boolean lower, Value a, Value x) {
    return (lower ? LOWER_HAZARD : UPPER_HAZARD).of(a, x);
  }

  /// The density over a tail; its logarithm's derivatives are those of the density's less those of
  /// the tail's.
  private static Row hazardRow(boolean lower) {
    return Row.of(
            lower ? "gammaHazard(lower)" : "gammaHazard(upper)",
            (a, x) -> IncompleteGamma.hazard(lower, a, x),
            (y, a, x) -> y.times(logHazard(lower, 1, a, x)),
            (y, a, x) -> y * logHazard(lower, 1, Value.of(a), Value.of(x)).scalarNumber(),
            (y, a, x) -> y.times(slope(a, x).minus(lower ? y : y.unaryMinus())),
            (y, a, x) -> y * (slope(Value.of(a), Value.of(x)).scalarNumber() - (lower ? y : -y)))
        .formula("gammaDensity(a, b) / " + (lower ? "P(a, b)" : "Q(a, b)"));
  }

  private static Value logHazard(boolean lower, int n, Value a, Value x) {
    return logDensity(n, a, x).minus(logInShape(lower, n).of(a, x));
  }

  /// The derivative of a tail's logarithm of order n, at least 1, in the shape.
  private static Row logInShape(boolean lower, int n) {
    return (lower ? LOG_LOWER_IN_SHAPE : LOG_UPPER_IN_SHAPE)
        .computeIfAbsent(n, order -> newLogInShape(lower, order));
  }

  private static Row newLogInShape(boolean lower, int n) {
    return Row.of(
            (lower ? "logGammaP(" : "logGammaQ(") + n + ")",
            (a, x) -> IncompleteGamma.logInShape(lower, n, a, x),
            (y, a, x) -> logInShape(lower, n + 1).of(a, x),
            (y, a, x) -> IncompleteGamma.logInShape(lower, n + 1, a, x),
            (y, a, x) -> logSlopeInShape(lower, n, a, x),
            (y, a, x) -> logSlopeInShape(lower, n, Value.of(a), Value.of(x)).scalarNumber())
        .formula("∂ⁿ/∂aⁿ ln " + (lower ? "P" : "Q") + "(a, b), n = " + n);
  }

  private static Value logSlopeInShape(boolean lower, int n, Value a, Value x) {
    Value moment = Cumulants.moment((m, none) -> logHazard(lower, m, a, x), n, 0);
    return logSlope(lower, a, x).times(moment);
  }

  /// The partials follow from `P(a, y) = p` by the implicit function theorem.
  private static Row inverse(boolean lower, String name, String formula) {
    double sign = lower ? 1 : -1;
    return Row.of(
            name,
            (a, p) -> GammaQuantile.of(lower, a, p),
            (y, a, p) -> inShapeOverDensity(1, a, y).unaryMinus(),
            (y, a, p) -> -IncompleteGamma.lowerInShapeOverDensity(1, a, y),
            (y, a, p) -> reciprocalDensity(lower, a, y),
            (y, a, p) -> sign / IncompleteGamma.density(a, y))
        .formula(formula)
        .domain("a > 0, 0 <= b <= 1");
  }

  /// The derivative of P of order n in the shape, over the density: a row of its own, so that in a
  /// tail no product of densities over- or underflows.
  private static Value inShapeOverDensity(int n, Value a, Value x) {
    return IN_SHAPE_OVER_DENSITY
        .computeIfAbsent(n, IncompleteGammaFunctions::newInShapeOverDensity)
        .of(a, x);
  }

  private static Row newInShapeOverDensity(int n) {
    return Row.of(
            "gammaPOverDensity(" + n + ")",
            (a, x) -> IncompleteGamma.lowerInShapeOverDensity(n, a, x),
            (y, a, x) -> inShapeOverDensity(n + 1, a, x).minus(y.times(deviation(a, x))),
            (y, a, x) ->
                IncompleteGamma.lowerInShapeOverDensity(n + 1, a, x)
                    - y * deviation(Value.of(a), Value.of(x)).scalarNumber(),
            (y, a, x) -> ratioSlope(n, y, a, x),
            (y, a, x) -> ratioSlope(n, Value.of(y), Value.of(a), Value.of(x)).scalarNumber())
        .formula("gammaP(" + n + ")(a, b) / gammaDensity(a, b)");
  }

  private static Value ratioSlope(int n, Value y, Value a, Value x) {
    return relativeDensityInShape(n, a, x).minus(y.times(slope(a, x)));
  }

  private IncompleteGammaFunctions() {}
}
