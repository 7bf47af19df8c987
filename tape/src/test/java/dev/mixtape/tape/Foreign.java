package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.real;

import dev.mixtape.algebra.Real;
import io.vavr.Function1;

/// Somebody else's function: it leaves the algebra, and knows nothing of rules.
final class Foreign implements Function1<Real, Real> {
  private static final long serialVersionUID = 1L;

  @Override
  public Real apply(Real x) {
    return real(Math.cosh(x.value()));
  }
}
