package dev.mixtape.integrations.owntape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.Capability;
import dev.mixtape.bridge.testing.EngineUnderTest;
import dev.mixtape.bridge.testing.Recording;
import dev.mixtape.bridge.testing.TapeKit;
import dev.mixtape.bridge.testing.TapeReport;
import dev.mixtape.bridge.testing.TapeReport.Verdict;
import dev.mixtape.bridge.testing.TapeUnderTest;
import io.vavr.Function1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Both tapes are held to the kit.
class OwnTapeTests {
  private static final Path SOURCE =
      Path.of("src/main/java/dev/mixtape/integrations/owntape/OwnTape.java");

  private static final class Engine implements EngineUnderTest {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.allOf(Capability.class);
    }

    @Override
    public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
      return OwnTape.pullback(f, a);
    }
  }

  private static final class Caller implements TapeUnderTest {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(EnumSet.of(Capability.FUNCTIONS, Capability.OWNERSHIP));
    }

    @Override
    public <A, R> Rrule1<A, R> pullbackOfCalls(Recording<A, R> recording, A a) {
      return CallTape.pullback(recording, a);
    }
  }

  @Test
  void theEnginePassesAllScenarios() {
    TapeReport report = TapeKit.run(new Engine());
    report.requireConforming();
    assertThat(report.of(Verdict.NOT_SUPPORTED)).isEmpty();
  }

  @Test
  void theTapeOfCallsPassesThoseThatNeedNoFunctionsOfTheAlgebra() {
    TapeReport report = TapeKit.run(new Caller());
    report.requireConforming();
    assertThat(report.of(Verdict.NOT_SUPPORTED))
        .isNotEmpty()
        .allSatisfy(
            outcome -> assertThat(outcome.scenario().needs()).contains(Capability.FUNCTIONS));
    assertThat(report.of(Verdict.PASSED)).hasSizeGreaterThan(80);
  }

  @Test
  void theEngineHas120LinesAtMost() throws IOException {
    assertThat(Files.readAllLines(SOURCE)).hasSizeLessThanOrEqualTo(120);
  }
}
