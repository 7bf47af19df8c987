package dev.mixtape.bridge.testing;

import dev.mixtape.bridge.Bridge;
import io.vavr.Function1;
import io.vavr.Function2;

/// A recording as a plain function of the algebra: each call is made at once, and the levels of its
/// arguments see it.
final class DirectCalls implements Calls {
  private DirectCalls() {}

  private record Held<T>(T value) implements Variable<T> {}

  static <A, R> Function1<A, R> function(Recording<A, R> recording) {
    return a -> value(recording.record(new DirectCalls(), new Held<>(a)));
  }

  private static <T> T value(Variable<T> variable) {
    return ((Held<T>) variable).value;
  }

  @Override
  public <T> Variable<T> constant(T value) {
    return new Held<>(value);
  }

  @Override
  public <A, R> Variable<R> call(Function1<A, R> f, Variable<A> a) {
    return new Held<>(Bridge.call(f, value(a)));
  }

  @Override
  public <A, B, R> Variable<R> call(Function2<A, B, R> f, Variable<A> a, Variable<B> b) {
    return new Held<>(Bridge.call(f, value(a), value(b)));
  }
}
