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
  private static final String DOMAIN = "a > 0, x >= 0";
  private static final Map<Integer, Row> IN_SHAPE = new ConcurrentHashMap<>();
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
          .formula("P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt")
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
          .formula("Q(a, x) = 1/Γ(a) ∫ₓ^∞ tᵃ⁻¹ e⁻ᵗ dt")
          .domain(DOMAIN)
          .kink(0.5, 0, 0, Double.NEGATIVE_INFINITY);

  /// `ln P(a, x)`, also where P underflows.
  public static final Row LOG_GAMMA_P =
      logarithm(true, "logGammaP", "ln P(a, x)");

  /// `ln Q(a, x)`, also where Q underflows.
  public static final Row LOG_GAMMA_Q =
      logarithm(false, "logGammaQ", "ln Q(a, x)");

  /// The x with `P(a, x) = p`: 0 and infinity at p = 0 and 1, NaN outside.
  public static final Row GAMMA_P_INV = inverse(true, "gammaPInv", "the x with P(a, x) = p");

  /// The x with `Q(a, x) = q`: infinity and 0 at q = 0 and 1, NaN outside.
  public static final Row GAMMA_Q_INV = inverse(false, "gammaQInv", "the x with Q(a, x) = q");

  private static final Row DENSITY =
      Row.of(
          "gammaDensity",
          IncompleteGamma::density,
          (y, a, x) -> y.times(deviation(a, x)),
          (y, a, x) -> y * deviation(Value.of(a), Value.of(x)).scalarNumber(),
          (y, a, x) -> y.times(slope(a, x)),
          (y, a, x) -> y * slope(Value.of(a), Value.of(x)).scalarNumber());

  private static final Row LOWER_HAZARD = hazardRow(true);
  private static final Row UPPER_HAZARD = hazardRow(false);

  private static Value density(Value a, Value x) {
    return DENSITY.of(a, x);
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
        (y, a, x) -> densityInShape(n, Value.of(a), Value.of(x)).scalarNumber());
  }

  private static Value densityInShape(int n, Value a, Value x) {
    return density(a, x).times(Cumulants.moment((m, none) -> logDensity(m, a, x), n, 0));
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
        (y, a, x) -> y * (slope(Value.of(a), Value.of(x)).scalarNumber() - (lower ? y : -y)));
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
        (y, a, x) -> logSlopeInShape(lower, n, Value.of(a), Value.of(x)).scalarNumber());
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
            (y, a, p) -> inShape(1).of(a, y).div(density(a, y)).unaryMinus(),
            (y, a, p) ->
                -(IncompleteGamma.lowerInShape(1, a, y) / IncompleteGamma.density(a, y)),
            (y, a, p) -> Value.of(sign).div(density(a, y)),
            (y, a, p) -> sign / IncompleteGamma.density(a, y))
        .formula(formula)
        .domain(lower ? "a > 0, 0 <= p <= 1" : "a > 0, 0 <= q <= 1");
  }

  private IncompleteGammaFunctions() {}
}
