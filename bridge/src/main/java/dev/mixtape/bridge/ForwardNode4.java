package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function4;

/// A function of 4 arguments that says how it is differentiated where it is called.
final class ForwardNode4<A, B, C, D, R> extends ForwardNode implements Function4<A, B, C, D, R> {
  private final transient Function4<A, B, C, D, R> f;

  ForwardNode4(Function4<A, B, C, D, R> f, ForwardOption... options) {
    super(options, 4);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d) {
    return (R) Mapping.call(this, a, b, c, d);
  }
}
