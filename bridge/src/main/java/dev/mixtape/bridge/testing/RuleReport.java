package dev.mixtape.bridge.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What [CheckRule] found out about a rule: a finding per check.
///
/// @param rule what the rule is called
/// @param signature the types of its arguments and of its result
/// @param points how many points were compared with finite differences
public record RuleReport(String rule, String signature, int points, List<Finding> findings) {
  /// A report; the findings are copied.
  public RuleReport {
    findings = List.copyOf(findings);
  }

  /// The findings with this verdict.
  public List<Finding> with(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }

  /// What one check found.
  public Finding of(Check check) {
    return findings.stream().filter(f -> f.check() == check).findFirst().orElseThrow();
  }

  /// True when no check failed and none was left undecided.
  public boolean isPassed() {
    return with(Verdict.FAILED).isEmpty() && with(Verdict.UNDECIDED).isEmpty();
  }

  /// Does nothing when all is well.
  ///
  /// @throws AssertionError when a check failed or could not decide; its message is the report
  public void assertPassed() {
    if (!isPassed()) throw new AssertionError(toString());
  }

  /// The report, failures first.
  @Override
  public String toString() {
    return "rule "
        + rule
        + ", "
        + signature
        + ": "
        + verdict()
        + "\n"
        + Stream.of(Verdict.FAILED, Verdict.UNDECIDED, Verdict.SKIPPED, Verdict.NOT_APPLICABLE)
            .flatMap(v -> with(v).stream())
            .map(RuleReport::text)
            .collect(Collectors.joining())
        + passed()
        + "compared at "
        + points
        + (points == 1 ? " point" : " points")
        + "; for others, where the rule may take another branch, give CheckRule.at(…)\n";
  }

  private String verdict() {
    int failed = with(Verdict.FAILED).size();
    int undecided = with(Verdict.UNDECIDED).size();
    String of = " of " + findings.size() + " checks ";
    if (failed == 0 && undecided == 0) return "passed";
    if (failed == 0) return undecided + of + "could not decide";
    return failed + of + "failed" + (undecided == 0 ? "" : ", " + undecided + " could not decide");
  }

  private String passed() {
    List<Finding> passed = with(Verdict.PASSED);
    if (passed.isEmpty()) return "";
    return head(Verdict.PASSED)
        + passed.stream().map(f -> f.check().toString()).collect(Collectors.joining(", "))
        + "\n"
        + passed.stream()
            .flatMap(f -> f.details().stream())
            .map(detail -> detail.indent(6))
            .collect(Collectors.joining());
  }

  private static String head(Verdict verdict) {
    return String.format(Locale.ROOT, "  %-14s ", verdict.toString().replace('_', ' '));
  }

  private static String text(Finding finding) {
    String head = head(finding.verdict()) + finding.check() + ": " + finding.check().title() + "\n";
    return head + finding.details().stream().map(d -> d.indent(6)).collect(Collectors.joining());
  }
}
