package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.erfc;
import static dev.mixtape.algebra.Algebra.erfcinv;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.distributions.Parameters.requireFinite;
import static dev.mixtape.distributions.Parameters.requirePositive;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The normal distribution, with density `exp(-z² / 2) / (sigma √(2π))` at `z = (x - mu) / sigma`.
///
/// @param mu the mean
/// @param sigma the standard deviation; positive
public record Normal(Real mu, Real sigma) implements Continuous {
  private static final double ROOT_2 = Math.sqrt(2);
  private static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  /// Farther out than this many standard deviations the tail is 0 and so are its derivatives.
  private static final double UNDERFLOW = 39;

  /// Below this many standard deviations the lower tail is summed as a series.
  private static final double FAR_TAIL = -10;

  /// Below this many standard deviations only the square counts.
  private static final double FARTHEST_TAIL = -1e10;

  /// Terms of the series; the first one left out is below 1e-15 at [#FAR_TAIL].
  private static final int TERMS = 17;

  /// @throws dev.mixtape.algebra.DomainException when `mu` is not finite or `sigma` not positive;
  ///   names the value
  public Normal {
    requireFinite("Normal", "mu", mu);
    requirePositive("Normal", "sigma", sigma);
  }

  /// The distribution with plain parameters.
  public static Normal of(double mu, double sigma) {
    return new Normal(real(mu), real(sigma));
  }

  // support

  @Override
  public Support support() {
    return new Support(real(Double.NEGATIVE_INFINITY), real(Double.POSITIVE_INFINITY));
  }

  // statistics

  @Override
  public Real mean() {
    return mu;
  }

  @Override
  public Real variance() {
    return sigma.square();
  }

  @Override
  public Real std() {
    return sigma;
  }

  @Override
  public Real mode() {
    return mu;
  }

  @Override
  public Real entropy() {
    return log(sigma).plus(HALF_LOG_2PI + 0.5);
  }

  @Override
  public Real skewness() {
    return real(0);
  }

  @Override
  public Real kurtosis() {
    return real(0);
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    return z(x).square().times(-0.5).minus(log(sigma)).minus(HALF_LOG_2PI);
  }

  @Override
  public Real cdf(Real x) {
    return lowerTail(z(x));
  }

  @Override
  public Real ccdf(Real x) {
    return lowerTail(z(x).unaryMinus());
  }

  @Override
  public Real logcdf(Real x) {
    return logLowerTail(z(x));
  }

  @Override
  public Real logccdf(Real x) {
    return logLowerTail(z(x).unaryMinus());
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Normal", p);
    return mu.minus(sigma.times(erfcinv(p.times(2))).times(ROOT_2));
  }

  private Real z(Real x) {
    return x.minus(mu).div(sigma);
  }

  private static Real lowerTail(Real z) {
    if (z.lt(-UNDERFLOW)) return real(0);
    if (z.gt(UNDERFLOW)) return real(1);
    return erfc(z.div(-ROOT_2)).times(0.5);
  }

  private static Real logLowerTail(Real z) {
    if (z.gt(0)) return log1p(lowerTail(z.unaryMinus()).unaryMinus());
    if (z.lt(FARTHEST_TAIL)) return z.square().times(-0.5);
    return z.lt(FAR_TAIL) ? logFarTail(z) : log(lowerTail(z));
  }

  /// `ln(φ(z) / -z) + ln(1 - 1/z² + 3/z⁴ - 15/z⁶ …)`, Abramowitz and Stegun 26.2.12.
  private static Real logFarTail(Real z) {
    Real t = z.square().recip();
    Real series = real(1);
    for (int n = TERMS; n > 0; n--) series = series.times(t).times(-(2 * n - 1)).plus(1);
    return z.square().times(-0.5).minus(HALF_LOG_2PI).minus(log(z.unaryMinus())).plus(log(series));
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    return mu.plus(sigma.times(Samplers.normal(random, mu, sigma)));
  }
}
