package dev.mixtape.bridge.testing;

import dev.mixtape.bridge.Rrule1;
import io.vavr.Function1;

/// A tape that is an engine: its values are values of the algebra, so any function written in the
/// algebra runs on them. What [TapeUnderTest] asks for follows.
public interface EngineUnderTest extends TapeUnderTest {
  /// The value of `f` at `a`, and its pullback there. `f` is called once, on this thread.
  <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a);

  @Override
  default <A, R> Rrule1<A, R> pullbackOfCalls(Recording<A, R> recording, A a) {
    return pullback(DirectCalls.function(recording), a);
  }
}
