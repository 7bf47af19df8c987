package dev.mixtape.algebra.rows;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.special.GammaKernels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.numbers.gamma.LogBeta;

/// The logarithms of the beta function and of the binomial coefficient.
public final class BetaFunctions {
  private static final Map<Integer, Row> RISES = new ConcurrentHashMap<>();

  /// NaN unless both arguments are positive.
  public static final Row LOG_BETA =
      Row.of(
              "logBeta",
              BetaFunctions::logBeta,
              (y, a, b) -> rise(0, a, b).unaryMinus(),
              (y, a, b) -> -GammaKernels.polygammaRise(0, a, b),
              (y, a, b) -> rise(0, b, a).unaryMinus(),
              (y, a, b) -> -GammaKernels.polygammaRise(0, b, a))
          .formula("ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b)")
          .domain("a > 0, b > 0");

  /// For real arguments by the gamma function; NaN outside the domain.
  public static final Row LOG_BINOMIAL =
      Row.of(
              "logBinomial",
              BetaFunctions::logBinomial,
              (y, n, k) -> rise(0, n.minus(k).plus(1), k),
              (y, n, k) -> GammaKernels.polygammaRise(0, n - k + 1, k),
              (y, n, k) -> rise(0, k.plus(1), n.minus(k.times(2))),
              (y, n, k) -> GammaKernels.polygammaRise(0, k + 1, n - 2 * k))
          .formula("ln(a! / (b! (a - b)!))")
          .domain("-1 < b < a + 1");

  private static double logBeta(double a, double b) {
    boolean isInfinite = a + b == Double.POSITIVE_INFINITY && Math.min(a, b) > 0;
    return isInfinite ? Double.NEGATIVE_INFINITY : LogBeta.value(a, b);
  }

  private static double logBinomial(double n, double k) {
    if (k == 0 || k == n) return n > -1 && k < Double.POSITIVE_INFINITY ? 0 : Double.NaN;
    if (n == Double.POSITIVE_INFINITY) return k > -1 && k < n ? k * n : Double.NaN;
    return -Math.log1p(n) - LogBeta.value(n - k + 1, k + 1);
  }

  /// `ψ⁽ⁿ⁾(x + d) - ψ⁽ⁿ⁾(x)`, which does not cancel where d is small against x.
  static Value rise(int n, Value x, Value d) {
    return RISES.computeIfAbsent(n, BetaFunctions::newRise).of(x, d);
  }

  private static Row newRise(int n) {
    return Row.of(
            n == 0 ? "digammaRise" : "polygammaRise(" + n + ")",
            (x, d) -> GammaKernels.polygammaRise(n, x, d),
            (y, x, d) -> rise(n + 1, x, d),
            (y, x, d) -> GammaKernels.polygammaRise(n + 1, x, d),
            (y, x, d) -> GammaFunctions.polygamma(n + 1).of(x.plus(d)),
            (y, x, d) -> GammaKernels.polygamma(n + 1, x + d))
        .formula(n == 0 ? "ψ(a + b) - ψ(a)" : "ψ⁽ⁿ⁾(a + b) - ψ⁽ⁿ⁾(a), n = " + n);
  }

  private BetaFunctions() {}
}
