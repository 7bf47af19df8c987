package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.betaI;
import static dev.mixtape.algebra.Algebra.betaIComplement;
import static dev.mixtape.algebra.Algebra.betaIInv;
import static dev.mixtape.algebra.Algebra.digamma;
import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.log1p;
import static dev.mixtape.algebra.Algebra.logBeta;
import static dev.mixtape.algebra.Algebra.logBetaI;
import static dev.mixtape.algebra.Algebra.logBetaIComplement;
import static dev.mixtape.algebra.Algebra.pow;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;
import static dev.mixtape.algebra.Algebra.xlog1py;
import static dev.mixtape.algebra.Algebra.xlogy;
import static dev.mixtape.distributions.Parameters.STEEP;
import static dev.mixtape.distributions.Parameters.requirePositive;
import static dev.mixtape.distributions.Parameters.requireProbability;

import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// The beta distribution, of probabilities and proportions. The density for `0 <= x <= 1` is
/// `x^(alpha - 1) (1 - x)^(beta - 1) / B(alpha, beta)`; with `alpha` below 1 it is infinite at 0,
/// with `beta` below 1 at 1.
///
/// Near 1 an `x` is as coarse as doubles are there: where the distance to 1 matters, swap `alpha`
/// and `beta` and ask for `1 - x`.
///
/// @param alpha the weight of 1; positive
/// @param beta the weight of 0; positive
public record Beta(Real alpha, Real beta) implements Continuous {
  private static final double NEVER = Double.NEGATIVE_INFINITY;
  private static final double LOG_2PI = Math.log(2 * Math.PI);

  /// @throws dev.mixtape.algebra.DomainException when a parameter is not positive or not finite;
  ///   names its value
  public Beta {
    requirePositive("Beta", "alpha", alpha);
    requirePositive("Beta", "beta", beta);
  }

  /// The distribution with plain parameters.
  public static Beta of(double alpha, double beta) {
    return new Beta(real(alpha), real(beta));
  }

  private Real total() {
    return alpha.plus(beta);
  }

  // support

  @Override
  public Support support() {
    return new Support(real(0), real(1));
  }

  // statistics

  @Override
  public Real mean() {
    return alpha.div(total());
  }

  @Override
  public Real variance() {
    Real n = total();
    return alpha.div(n).times(beta.div(n)).div(n.plus(1));
  }

  /// `(alpha - 1) / (alpha + beta - 2)` between the ends; an end where the density is larger than
  /// anywhere else; NaN where both ends are, and where all is equally likely.
  @Override
  public Real mode() {
    if (alpha.gt(1) && beta.gt(1)) return alpha.minus(1).div(total().minus(2));
    if (alpha.le(1) && beta.le(1) && alpha.lt(1) == beta.lt(1)) return real(Double.NaN);
    return real(alpha.lt(beta) ? 0 : 1);
  }

  /// `ln B(alpha, beta) - (alpha - 1) ψ(alpha) - (beta - 1) ψ(beta) + (n - 2) ψ(n)` with `n = alpha
  /// + beta`.
  @Override
  public Real entropy() {
    if (isLarge()) return entropyOfLarge();
    return logBeta(alpha, beta)
        .plus(alpha.minus(1).times(digammaRise(alpha, beta)))
        .plus(beta.minus(1).times(digammaRise(beta, alpha)));
  }

  /// `ψ(a + b) - ψ(a)`.
  private static Real digammaRise(Real a, Real b) {
    Real n = a.plus(b);
    if (a.lt(Stirling.LEAST)) return digamma(n).minus(digamma(a));
    return log1p(b.div(a)).plus(digammaLessLog(n)).minus(digammaLessLog(a));
  }

  /// `ψ(a) - ln a`.
  private static Real digammaLessLog(Real a) {
    return Stirling.slope(a).minus(a.recip().times(0.5));
  }

  private boolean isLarge() {
    return alpha.ge(Stirling.LEAST) && beta.ge(Stirling.LEAST);
  }

  /// The same without the large terms of Stirling's formula, which cancel.
  private Real entropyOfLarge() {
    Real n = total();
    return bell(n)
        .unaryMinus()
        .plus(log(alpha.div(n)))
        .plus(log(beta.div(n)))
        .minus(alpha.minus(1).times(digammaLessLog(alpha)))
        .minus(beta.minus(1).times(digammaLessLog(beta)))
        .plus(n.minus(2).times(digammaLessLog(n)));
  }

