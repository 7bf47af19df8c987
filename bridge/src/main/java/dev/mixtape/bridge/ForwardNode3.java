package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function3;

/// A function of 3 arguments that says how it is differentiated where it is called.
final class ForwardNode3<A, B, C, R> extends ForwardNode implements Function3<A, B, C, R> {
  private final transient Function3<A, B, C, R> f;

  ForwardNode3(Function3<A, B, C, R> f, ForwardOption... options) {
    super(options, 3);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1], (C) x[2]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c) {
    return (R) Mapping.call(this, a, b, c);
  }
}
