package dev.mixtape.bridge;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import org.jspecify.annotations.Nullable;

/// Functions of every number of arguments and their rules, put together.
final class RuleFunctions {
  private RuleFunctions() {}

  /// `f` with `rule`, or null when the rule is one of another number of arguments.
  @SuppressWarnings({"rawtypes", "unchecked"})
  static @Nullable Object of(Object f, Rule rule) {
    return switch (rule) {
      case Rule1 r when f instanceof Function1 g ->
          new RuleFunction1(g, r, f instanceof ForwardRule1 forward ? forward : null);
      case Rule2 r when f instanceof Function2 g ->
          new RuleFunction2(g, r, f instanceof ForwardRule2 forward ? forward : null);
      case Rule3 r when f instanceof Function3 g ->
          new RuleFunction3(g, r, f instanceof ForwardRule3 forward ? forward : null);
      case Rule4 r when f instanceof Function4 g ->
          new RuleFunction4(g, r, f instanceof ForwardRule4 forward ? forward : null);
      case Rule5 r when f instanceof Function5 g ->
          new RuleFunction5(g, r, f instanceof ForwardRule5 forward ? forward : null);
      case Rule6 r when f instanceof Function6 g ->
          new RuleFunction6(g, r, f instanceof ForwardRule6 forward ? forward : null);
      case Rule7 r when f instanceof Function7 g ->
          new RuleFunction7(g, r, f instanceof ForwardRule7 forward ? forward : null);
      case Rule8 r when f instanceof Function8 g ->
          new RuleFunction8(g, r, f instanceof ForwardRule8 forward ? forward : null);
      default -> null;
    };
  }
}
