package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.special.GammaKernels;
import org.apache.commons.numbers.gamma.LogBeta;

/// The logarithms of the beta function and of the binomial coefficient.
public final class BetaFunctions {
  /// `ψ(x + d) - ψ(x)`, which does not cancel where d is small against x. No word of the algebra, so
  /// it is not in the table.
  static final Row DIGAMMA_RISE =
      Row.of(
              "digammaRise",
              GammaKernels::digammaRise,
              (y, x, d) -> trigamma(x.plus(d)).minus(trigamma(x)),
              (y, x, d) -> GammaKernels.polygamma(1, x + d) - GammaKernels.polygamma(1, x),
              (y, x, d) -> trigamma(x.plus(d)),
              (y, x, d) -> GammaKernels.polygamma(1, x + d))
          .formula("ψ(x + d) - ψ(x)");

  /// NaN unless both arguments are positive.
  public static final Row LOG_BETA =
      Row.of(
              "logBeta",
              BetaFunctions::logBeta,
              (y, a, b) -> rise(a, b).unaryMinus(),
              (y, a, b) -> -GammaKernels.digammaRise(a, b),
              (y, a, b) -> rise(b, a).unaryMinus(),
              (y, a, b) -> -GammaKernels.digammaRise(b, a))
          .formula("ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b)")
          .domain("a > 0, b > 0");

  /// For real arguments by the gamma function; NaN outside the domain.
  public static final Row LOG_BINOMIAL =
      Row.of(
              "logBinomial",
              BetaFunctions::logBinomial,
              (y, n, k) -> rise(n.minus(k).plus(1), k),
              (y, n, k) -> GammaKernels.digammaRise(n - k + 1, k),
              (y, n, k) -> rise(k.plus(1), n.minus(k.times(2))),
              (y, n, k) -> GammaKernels.digammaRise(k + 1, n - 2 * k))
          .formula("ln(n! / (k! (n - k)!))")
          .domain("-1 < k < n + 1");

  private static double logBeta(double a, double b) {
    boolean isInfinite = a + b == Double.POSITIVE_INFINITY && Math.min(a, b) > 0;
    return isInfinite ? Double.NEGATIVE_INFINITY : LogBeta.value(a, b);
  }

  private static double logBinomial(double n, double k) {
    if (k == 0 || k == n) return n > -1 ? 0 : Double.NaN;
    return -Math.log1p(n) - LogBeta.value(n - k + 1, k + 1);
  }

  static Value rise(Value x, Value d) {
    return DIGAMMA_RISE.of(x, d);
  }

  private static Value trigamma(Value x) {
    return GammaFunctions.TRIGAMMA.of(x);
  }

  private BetaFunctions() {}
}
