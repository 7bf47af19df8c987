package dev.mixtape.bridge.testing;

import java.util.List;

/// What one check found.
///
/// @param details what is wrong, what could not be told, or how sure the check is: a paragraph each
public record Finding(Check check, Verdict verdict, List<String> details) {
  /// A finding; the details are copied.
  public Finding {
    details = List.copyOf(details);
  }
}
