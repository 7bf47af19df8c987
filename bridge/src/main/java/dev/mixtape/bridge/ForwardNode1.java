package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function1;

/// A function of 1 argument that says how it is differentiated where it is called.
final class ForwardNode1<A, R> extends ForwardNode implements Function1<A, R> {
  private final transient Function1<A, R> f;

  ForwardNode1(Function1<A, R> f, ForwardOption... options) {
    super(options, 1);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a) {
    return (R) Mapping.call(this, a);
  }
}
