package dev.mixtape.algebra.explain;

/// One decision of the engine.
///
/// @param chosen a [NodeMode] or an [Evaluation]
/// @param reason why
/// @param number what was counted, where the reason counts something
/// @param limit what it was compared with
/// @param what the operation that the reason names, or empty
public record Choice<T extends Enum<T>>(
    T chosen, Reason reason, int number, int limit, String what) {
  /// A decision for a reason that counts nothing.
  public static <T extends Enum<T>> Choice<T> of(T chosen, Reason reason) {
    return new Choice<>(chosen, reason, 0, 0, "");
  }

  /// A decision for a reason that counts.
  public static <T extends Enum<T>> Choice<T> of(T chosen, Reason reason, int number, int limit) {
    return new Choice<>(chosen, reason, number, limit, "");
  }

  /// True when the program asked for it; otherwise the engine chose.
  public boolean forced() {
    return reason == Reason.ASKED;
  }

  /// The reason in words, with its numbers.
  public String because() {
    return reason.text(this);
  }

  @Override
  public String toString() {
    return chosen + (forced() ? ", forced: " : ", chosen: ") + because();
  }
}
