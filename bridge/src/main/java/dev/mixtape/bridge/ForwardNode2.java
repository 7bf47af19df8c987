package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function2;

/// A function of 2 arguments that says how it is differentiated where it is called.
final class ForwardNode2<A, B, R> extends ForwardNode implements Function2<A, B, R> {
  private final transient Function2<A, B, R> f;

  ForwardNode2(Function2<A, B, R> f, ForwardOption... options) {
    super(options, 2);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b) {
    return (R) Mapping.call(this, a, b);
  }
}
