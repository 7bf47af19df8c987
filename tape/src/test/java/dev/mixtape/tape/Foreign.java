package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.real;

import dev.mixtape.algebra.Real;
import io.vavr.Function1;

/// Somebody else's function: it leaves the algebra, and knows nothing of rules.
class Foreign implements Function1<Real, Real> {
  private static final long serialVersionUID = 1L;

  @Override
  public Real apply(Real x) {
    return real(Math.cosh(x.value()));
  }

  /// A function for which two services know a rule.
  static final class Contested extends Foreign {
    private static final long serialVersionUID = 1L;
  }

  /// A function for which a service answers a rule of two arguments.
  static final class Misruled implements Function1<Real, Real> {
    private static final long serialVersionUID = 1L;

    @Override
    public Real apply(Real x) {
      return x;
    }
  }
}
