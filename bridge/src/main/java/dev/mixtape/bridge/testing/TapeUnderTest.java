package dev.mixtape.bridge.testing;

import dev.mixtape.bridge.Rrule1;
import java.util.Set;

/// A tape as the conformance kit sees it: one that records calls of functions with rules and knows
/// nothing but the protocol. A tape on whose values any function of the algebra runs is an
/// [EngineUnderTest].
public interface TapeUnderTest {
  /// What the tape can do beyond calls of functions of reals.
  Set<Capability> capabilities();

  /// The value of a recorded function at `a`, and its pullback there. Every call is a tape of its
  /// own. Captures of the answered pullback are ignored.
  <A, R> Rrule1<A, R> pullbackOfCalls(Recording<A, R> recording, A a);
}
