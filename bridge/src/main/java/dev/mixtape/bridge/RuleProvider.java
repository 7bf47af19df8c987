package dev.mixtape.bridge;

import io.vavr.control.Option;

/// A service that knows rules for somebody else's functions; `rrule` and `call` ask every provider
/// on the path for a function that brings no rule.
public interface RuleProvider {
  /// The rule of a function, with as many arguments as it has, or none.
  Option<Rule> rule(Object f);
}
