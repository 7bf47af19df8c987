package dev.mixtape.tape;

import dev.mixtape.bridge.Rule;
import dev.mixtape.bridge.RuleProvider;
import io.vavr.control.Option;

/// A second service, which claims what [ForeignRules] claims already, and answers a rule of too
/// many arguments for another function.
public final class RivalRules implements RuleProvider {
  /// For the service loader.
  public RivalRules() {}

  @Override
  public Option<Rule> rule(Object f) {
    if (f instanceof Foreign.Contested) return Option.some(ForeignRules.COSH);
    return f instanceof Foreign.Misruled ? Option.some(ForeignRules.OF_TWO) : Option.none();
  }
}
