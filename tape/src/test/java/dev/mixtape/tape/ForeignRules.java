package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.sinh;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rule1;
import dev.mixtape.bridge.RuleProvider;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.control.Option;

/// The service that knows the rule of [Foreign].
public final class ForeignRules implements RuleProvider {
  private static final Rule1<Real, Real> COSH =
      (_, _, x) ->
          cotangent -> Tuple.of(Captures.none(), Tangent.of(cotangent.natural().times(sinh(x))));

  /// For the service loader.
  public ForeignRules() {}

  @Override
  @SuppressWarnings("unchecked")
  public <A, R> Option<Rule1<A, R>> rule1(Function1<A, R> f) {
    return f instanceof Foreign ? Option.some((Rule1<A, R>) COSH) : Option.none();
  }
}
