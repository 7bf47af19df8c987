package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.xlog1py;
import static dev.mixtape.algebra.Algebra.xlogx;
import static dev.mixtape.distributions.Parameters.requireBetween0And1;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The Bernoulli distribution: 1 with probability `p`, otherwise 0.
///
/// Both certainties are allowed: at `p = 0` and `p = 1` the functions answer their limits, where
/// `logpdf` of what cannot happen is minus infinity with an infinite slope in `p`.
///
/// @param p the probability of 1, between 0 and 1
public record Bernoulli(Real p) implements Discrete {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /// @throws dev.mixtape.algebra.DomainException when `p` is no probability; names its value
  public Bernoulli {
    requireBetween0And1("Bernoulli", "p", p);
  }

  /// The distribution with a plain probability.
  public static Bernoulli of(double p) {
    return new Bernoulli(real(p));
  }

  private Real q() {
    return real(1).minus(p);
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(1));
  }

  // statistics

  @Override
  public Real mean() {
    return p;
  }

  @Override
  public Real variance() {
    return p.times(q());
  }

  @Override
  public Real std() {
    return sqrt(p).times(sqrt(q()));
  }

  /// 1 where it is more likely than 0, otherwise 0.
  @Override
  public Real mode() {
    return real(p.gt(0.5) ? 1 : 0);
  }

  @Override
  public Real entropy() {
    return xlogx(p).plus(xlog1py(q(), p.unaryMinus())).unaryMinus();
  }

  @Override
  public Real skewness() {
    return q().minus(p).div(std());
  }

  @Override
  public Real kurtosis() {
    return variance().recip().minus(6);
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    return mass(x, log1p(p.unaryMinus()), log(p), NEVER);
  }

  @Override
  public Real pdf(Real x) {
    return mass(x, q(), p, 0);
  }

  @Override
  public Real cdf(Real x) {
    return step(x, 0, q(), 1);
  }

  @Override
  public Real ccdf(Real x) {
    return step(x, 1, p, 0);
  }

  @Override
  public Real logcdf(Real x) {
    return step(x, NEVER, log1p(p.unaryMinus()), 0);
  }

  @Override
  public Real logccdf(Real x) {
    return step(x, 0, log(p), NEVER);
  }

  @Override
  public Real quantile(Real probability) {
    requireProbability("Bernoulli", probability);
    if (!probability.eq(probability)) return real(Double.NaN);
    boolean certain = probability.eq(1) && p.gt(0);
    return real(probability.le(q()) && !certain ? 0 : 1);
  }

  private static Real mass(Real x, Real ofZero, Real ofOne, double elsewhere) {
    if (x.eq(0)) return ofZero;
    if (x.eq(1)) return ofOne;
    return real(x.eq(x) ? elsewhere : Double.NaN);
  }

  private static Real step(Real x, double below, Real between, double above) {
    if (x.lt(0)) return real(below);
    if (x.lt(1)) return between;
    return real(x.ge(1) ? above : Double.NaN);
  }

  // sampling

  @Override
  public Real rand(RandomGenerator random) {
    double threshold = Samplers.constant("Bernoulli", "p", p);
    return real(random.nextDouble() < threshold ? 1 : 0);
  }
}
