package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sqrt;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Real;
import java.util.random.RandomGenerator;

/// A probability distribution on the reals: [Continuous], with a density, or [Discrete], on the
/// integers.
///
/// **Parameters** are finite numbers; one that is infinite, NaN or out of its domain is a
/// [DomainException] that names it.
///
/// **Statistics** that do not exist are NaN, those that diverge infinite.
///
/// **Functions** answer NaN for NaN. Outside the support the density is 0 and its logarithm minus
/// infinity, both with derivatives of exactly zero. At infinity every function answers its limit,
/// and no first derivative is NaN.
public interface Distribution {
  /// The smallest interval outside of which nothing happens.
  Support support();

  /// The mean.
  Real mean();

  /// The variance.
  Real variance();

  /// The standard deviation, `√variance`.
  default Real std() {
    return sqrt(variance());
  }

  /// The most likely value.
  Real mode();

  /// The entropy in nats.
  Real entropy();

  /// The third standardised moment.
  Real skewness();

  /// The excess kurtosis, which is 0 for the normal distribution.
  Real kurtosis();

  /// The logarithm of [#pdf], precise where that is no double; minus infinity outside the support.
  Real logpdf(Real x);

  /// The logarithm of the density, or of the probability of a count, at a plain number.
  default Real logpdf(double x) {
    return logpdf(real(x));
  }

  /// The density at `x`, of a discrete distribution the probability of `x`; 0 where it is no
  /// double.
  default Real pdf(Real x) {
    Real log = logpdf(x);
    return log.lt(Parameters.UNDERFLOW) ? real(0) : exp(log);
  }

  /// The probability of a value of at most `x`.
  Real cdf(Real x);

  /// The probability of a value above `x`, precise where it is small.
  Real ccdf(Real x);

  /// The logarithm of [#cdf], precise where that is small.
  Real logcdf(Real x);

  /// The logarithm of [#ccdf], precise where that is small.
  Real logccdf(Real x);

  /// The smallest value whose [#cdf] is at least `p`.
  ///
  /// @throws DomainException when `p` is no probability; names it
  Real quantile(Real p);

  /// A sample.
  ///
  /// A function that draws is not pure, so it is given to [dev.mixtape.algebra.Algebra#map] only
  /// where it draws from elements of the batch: those are then evaluated one by one, and each has a
  /// sample of its own.
  Real rand(RandomGenerator random);
}
