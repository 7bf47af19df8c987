package dev.mixtape.bridge.untyped;

import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.algebra.node.MadeOf;
import dev.mixtape.bridge.RuleContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function with a rule, without its types.
public interface UntypedRule extends MadeOf {
  /// What a rule's pullback answers to one cotangent.
  ///
  /// @param tangents one per argument when the rule is right
  record Answer(Captures captures, List<? extends @Nullable Object> tangents) {}

  /// What errors and graphs call the rule.
  String ruleName();

  /// The function, without the rule.
  Object function();

  @Override
  default Object origin() {
    return function();
  }

  /// The value of the function itself, without its rule.
  Object value(Object[] arguments);

  /// The tangent of the result that the rule's pushforward answers; null when it has none.
  @Nullable Tangent<?> push(Object y, Object[] arguments, List<Tangent<?>> tangents);

  /// What the rule answers to each of these cotangents.
  List<Answer> pull(
      RuleContext context, Object y, Object[] arguments, List<? extends Tangent<?>> cotangents);
}
