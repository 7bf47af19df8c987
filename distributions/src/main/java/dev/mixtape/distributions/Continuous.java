package dev.mixtape.distributions;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.real;

import dev.mixtape.algebra.DomainException;
import dev.mixtape.algebra.Real;

/// A distribution with a density.
///
/// NaN in gives NaN out. Outside the support the density is 0 and its logarithm minus infinity,
/// both with derivatives of exactly zero. At infinity every function answers its limit, and no
/// first derivative is NaN.
public interface Continuous extends Distribution {
  /// The logarithm of the density at `x`; minus infinity outside the support.
  Real logpdf(Real x);

  /// The logarithm of the density at a plain number.
  default Real logpdf(double x) {
    return logpdf(real(x));
  }

  /// The density at `x`, 0 where it is no double.
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

  /// The value below which a sample lies with probability `p`, the inverse of [#cdf].
  ///
  /// @throws DomainException when `p` is no probability; names it
  Real quantile(Real p);
}