  /// What is left of `-ln B(alpha, beta)` when the powers of Stirling's formula are taken out.
  private Real bell(Real n) {
    return log(alpha)
        .plus(log(beta.div(n)))
        .minus(LOG_2PI)
        .times(0.5)
        .plus(Stirling.error(n))
        .minus(Stirling.error(alpha))
        .minus(Stirling.error(beta));
  }

  @Override
  public Real skewness() {
    Real n = total();
    Real lean = beta.minus(alpha).div(n.plus(2)).times(2);
    return lean.times(sqrt(n.plus(1).div(alpha).div(beta)));
  }

  @Override
  public Real kurtosis() {
    Real n = total();
    Real lean = alpha.minus(beta).square().times(n.plus(1)).div(alpha).div(beta);
    return lean.div(n.plus(2)).minus(1).times(6).div(n.plus(3));
  }

  // evaluation

  @Override
  public Real logpdf(Real x) {
    if (x.lt(0) || x.gt(1)) return real(NEVER);
    Real y = real(1).minus(x);
    if (isLarge() && x.gt(0) && x.lt(1)) {
      Real off = beta.times(x).minus(alpha.times(y));
      Real inAlpha = off.div(alpha);
      Real inBeta = off.div(beta).unaryMinus();
      if (Stirling.isNear(inAlpha) && Stirling.isNear(inBeta)) {
        return Stirling.deviance(alpha, inAlpha)
            .plus(Stirling.deviance(beta, inBeta))
            .plus(bell(total()))
            .minus(log(x))
            .minus(log1p(x.unaryMinus()));
      }
    }
    return xlogy(alpha.minus(1), x)
        .plus(xlog1py(beta.minus(1), x.unaryMinus()))
        .minus(logBeta(alpha, beta));
  }

  /// At the ends the powers themselves, whose slopes the logarithm has lost where they are 0;
  /// infinite there, so are its slopes.
  @Override
  public Real pdf(Real x) {
    if (x.eq(0)) return atEnd(x, alpha, beta);
    return x.eq(1) ? atEnd(real(1).minus(x), beta, alpha) : Continuous.super.pdf(x);
  }

  /// The density at a distance of 0 from the end where `a` is the weight of the other one.
  private Real atEnd(Real distance, Real a, Real b) {
    if (a.lt(1)) return pow(distance, a.minus(1)).times(b);
    if (a.gt(STEEP)) return real(0);
    Real power = a.eq(1) ? exp(xlogy(a.minus(1), distance)) : pow(distance, a.minus(1));
    Real rest = xlog1py(b.minus(1), distance.unaryMinus()).minus(logBeta(a, b));
    return power.times(exp(rest));
  }

  @Override
  public Real cdf(Real x) {
    if (x.lt(0)) return real(0);
    return x.gt(1) ? real(1) : betaI(alpha, beta, x);
  }

  @Override
  public Real ccdf(Real x) {
    if (x.lt(0)) return real(1);
    return x.gt(1) ? real(0) : betaIComplement(alpha, beta, x);
  }

  @Override
  public Real logcdf(Real x) {
    if (x.lt(0)) return real(NEVER);
    if (x.eq(0)) return logAtEnd(x, alpha, beta);
    return x.gt(1) ? real(0) : logBetaI(alpha, beta, x);
  }

  @Override
  public Real logccdf(Real x) {
    if (x.lt(0)) return real(0);
    if (x.eq(1)) return logAtEnd(real(1).minus(x), beta, alpha);
    return x.gt(1) ? real(NEVER) : logBetaIComplement(alpha, beta, x);
  }

  /// The leading term of a tail's logarithm at a distance of 0 from its end.
  private static Real logAtEnd(Real distance, Real a, Real b) {
    return a.times(log(distance)).minus(log(a)).minus(logBeta(a, b));
  }

  @Override
  public Real quantile(Real p) {
    requireProbability("Beta", p);
    if (p.eq(0)) return quantileOfZero(p, alpha, beta);
    if (p.eq(1)) return real(1).minus(quantileOfZero(real(1).minus(p), beta, alpha));
    return betaIInv(alpha, beta, p);
  }

  /// The inverse of the leading term of the cdf, which has the slopes of the quantile at 0.
  private static Real quantileOfZero(Real p, Real a, Real b) {
    Real exponent = a.recip();
    return pow(p, exponent).times(exp(log(a).plus(logBeta(a, b)).times(exponent)));
  }

  // sampling

  /// A sample that is rounded to 0 or 1, as most are of tiny parameters, has slope 0 there.
  @Override
  public Real rand(RandomGenerator random) {
    double drawn = Samplers.beta(random, alpha, beta);
    return Pathwise.sample("beta", drawn, support(), (a, b, x) -> logBetaI(a, b, x), alpha, beta);
  }
}
