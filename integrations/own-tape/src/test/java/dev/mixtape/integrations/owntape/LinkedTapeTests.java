package dev.mixtape.integrations.owntape;

import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.Capability;
import dev.mixtape.bridge.testing.EngineUnderTest;
import dev.mixtape.bridge.testing.TapeKit;
import io.vavr.Function1;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkedTapeTests {
  private static final class Linked implements EngineUnderTest {
    @Override
    public Set<Capability> capabilities() {
      return EnumSet.complementOf(EnumSet.of(Capability.OWNERSHIP));
    }

    @Override
    public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
      return LinkedTape.pullback(f, a);
    }
  }

  @Test
  void conformsToTheKit() {
    TapeKit.run(new Linked()).requireConforming();
  }
}
