package dev.mixtape.bridge.testing;

/// What a tape may lack and say so: scenarios that need it are then reported as not supported.
public enum Capability {
  /// Any function of the algebra runs on the tape's own values. Said by implementing
  /// [EngineUnderTest].
  FUNCTIONS("functions of the algebra"),

  /// Vectors and matrices may be variables.
  ARRAYS("vectors and matrices"),

  /// Records, tuples and batches may be variables.
  STRUCTURES("records, tuples and batches"),

  /// What the function of a node or a map captured is differentiated as well.
  CAPTURES("captured values"),

  /// Values, pullbacks and cotangents may belong to an enclosing differentiation.
  NESTING("nesting"),

  /// A rule is told which arguments nobody asks a cotangent of.
  WANTED("unwanted arguments"),

  /// A tape refuses to be used by a thread that did not open it.
  OWNERSHIP("refusing other threads");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
