package dev.mixtape.integrations.owntape;

import static dev.mixtape.algebra.Algebra.cos;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sin;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.testing.Capability;
import dev.mixtape.bridge.testing.EngineUnderTest;
import dev.mixtape.bridge.testing.TapeKit;
import io.vavr.Function1;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  @Test
  void pullsEachValueOnceHoweverManyPathsLeadToIt() {
    Function1<Real, Real> diamonds =
        x -> Stream.iterate(x, y -> sin(y).plus(cos(y))).skip(60).findFirst().orElseThrow();
    assertEquals(slope(OwnTape.pullback(diamonds, real(2))), slope(pullback(diamonds)), 1e-15);
  }

  @Test
  void recordsInSeveralThreads() {
    Function1<Real, Real> multiples =
        x -> IntStream.range(0, 10_000).parallel().mapToObj(x::times).reduce(real(0), Real::plus);
    assertEquals(49_995_000, slope(pullback(multiples)));
  }

  private static Rrule1<Real, Real> pullback(Function1<Real, Real> f) {
    return LinkedTape.pullback(f, real(2));
  }

  private static double slope(Rrule1<Real, Real> made) {
    return made.pullback().apply(real(1))._2.natural().value();
  }
}
