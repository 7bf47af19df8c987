package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.expm1;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1mexp;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.loggamma;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.xlogy;
import static dev.mixtape.distributions.Parameters.STEEP;
import static dev.mixtape.distributions.Parameters.UNDERFLOW;
import static dev.mixtape.distributions.Parameters.requirePositive;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The Weibull distribution: lifetimes whose failure rate rises (`shape > 1`) or falls with age.
/// With `z = (x / scale)^shape` the density for `x >= 0` is `(shape / x) z exp(-z)`; with a shape
/// below 1 it is infinite at 0.
///
/// Skewness and kurtosis lose digits with the third power of the shape, since their terms cancel:
/// they have 12 at a shape of 10 and 9 at 100.
///
/// @param shape positive
/// @param scale the unit of `x`; positive
public record Weibull(Real shape, Real scale) implements Continuous {
  private static final double NEVER = Double.NEGATIVE_INFINITY;
  private static final double EULER = 0.5772156649015329;

  /// Below it `1 - exp(-z)` is `z`.
  private static final double TINY = 1e-20;

  /// @throws dev.mixtape.algebra.DomainException when a parameter is not positive or not finite;
  ///   names its value
  public Weibull {
    requirePositive("Weibull", "shape", shape);
    requirePositive("Weibull", "scale", scale);
  }

  /// The distribution with plain parameters.
  public static Weibull of(double shape, double scale) {
    return new Weibull(real(shape), real(scale));
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(Double.POSITIVE_INFINITY));
  }

  // statistics

  /// `scale Γ(1 + 1 / shape)`.
  @Override
  public Real mean() {
    return scale.times(exp(logMoment(1)));
  }

  @Override
  public Real variance() {
    return std().square();
  }

  @Override
  public Real std() {
    return mean().times(sqrt(excess(2)));
  }

  @Override
  public Real mode() {
    if (shape.le(1)) return real(0);
    return scale.times(pow(shape.minus(1).div(shape), shape.recip()));
  }

  @Override
  public Real entropy() {
    return log(scale).minus(log(shape)).plus(1 + EULER).minus(shape.recip().times(EULER));
  }

  @Override
  public Real skewness() {
    Real two = excess(2);
    return excess(3).minus(two.times(3)).div(two.times(sqrt(two)));
  }

  @Override
  public Real kurtosis() {
    Real two = excess(2);
    Real fourth = excess(4).minus(excess(3).times(4)).plus(two.times(6));
    return fourth.div(two.square()).minus(3);
  }

  private Real logMoment(int order) {
    return loggamma(shape.recip().times(order).plus(1));
  }

  /// `E Xⁿ / (E X)ⁿ - 1`.
  private Real excess(int order) {
    return expm1(logMoment(order).minus(logMoment(1).times(order)));
  }

  // evaluation

  private Real z(Real x) {
    if (!x.eq(0)) return pow(x.div(scale), shape);
    if (shape.gt(STEEP)) return real(0);
    return pow(x, shape).times(exp(shape.times(log(scale)).unaryMinus()));
  }

  @Override
  public Real logpdf(Real x) {
    if (x.lt(0) || x.eq(Double.POSITIVE_INFINITY)) return real(NEVER);
    return log(shape).plus(xlogy(shape.minus(1), x)).minus(shape.times(log(scale))).minus(z(x));
  }

  /// At 0 the power itself, whose slope the logarithm has lost; infinite there, so are its slopes.
  @Override
  public Real pdf(Real x) {
    if (!x.eq(0) || shape.eq(1)) return Continuous.super.pdf(x);
    if (shape.lt(1)) return pow(x, shape.minus(1)).div(scale);
    if (shape.gt(STEEP)) return real(0);
    return pow(x, shape.minus(1)).times(exp(log(shape).minus(shape.times(log(scale)))));
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

  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(NEVER);
    Real log = logccdf(x);
    if (log.lt(UNDERFLOW)) return real(0);
    return log.gt(-TINY) ? shape.times(log(x).minus(log(scale))) : log1mexp(log);
  }

  @Override
  public Real logccdf(Real x) {
    if (x.lt(0)) return real(0);
    return x.eq(Double.POSITIVE_INFINITY) ? real(NEVER) : z(x).unaryMinus();
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Weibull", p);
    Real z = log1p(p.unaryMinus()).unaryMinus();
    return scale.times(p.eq(1) ? z : pow(z, shape.recip()));
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    double z = Samplers.exponential(random, shape, scale);
    return scale.times(pow(real(z), shape.recip()));
  }
}
