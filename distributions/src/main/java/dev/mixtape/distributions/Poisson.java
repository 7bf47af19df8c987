package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.floor;
import static dev.mixtape.algebra.Algebra.gammaP;
import static dev.mixtape.algebra.Algebra.gammaQ;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.logGammaP;
import static dev.mixtape.algebra.Algebra.logGammaQ;
import static dev.mixtape.algebra.Algebra.loggamma;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.stopGradient;
import static dev.mixtape.algebra.Algebra.xlogy;
import static dev.mixtape.distributions.Parameters.requireNotNegative;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import java.util.random.RandomGenerator;

/// The Poisson distribution: how many independent rare events happen. The probability of the count
/// `k` is `rateᵏ exp(-rate) / k!`.
///
/// A rate of 0, where nothing happens, is allowed: the functions answer their limits there, and
/// their slopes from above.
///
/// @param rate the mean; not negative
public record Poisson(Real rate) implements Discrete {
  private static final double NEVER = Double.NEGATIVE_INFINITY;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  /// From this rate on the entropy is its asymptotic series, right to the last digits.
  private static final double LARGE = 100;

  /// Coefficients of the reciprocal powers of the rate in the entropy. They follow from `H' = E
  /// ln(K + 1) - ln rate` and the central moments of `K`; compare R. J. Evans, J. Boersma, N. M.
  /// Blachman and A. A. Jagers, "The entropy of a Poisson distribution" (1988).
  private static final double[] ENTROPY_SERIES = {
    -1.0 / 12,
    -1.0 / 24,
    -19.0 / 360,
    -9.0 / 80,
    -863.0 / 2520,
    -1375.0 / 1008,
    -33953.0 / 5040,
    -57281.0 / 1440
  };

  /// @throws dev.mixtape.algebra.DomainException when the rate is negative or not finite; names its
  ///   value
  public Poisson {
    requireNotNegative("Poisson", "rate", rate);
  }

  /// The distribution with a plain rate.
  public static Poisson of(double rate) {
    return new Poisson(real(rate));
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(INFINITY));
  }

  // statistics

  @Override
  public Real mean() {
    return rate;
  }

  @Override
  public Real variance() {
    return rate;
  }

  /// The rate rounded down; where it is an integer, the count below is as likely.
  @Override
  public Real mode() {
    return floor(stopGradient(rate));
  }

  @Override
  public Real entropy() {
    if (rate.lt(LARGE)) return PoissonEntropy.ROW.on(rate);
    Real t = rate.recip();
    Real series = real(0);
    for (int i = ENTROPY_SERIES.length; i-- > 0; ) series = series.plus(ENTROPY_SERIES[i]).times(t);
    return log(rate).plus(LOG_2PI + 1).times(0.5).plus(series);
  }

  @Override
  public Real skewness() {
    return sqrt(rate).recip();
  }

  @Override
  public Real kurtosis() {
    return rate.recip();
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    if (isNoCount(x)) return real(NEVER);
    Real k = stopGradient(x);
    if (k.lt(Stirling.LEAST)) return logMass(k);
    Real d = rate.minus(k).div(k);
    if (!Stirling.isNear(d)) return logMass(k);
    Real bell = log(k).plus(LOG_2PI).times(-0.5);
    return Stirling.deviance(k, d).plus(bell).minus(Stirling.error(k));
  }

  private Real logMass(Real k) {
    return xlogy(k, rate).minus(rate).minus(loggamma(k.plus(1)));
  }

  @Override
  public Real pdf(Real x) {
    if (rate.gt(0) || isNoCount(x)) return Discrete.super.pdf(x);
    Real k = stopGradient(x);
    return pow(rate, k).times(exp(rate.plus(loggamma(k.plus(1))).unaryMinus()));
  }

  /// `Q(⌊x⌋ + 1, rate)`, DLMF 8.4.10.
  @Override
  public Real cdf(Real x) {
    if (x.lt(0)) return real(0);
    return x.eq(INFINITY) ? real(1) : gammaQ(next(x), rate);
  }

  @Override
  public Real ccdf(Real x) {
    if (x.lt(0)) return real(1);
    return x.eq(INFINITY) ? real(0) : gammaP(next(x), rate);
  }

  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(NEVER);
    if (x.eq(INFINITY)) return real(0);
    return rate.eq(0) ? log(cdf(x)) : logGammaQ(next(x), rate);
  }

  @Override
  public Real logccdf(Real x) {
    if (x.lt(0)) return real(0);
    return x.eq(INFINITY) ? real(NEVER) : logGammaP(next(x), rate);
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Poisson", p);
    return QUANTILE.on(stopGradient(p), Value.of(stopGradient(rate)));
  }

  /// The step function, for plain numbers; its operands never move.
  private static final Row QUANTILE =
      Row.of(
          "poissonQuantile",
          Poisson::quantile,
          (y, p, rate) -> Scalar.ZERO,
          (y, p, rate) -> 0,
          (y, p, rate) -> Scalar.ZERO,
          (y, p, rate) -> 0);

  private static double quantile(double p, double rate) {
    if (Double.isNaN(p)) return p;
    if (rate == 0) return 0;
    if (p == 1) return INFINITY;
    return Counts.smallest(
        k -> of(rate).cdf(real(k)).value() >= p,
        rate + Normal.of(0, Math.sqrt(rate)).quantile(real(p)).value());
  }

  private static boolean isNoCount(Real x) {
    return x.lt(0) || x.eq(INFINITY) || floor(x).lt(x);
  }

  private static Real next(Real x) {
    return floor(stopGradient(x)).plus(1);
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    return real(Samplers.poisson(random, rate));
  }
}
