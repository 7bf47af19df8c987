package dev.mixtape.integrations.owntape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Level;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Value;
import dev.mixtape.bridge.Bridge;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
  void aRuleHasItsFunctionsDifferentiatedByTheTapeThatAsks() {
    List<Level> levels = new ArrayList<>();
    Function1<Real, Real> f =
        x -> {
          levels.add(Value.of(x).level());
          return x.square().times(x);
        };
    Function1<Real, Real> calling =
        Bridge.withRule(
            x -> Real.of(Math.pow(x.value(), 3)),
            (context, y, x) -> dy -> Bridge.rruleViaAd(context, f, x).pullback().apply(dy));
    assertThat(OwnTape.pullback(calling, Real.of(2)).pullback().apply(Real.of(1))._2.natural())
        .isEqualTo(Real.of(12));
    assertThat(levels).singleElement().isInstanceOf(OwnTape.class);
    Function1<Real, Real> slope =
        x -> OwnTape.pullback(calling, x).pullback().apply(Real.of(1))._2.natural();
    assertThat(OwnTape.pullback(slope, Real.of(2)).pullback().apply(Real.of(1))._2.natural())
        .isEqualTo(Real.of(12));
  }

  @Test
  void theEngineHas120LinesAtMost() throws IOException {
    assertThat(Files.readAllLines(SOURCE)).hasSizeLessThanOrEqualTo(120);
  }
}
