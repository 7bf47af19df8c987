package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.log;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.require;

import dev.mixtape.algebra.Real;

/// The announcement's distribution, for tests that may not see the module of distributions.
record Exponential(Real scale) {
  Exponential {
    require(scale.gt(0), "Exponential: scale must be positive, but was %s", scale);
  }

  static Exponential of(double scale) {
    return new Exponential(real(scale));
  }

  Real logpdf(Real x) {
    return log(scale).unaryMinus().minus(x.div(scale));
  }
}
