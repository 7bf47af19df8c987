package dev.mixtape.bridge.testing;

import java.util.List;
import java.util.stream.Collectors;

/// What came out when a tape was held to the scenarios.
///
/// @param outcomes one per scenario, in the kit's order
public record TapeReport(List<Outcome> outcomes) {
  /// A report; the list is copied.
  public TapeReport {
    outcomes = List.copyOf(outcomes);
  }

  /// What is said about a tape in a scenario.
  public enum Verdict {
    /// What was expected came out.
    PASSED("passed"),
    /// Something else came out.
    FAILED("FAILED"),
    /// The tape says that it lacks what the scenario needs, or this JVM does; nothing was run.
    NOT_SUPPORTED("not supported");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /// What came out of one scenario.
  ///
  /// @param given what came out, in words
  public record Outcome(Scenario scenario, String given, Verdict verdict) {
    /// One line.
    @Override
    public String toString() {
      return switch (verdict) {
        case PASSED -> verdict + "  " + scenario + ": " + given;
        case FAILED -> {
          String line = verdict + "  " + scenario + ": expected " + scenario.expected();
          yield line + ", given " + given;
        }
        case NOT_SUPPORTED -> verdict + "  " + scenario + ", given " + given;
      };
    }
  }

  /// The outcomes of this verdict.
  public List<Outcome> of(Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).toList();
  }

  /// True when no scenario failed. What a tape does not claim to support is no failure.
  public boolean isConforming() {
    return of(Verdict.FAILED).isEmpty();
  }

  /// Throws when a scenario failed.
  ///
  /// @throws AssertionError that lists those which failed
  public void requireConforming() {
    if (isConforming()) return;
    throw new AssertionError(summary() + "\n" + lines(of(Verdict.FAILED)));
  }

  private String summary() {
    return "%d scenarios: %d passed, %d failed, %d not supported"
        .formatted(
            outcomes.size(),
            of(Verdict.PASSED).size(),
            of(Verdict.FAILED).size(),
            of(Verdict.NOT_SUPPORTED).size());
  }

  private static String lines(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::toString).collect(Collectors.joining("\n"));
  }

  /// All outcomes, one per line, below a line that counts them.
  @Override
  public String toString() {
    return summary() + "\n" + lines(outcomes);
  }
}
