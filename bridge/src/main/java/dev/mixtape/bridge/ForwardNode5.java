package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function5;

/// A function of 5 arguments that says how it is differentiated where it is called.
final class ForwardNode5<A, B, C, D, E, R> extends ForwardNode
    implements Function5<A, B, C, D, E, R> {
  private final transient Function5<A, B, C, D, E, R> f;

  ForwardNode5(Function5<A, B, C, D, E, R> f, ForwardOption... options) {
    super(options, 5);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e) {
    return (R) Mapping.call(this, a, b, c, d, e);
  }
}
