package dev.mixtape.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.Capability;
import dev.mixtape.bridge.testing.EngineUnderTest;
import dev.mixtape.bridge.testing.Scenario;
import dev.mixtape.bridge.testing.TapeKit;
import dev.mixtape.bridge.testing.TapeReport;
import dev.mixtape.bridge.testing.TapeReport.Verdict;
import io.vavr.Function1;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mixtape's own tape passes the kit that others are held to.
class ConformanceTests {
  private static final class OurTape implements EngineUnderTest {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.allOf(Capability.class);
    }

    @Override
    public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
      return Mixtape.pullback(f, a);
    }
  }

  static Stream<Scenario> scenarios() {
    return TapeKit.scenarios().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void ourTapePasses(Scenario scenario) {
    TapeReport report = TapeKit.run(new OurTape(), List.of(scenario));
    report.requireConforming();
    assertThat(report.of(Verdict.NOT_SUPPORTED)).isEmpty();
  }
}
