package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.digamma;
import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.gammaP;
import static dev.mixtape.algebra.Algebra.gammaPInv;
import static dev.mixtape.algebra.Algebra.gammaQ;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.logGammaP;
import static dev.mixtape.algebra.Algebra.logGammaQ;
import static dev.mixtape.algebra.Algebra.loggamma;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.xlogy;
import static dev.mixtape.distributions.Parameters.STEEP;
import static dev.mixtape.distributions.Parameters.requirePositive;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The gamma distribution, of waiting times until several events and of positive quantities in
/// general. The density for `x >= 0` is `(x / scale)^(shape - 1) exp(-x / scale) / (Γ(shape)
/// scale)`; with a shape below 1 it is infinite at 0.
///
/// @param shape positive
/// @param scale the unit of `x`; positive
public record Gamma(Real shape, Real scale) implements Continuous {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NEVER = -INFINITY;
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  /// @throws dev.mixtape.algebra.DomainException when a parameter is not positive or not finite;
  ///   names its value
  public Gamma {
    requirePositive("Gamma", "shape", shape);
    requirePositive("Gamma", "scale", scale);
  }

  /// The distribution with plain parameters.
  public static Gamma of(double shape, double scale) {
    return new Gamma(real(shape), real(scale));
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(INFINITY));
  }

  // statistics

  @Override
  public Real mean() {
    return shape.times(scale);
  }

  @Override
  public Real variance() {
    return shape.times(scale.square());
  }

  @Override
  public Real std() {
    return sqrt(shape).times(scale);
  }

  /// `(shape - 1) scale`, and 0 for shapes below 1.
  @Override
  public Real mode() {
    return shape.lt(1) ? real(0) : shape.minus(1).times(scale);
  }

  /// `shape + ln(scale Γ(shape)) + (1 - shape) ψ(shape)`.
  @Override
  public Real entropy() {
    Real rest = real(1).minus(shape);
    Real unscaled =
        shape.lt(Stirling.LEAST)
            ? shape.plus(loggamma(shape)).plus(rest.times(digamma(shape)))
            : log(shape)
                .plus(LOG_2PI + 1)
                .minus(shape.recip())
                .times(0.5)
                .plus(Stirling.error(shape))
                .plus(rest.times(Stirling.slope(shape)));
    return unscaled.plus(log(scale));
  }

  @Override
  public Real skewness() {
    return sqrt(shape).recip().times(2);
  }

  @Override
  public Real kurtosis() {
    return shape.recip().times(6);
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    if (x.lt(0) || x.eq(INFINITY)) return real(NEVER);
    Real d = x.div(scale).minus(shape).div(shape);
    if (shape.ge(Stirling.LEAST) && Stirling.isNear(d)) {
      Real bell = log(shape).minus(LOG_2PI).times(0.5).minus(log(x));
      return Stirling.deviance(shape, d).plus(bell).minus(Stirling.error(shape));
    }
    return xlogy(shape.minus(1), x)
        .minus(shape.times(log(scale)))
        .minus(x.div(scale))
        .minus(loggamma(shape));
  }

  /// At 0 the power itself, whose slope the logarithm has lost; infinite there, so are its slopes.
  @Override
  public Real pdf(Real x) {
    if (!x.eq(0) || shape.eq(1)) return Continuous.super.pdf(x);
    if (shape.lt(1)) return pow(x, shape.minus(1)).div(scale);
    if (shape.gt(STEEP)) return real(0);
    return pow(x, shape.minus(1))
        .times(exp(shape.times(log(scale)).plus(loggamma(shape)).unaryMinus()));
  }

  @Override
  public Real cdf(Real x) {
    if (x.lt(0)) return real(0);
    if (x.eq(0)) return atZero(x);
    return x.eq(INFINITY) ? real(1) : gammaP(shape, x.div(scale));
  }

  @Override
  public Real ccdf(Real x) {
    if (x.lt(0)) return real(1);
    if (x.eq(0)) return real(1).minus(atZero(x));
    return x.eq(INFINITY) ? real(0) : gammaQ(shape, x.div(scale));
  }

  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(NEVER);
    if (x.eq(0)) return logAtZero(x);
    return x.eq(INFINITY) ? real(0) : logGammaP(shape, x.div(scale));
  }

  @Override
  public Real logccdf(Real x) {
    if (x.lt(0)) return real(0);
    if (x.eq(0)) return atZero(x).unaryMinus();
    return x.eq(INFINITY) ? real(NEVER) : logGammaQ(shape, x.div(scale));
  }

  /// The leading term of the cdf at 0, which has its value and its slopes there.
  private Real atZero(Real x) {
    if (shape.gt(STEEP)) return real(0);
    return pow(x, shape).times(exp(logAtZero(real(1))));
  }

  /// The logarithm of the leading term of the cdf.
  private Real logAtZero(Real x) {
    return shape.times(log(x).minus(log(scale))).minus(loggamma(shape.plus(1)));
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Gamma", p);
    if (p.eq(0)) return scale.times(standardQuantileOfZero(p));
    return scale.times(p.eq(1) ? log1p(p.unaryMinus()).unaryMinus() : gammaPInv(shape, p));
  }

  /// The inverse of the leading term of the cdf, which has the slopes of the quantile at 0.
  private Real standardQuantileOfZero(Real p) {
    Real exponent = shape.recip();
    return pow(p, exponent).times(exp(loggamma(shape.plus(1)).times(exponent)));
  }

  // sampling

  /// Below the normal doubles, which is where nearly all samples of tiny shapes are, the sample of
  /// scale 1 is 0, with slope 0 in the shape.
  @Override
  public Real rand(RandomGenerator random) {
    double drawn = Samplers.gamma(random, shape, scale);
    return scale.times(
        Pathwise.sample("gamma", drawn, support(), (a, x) -> logGammaP(a, x), shape));
  }
}
