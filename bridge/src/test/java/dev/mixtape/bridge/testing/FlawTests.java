package dev.mixtape.bridge.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.bridge.testing.FlawedTape.Flaw;
import dev.mixtape.bridge.testing.TapeReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A tape with one planted flaw fails in exactly the scenarios that `flaws.txt` lists for it.
///
/// The operators are left out: which of them a flaw shows in changes with the table. The file is
/// written with `-Dflaws=replace`, and then read.
class FlawTests {
  private static final Path FILE =
      Path.of("src/test/resources/dev/mixtape/bridge/testing/flaws.txt");

  private static final List<Scenario> SCENARIOS =
      TapeKit.scenarios().stream().filter(s -> !s.theme().equals("operators")).toList();

  private static List<String> failures(TapeUnderTest tape) {
    return TapeKit.run(tape, SCENARIOS).of(Verdict.FAILED).stream()
        .map(outcome -> outcome.scenario().toString())
        .toList();
  }

  private static List<String> listed(Flaw flaw) throws IOException {
    return Files.readAllLines(FILE).stream()
        .dropWhile(line -> !line.equals(flaw.name()))
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(String::strip)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void aFlawShowsWhereItIsExpectedTo(Flaw flaw) throws IOException {
    List<String> failures = failures(new FlawedTape(flaw));
    if ("replace".equals(System.getProperty("flaws"))) replace(flaw, failures);
    assertThat(failures).isNotEmpty().isEqualTo(listed(flaw));
  }

  private static void replace(Flaw flaw, List<String> failures) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Flaw each : Flaw.values()) {
      all.append(each).append('\n');
      for (String line : each == flaw ? failures : listed(each))
        all.append("  ").append(line).append('\n');
    }
    Files.writeString(FILE, all.toString());
  }

  @Test
  void withoutAFlawNothingFails() {
    TapeKit.run(new FlawedTape()).requireConforming();
  }

  @Test
  void theListSaysWhatWasExpectedAndWhatWasGiven() {
    TapeReport report = TapeKit.run(new FlawedTape(Flaw.FORGETS_FAN_OUT), SCENARIOS);
    assertThat(report.isConforming()).isFalse();
    assertThatThrownBy(report::requireConforming)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("FAILED  aliasing: x · x: expected 6.0, given 3.0");
    assertThat(report.toString())
        .contains("passed  errors: shapes that differ: ShapeException")
        .startsWith(SCENARIOS.size() + " scenarios: ");
  }
}
