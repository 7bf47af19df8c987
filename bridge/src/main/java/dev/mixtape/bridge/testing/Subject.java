package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.node.NodeFunction;
import dev.mixtape.bridge.Bridge;
import dev.mixtape.bridge.RuleContext;
import dev.mixtape.bridge.untyped.UntypedRule;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function under check, without its types.
///
/// @param function the function object
/// @param apply the function
/// @param rrule its value and pullback
/// @param frule its value and pushforward
/// @param takesContext true when the rule is told which tangents are wanted
record Subject(
    Object function,
    Function<Object[], Object> apply,
    BiFunction<RuleContext, Object[], Option<Pulled>> rrule,
    Function<Object[], Option<Pushed>> frule,
    boolean takesContext) {

  /// A value and a pullback.
  record Pulled(Object value, Function<Tangent<?>, List<Tangent<?>>> pullback) {}

  /// A value and a pushforward.
  record Pushed(Object value, Function<List<Tangent<?>>, Tangent<?>> pushforward) {}

  /// The answers of a pullback, without its captures.
  static List<Tangent<?>> tangents(Seq<?> answers) {
    return answers.<Tangent<?>>map(answer -> (Tangent<?>) answer).asJava();
  }

  String name(@Nullable String given) {
    if (given != null) return given;
    if (function instanceof UntypedRule rule) return rule.ruleName();
    if (function instanceof NodeFunction) return "made by fwddiff";
    if (function.getClass().getPackage() == Bridge.class.getPackage()) return "made by mapping";
    String name = function.getClass().getName();
    int lambda = name.indexOf("$$Lambda");
    return lambda < 0
        ? function.getClass().getSimpleName()
        : "of a function in " + name.substring(name.lastIndexOf('.') + 1, lambda);
  }

  /// The function with its own operations done one by one, its rule aside.
  Object withoutRule(Object[] arguments) {
    return switch (function) {
      case UntypedRule rule -> rule.value(arguments);
      case NodeFunction node -> node.function().apply(arguments);
      default -> apply.apply(arguments);
    };
  }
}
