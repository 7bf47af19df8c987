package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.expm1;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.distributions.Parameters.UNDERFLOW;
import static dev.mixtape.distributions.Parameters.requirePositive;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The exponential distribution: waiting times without memory. The density for `x >= 0` is `exp(-x
/// / scale) / scale`.
///
/// @param scale the mean, the reciprocal of the rate; positive
public record Exponential(Real scale) implements Continuous {
  private static final double LOG_2 = Math.log(2);

  /// Below it `1 - exp(-z)` is `z`.
  private static final double TINY = 1e-20;

  /// @throws dev.mixtape.algebra.DomainException when the scale is not positive; names its value
  public Exponential {
    requirePositive("Exponential", "scale", scale);
  }

  /// The distribution with a plain scale.
  public static Exponential of(double scale) {
    return new Exponential(real(scale));
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(Double.POSITIVE_INFINITY));
  }

  // statistics

  @Override
  public Real mean() {
    return scale;
  }

  @Override
  public Real variance() {
    return scale.square();
  }

  @Override
  public Real std() {
    return scale;
  }

  @Override
  public Real mode() {
    return real(0);
  }

  @Override
  public Real entropy() {
    return log(scale).plus(1);
  }

  @Override
  public Real skewness() {
    return real(2);
  }

  @Override
  public Real kurtosis() {
    return real(6);
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    if (x.lt(0)) return real(Double.NEGATIVE_INFINITY);
    return x.div(scale).plus(log(scale)).unaryMinus();
  }

  @Override
  public Real cdf(Real x) {
    if (x.lt(0)) return real(0);
    Real log = logccdf(x);
    return log.lt(UNDERFLOW) ? real(1) : expm1(log).unaryMinus();
  }

  @Override
  public Real ccdf(Real x) {
    Real log = logccdf(x);
    return log.lt(UNDERFLOW) ? real(0) : exp(log);
  }

  /// `ln(1 - exp(-z))`, by the two branches of Mächler (2012), "Accurately computing log(1 -
  /// exp(-|a|))".
  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(Double.NEGATIVE_INFINITY);
    Real log = logccdf(x);
    if (log.lt(UNDERFLOW)) return real(0);
    if (log.gt(-TINY)) return log(x).minus(log(scale));
    return log.lt(-LOG_2) ? log1p(exp(log).unaryMinus()) : log(expm1(log).unaryMinus());
  }

  @Override
  public Real logccdf(Real x) {
    return x.lt(0) ? real(0) : x.div(scale).unaryMinus();
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Exponential", p);
    return scale.times(log1p(p.unaryMinus())).unaryMinus();
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    return scale.times(Samplers.exponential(random, scale));
  }
}
