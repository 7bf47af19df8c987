package dev.mixtape.algebra.explain;

/// Why a node is evaluated or differentiated as it is. The engine decides by these; what it prints
/// is not worked out a second time.
public enum Reason {
  /// A [NodeMode] that the program asked for.
  ASKED("asked for"),

  /// Nothing that the function is given or captured is being differentiated.
  NOTHING_ACTIVE("nothing it depends on is being differentiated"),

  /// The function of a node around it is evaluated on plain numbers at first.
  PLAIN_RUN("the node around it is evaluated on plain numbers first"),

  /// A function that is being recorded contains its operations.
  RECORDED("it belongs to a function that is being recorded"),

  /// One pass on duals serves all components.
  ONE_PASS("its components (%1$d) are at most the %2$d of one pass"),

  /// The components would take several passes on duals.
  SEVERAL_PASSES("its components (%1$d) are more than the %2$d of one pass"),

  /// One walk over the columns on duals serves all operands.
  FEW_OPERANDS("its operands (%1$d) are at most %2$d"),

  /// Partials in so many operands cost more than the operations one by one.
  MANY_OPERANDS("its operands (%1$d) are more than %2$d"),

  /// The function brings a rule.
  HAS_RULE("the function has a rule"),

  /// A rule was asked for by `rrule`, and forward mode makes one.
  RULE_ASKED("its rule was asked for"),

  /// A function without `fwddiff`, called once.
  NO_NODE("a plain function called once is no node"),

  /// The batch has no element.
  EMPTY("the batch is empty"),

  /// The batch is too short to be worth a recording.
  SHORT_BATCH("its elements (%1$d) are fewer than %2$d"),

  /// Every element takes the same path through the function.
  ONE_PATH("all take one path"),

  /// The elements take a few paths through the function.
  FEW_PATHS("its paths (%1$d) are at most %2$d"),

  /// The elements that are left after the last path that is recorded.
  MANY_PATHS("they take none of the first %2$d paths"),

  /// The function left the algebra, so that a recording would not tell all.
  ESCAPED("the function asked a value for its plain number"),

  /// The elements, or what the function captures or uses, are arrays.
  ARRAYS("an array goes into it"),

  /// The function does something that cannot be done with columns as with numbers.
  NO_PRIMITIVE("it does `%3$s`, which is no primitive of scalars");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  String text(Choice<?> choice) {
    return text.formatted(choice.number(), choice.limit(), choice.what());
  }
}
