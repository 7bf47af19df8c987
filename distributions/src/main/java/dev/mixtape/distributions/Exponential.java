package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.expm1;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.real;
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

  public Exponential {
    requirePositive("Exponential", "scale", scale);
  }

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
    return x.lt(0) ? real(0) : expm1(z(x).unaryMinus()).unaryMinus();
  }

  @Override
  public Real ccdf(Real x) {
    return x.lt(0) ? real(1) : exp(z(x).unaryMinus());
  }

  /// `ln(1 - exp(-z))`, by the two branches of Mächler (2012), "Accurately computing log(1 -
  /// exp(-|a|))".
  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(Double.NEGATIVE_INFINITY);
    Real z = z(x);
    return z.gt(LOG_2)
        ? log1p(exp(z.unaryMinus()).unaryMinus())
        : log(expm1(z.unaryMinus()).unaryMinus());
  }

  @Override
  public Real logccdf(Real x) {
    return x.lt(0) ? real(0) : z(x).unaryMinus();
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Exponential", p);
    return scale.times(log1p(p.unaryMinus())).unaryMinus();
  }

  private Real z(Real x) {
    return x.div(scale);
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    return scale.times(Samplers.exponential(random));
  }
}
