package dev.mixtape.tape.engine;

import dev.mixtape.bridge.ReverseEngine;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.tape.Mixtape;
import io.vavr.Function1;

/// The tape, as what differentiates the functions that a rule calls.
public final class TapeEngine implements ReverseEngine {
  @Override
  public <A, R> Rrule1<A, R> pullback(Function1<A, R> f, A a) {
    return Mixtape.pullback(f, a);
  }
}
