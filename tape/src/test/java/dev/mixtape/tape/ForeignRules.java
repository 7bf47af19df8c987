package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.sinh;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rule;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.Rule2;
import dev.mixtape.bridge.RuleProvider;
import io.vavr.Tuple;
import io.vavr.control.Option;

/// The service that knows the rule of [Foreign].
public final class ForeignRules implements RuleProvider {
  static final Rule1<Real, Real> COSH =
      (_, _, x) ->
          cotangent -> Tuple.of(Captures.none(), Tangent.of(cotangent.natural().times(sinh(x))));

  static final Rule2<Real, Real, Real> OF_TWO =
      (_, _, _, _) -> cotangent -> Tuple.of(Captures.none(), cotangent, cotangent);

  /// For the service loader.
  public ForeignRules() {}

  @Override
  public Option<Rule> rule(Object f) {
    return f instanceof Foreign ? Option.some(COSH) : Option.none();
  }
}
