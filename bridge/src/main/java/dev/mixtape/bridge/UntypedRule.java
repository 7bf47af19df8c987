package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function with a rule, without its types.
interface UntypedRule {
  String ruleName();

  /// The function, without the rule.
  Object function();

  Object value(Object[] arguments);

  /// The tangent of the result that the rule's pushforward answers; null when it has none.
  @Nullable Tangent<?> push(Object y, Object[] arguments, List<Tangent<?>> tangents);

  /// The tangents that the rule answers, one per argument when the rule is right.
  List<Object> pull(RuleContext context, Object y, Object[] arguments, Tangent<?> cotangent);
}
