package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.loggamma;
import static dev.mixtape.algebra.Algebra.real;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.rows.Exponentials;
import java.util.function.DoubleUnaryOperator;

/// The entropy of the Poisson distribution, `λ - λ ln λ + E ln K!`, summed for moderate rates.
///
/// The derivative of `E f(K)` in the rate is `E Δf(K)` with the difference `Δf(k) = f(k + 1) -
/// f(k)`, so the rows form a family: that of order n is `E Δⁿ ln K!`.
final class PoissonEntropy {
  /// Terms below this part of the sum are left out.
  private static final double NEGLIGIBLE = 1e-18;

  static final Row ROW =
      Row.of(
              "poissonEntropy",
              PoissonEntropy::entropy,
              (y, rate) -> difference(1).of(rate).minus(Exponentials.LOG.of(rate)),
              (y, rate) -> mean(1, rate) - Math.log(rate))
          .formula("λ - λ ln λ + E ln K!")
          .domain("λ >= 0");

  private PoissonEntropy() {}

  private static Row difference(int order) {
    return Row.of(
            "poissonEntropy(" + order + ")",
            rate -> mean(order, rate),
            (y, rate) -> difference(order + 1).of(rate),
            (y, rate) -> mean(order + 1, rate))
        .formula("E Δⁿ ln K!, n = " + order);
  }

  private static double entropy(double rate) {
    return rate == 0
        ? 0
        : rate - rate * Math.log(rate) + expectation(rate, k -> loggamma(real(k + 1)).value());
  }

  private static double mean(int order, double rate) {
    return expectation(rate, k -> difference(order, k));
  }

  /// `Δⁿ ln k!`: `ln(k + 1)` and its differences, the first ones without cancelling.
  private static double difference(int order, double k) {
    return switch (order) {
      case 1 -> Math.log1p(k);
      case 2 -> Math.log1p(1 / (k + 1));
      case 3 -> Math.log1p(-1 / ((k + 2) * (k + 2)));
      default -> difference(order - 1, k + 1) - difference(order - 1, k);
    };
  }

  private static double expectation(double rate, DoubleUnaryOperator f) {
    double mass = Math.exp(-rate);
    double sum = mass * f.applyAsDouble(0);
    for (double k = 1; ; k++) {
      mass *= rate / k;
      double term = mass * f.applyAsDouble(k);
      sum += term;
      if (k > rate + 2 && Math.abs(term) <= NEGLIGIBLE * Math.abs(sum)) return sum;
    }
  }
}
