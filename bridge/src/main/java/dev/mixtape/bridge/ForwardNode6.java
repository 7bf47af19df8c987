package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function6;

/// A function of 6 arguments that says how it is differentiated where it is called.
final class ForwardNode6<A, B, C, D, E, F, R> extends ForwardNode
    implements Function6<A, B, C, D, E, F, R> {
  private final transient Function6<A, B, C, D, E, F, R> f;

  ForwardNode6(Function6<A, B, C, D, E, F, R> f, ForwardOption... options) {
    super(options, 6);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u) {
    return (R) Mapping.call(this, a, b, c, d, e, u);
  }
}
