package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.special.GammaKernels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogGamma;

/// The gamma function, its logarithm and the derivatives of that.
public final class GammaFunctions {
  private static final Map<Integer, Row> POLYGAMMAS = new ConcurrentHashMap<>();

  /// NaN at negative integers, where the function changes its sign; infinite at 0, as its sign
  /// says.
  public static final Row GAMMA =
      Row.of(
              "gamma",
              GammaFunctions::gamma,
              (y, x) -> y.times(digamma(x)),
              (y, x) -> y * GammaKernels.digamma(x))
          .formula("Γ(x) = ∫₀^∞ tˣ⁻¹ e⁻ᵗ dt")
          .domain("x no negative integer");

  /// Plus infinity at 0 and at negative integers, with a NaN derivative at the latter.
  public static final Row LOGGAMMA =
      Row.of(
              "loggamma",
              GammaFunctions::logGamma,
              (y, x) -> digamma(x),
              (y, x) -> GammaKernels.digamma(x))
          .formula("ln |Γ(x)|")
          .domain("all reals; infinite at 0 and negative integers")
          .kink(-1, Double.NaN);

  /// NaN at negative integers.
  public static final Row DIGAMMA =
      Row.of(
              "digamma",
              GammaKernels::digamma,
              (y, x) -> trigamma(x),
              (y, x) -> GammaKernels.polygamma(1, x))
          .formula("ψ(x) = d/dx ln Γ(x)")
          .domain("x no negative integer");

  /// Plus infinity at 0 and at negative integers.
  public static final Row TRIGAMMA =
      Row.of(
              "trigamma",
              x -> GammaKernels.polygamma(1, x),
              (y, x) -> polygamma(2).of(x),
              (y, x) -> GammaKernels.polygamma(2, x))
          .formula("ψ′(x)")
          .domain("all reals; infinite at 0 and negative integers");

  /// The polygamma functions of higher orders that the table shows, of all that [#polygamma] has.
  public static final Row POLYGAMMA_2 = polygamma(2);

  public static final Row POLYGAMMA_3 = polygamma(3);

  public static final Row POLYGAMMA_5 = polygamma(5);

  /// The derivative of order n of the digamma function. At 0 and at negative integers plus infinity
  /// for odd n; for even n infinite at 0 and NaN at negative integers.
  ///
  /// @throws DomainException when n is negative
  public static Row polygamma(int n) {
    if (n < 0) {
      throw new DomainException(
          "polygamma: the order must be at least 0 (the digamma function), but was " + n);
    }
    if (n == 0) return DIGAMMA;
    return n == 1 ? TRIGAMMA : POLYGAMMAS.computeIfAbsent(n, GammaFunctions::member);
  }

  private static Row member(int n) {
    return Row.of(
            "polygamma(" + n + ")",
            x -> GammaKernels.polygamma(n, x),
            (y, x) -> polygamma(n + 1).of(x),
            (y, x) -> GammaKernels.polygamma(n + 1, x))
        .formula("ψ⁽ⁿ⁾(x), n = " + n)
        .domain("x no negative integer");
  }

  private static double gamma(double x) {
    return x == 0 ? 1 / x : Gamma.value(x);
  }

  private static double logGamma(double x) {
    return x <= 0 && x == Math.rint(x) ? Double.POSITIVE_INFINITY : LogGamma.value(x);
  }

  private static Value digamma(Value x) {
    return DIGAMMA.of(x);
  }

  private static Value trigamma(Value x) {
    return TRIGAMMA.of(x);
  }

  private GammaFunctions() {}
}
