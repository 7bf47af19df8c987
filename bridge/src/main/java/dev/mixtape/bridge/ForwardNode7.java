package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function7;

/// A function of 7 arguments that says how it is differentiated where it is called.
final class ForwardNode7<A, B, C, D, E, F, G, R> extends ForwardNode
    implements Function7<A, B, C, D, E, F, G, R> {
  private final transient Function7<A, B, C, D, E, F, G, R> f;

  ForwardNode7(Function7<A, B, C, D, E, F, G, R> f, ForwardOption... options) {
    super(options, 7);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x -> f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u, G v) {
    return (R) Mapping.call(this, a, b, c, d, e, u, v);
  }
}
