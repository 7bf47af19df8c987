package dev.mixtape.algebra.debug;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an operation was called: the first frame of the stack that is not the library's, and the
/// derivative that it is a part of.
///
/// @param frame null where the stack holds no such frame
/// @param part the call of another operation in which it was called, null outside of any
record Site(StackWalker.@Nullable StackFrame frame, @Nullable Call part) {
  private static final List<String> OURS =
      List.of(
          "dev.mixtape.algebra.",
          "dev.mixtape.forward.",
          "dev.mixtape.interop.",
          "dev.mixtape.bridge.",
          "dev.mixtape.tape.",
          "dev.mixtape.distributions.",
          "io.vavr.",
          "java.",
          "jdk.");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  static Site here(Context context) {
    Call part = context.inside();
    return part != null && part.operation.isOurs()
        ? new Site(part.operation.site().frame, part)
        : new Site(calling(), part);
  }

  private static StackWalker.@Nullable StackFrame calling() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName())).findFirst())
        .orElse(null);
  }

  /// True for a class of the library, by its full name.
  static boolean isOurs(String name) {
    return OURS.stream().anyMatch(name::startsWith);
  }

  /// For the end of a sentence.
  @Override
  public String toString() {
    return (part == null ? "" : ", in " + part)
        + (frame == null ? "" : ", called at " + shown(frame));
  }

  private static String shown(StackWalker.StackFrame frame) {
    return "%s.%s(%s:%d)"
        .formatted(
            frame.getClassName(),
            LAMBDA.matcher(frame.getMethodName()).replaceAll("$1"),
            frame.getFileName(),
            frame.getLineNumber());
  }
}
