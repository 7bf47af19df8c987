package dev.mixtape.algebra.debug;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where an operation was called: the first frame of the stack that is not the library's, and the
/// call of another operation that it is a part of.
///
/// Walking the stack is most of what debugging costs, so it waits for [#keep], or for an error.
final class Site {
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
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+?)\\$.*");

  private final @Nullable Call part;
  private StackWalker.@Nullable StackFrame frame;

  /// @param part null for an operation that is no part of another
  Site(@Nullable Call part) {
    this.part = part;
  }

  /// True for a class of the library, by its full name.
  static boolean isOurs(String name) {
    return OURS.stream().anyMatch(name::startsWith);
  }

  /// Takes note of where this is: the operation outlives its call.
  void keep() {
    if (part != null && part.operation.isOurs()) part.operation.site().keep();
    else if (frame == null) frame = calling();
  }

  private static StackWalker.@Nullable StackFrame calling() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName())).findFirst())
        .orElse(null);
  }

  /// For the end of a sentence.
  @Override
  public String toString() {
    keep();
    if (part == null) return at();
    return ", in " + part + (frame == null ? part.operation.site().toString() : at());
  }

  private String at() {
    if (frame == null) return "";
    return ", called at %s.%s(%s:%d)"
        .formatted(
            frame.getClassName(),
            LAMBDA.matcher(frame.getMethodName()).replaceAll("$1"),
            frame.getFileName(),
            frame.getLineNumber());
  }
}
