package dev.mixtape.bridge.testing;

import io.vavr.Function1;
import java.util.List;

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
  public <R> Variable<R> call(Callee<R> f, List<Variable<?>> arguments) {
    return new Held<>(f.value(arguments.stream().map(DirectCalls::value).toList()));
  }
}
