package dev.mixtape.bridge;

import dev.mixtape.algebra.Tangent;
import java.util.List;

/// A function with a rule, without its types.
interface UntypedRule {
  String ruleName();

  Object value(Object[] arguments);

  /// The tangents that the rule answers, one per argument when the rule is right.
  List<Object> pull(RuleContext context, Object y, Object[] arguments, Tangent<?> cotangent);
}
