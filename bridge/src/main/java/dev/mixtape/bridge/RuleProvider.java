package dev.mixtape.bridge;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.control.Option;

/// A service that knows rules for somebody else's functions; `rrule` and `call` ask every provider
/// on the path for a function that brings no rule.
public interface RuleProvider {
  /// The rule of a function of 1 argument, or none.
  default <A, R> Option<Rule1<A, R>> rule1(Function1<A, R> f) {
    return Option.none();
  }

  /// The rule of a function of 2 arguments, or none.
  default <A, B, R> Option<Rule2<A, B, R>> rule2(Function2<A, B, R> f) {
    return Option.none();
  }

  /// The rule of a function of 3 arguments, or none.
  default <A, B, C, R> Option<Rule3<A, B, C, R>> rule3(Function3<A, B, C, R> f) {
    return Option.none();
  }

  /// The rule of a function of 4 arguments, or none.
  default <A, B, C, D, R> Option<Rule4<A, B, C, D, R>> rule4(Function4<A, B, C, D, R> f) {
    return Option.none();
  }
}
