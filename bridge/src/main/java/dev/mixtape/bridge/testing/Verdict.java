package dev.mixtape.bridge.testing;

/// How a check ended.
public enum Verdict {
  /// The rule does what it should.
  PASSED,
  /// The rule is wrong.
  FAILED,
  /// The check could not tell: neither passed nor failed, and never silently.
  UNDECIDED,
  /// There is nothing to check: the function is opaque to duals, say.
  NOT_APPLICABLE,
  /// The author of the rule said why it need not be checked.
  SKIPPED
}
