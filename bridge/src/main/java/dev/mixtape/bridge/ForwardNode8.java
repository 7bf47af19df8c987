package dev.mixtape.bridge;

import dev.mixtape.algebra.node.Function;
import dev.mixtape.algebra.node.Mapping;
import io.vavr.Function8;

/// A function of 8 arguments that says how it is differentiated where it is called.
final class ForwardNode8<A, B, C, D, E, F, G, H, R> extends ForwardNode
    implements Function8<A, B, C, D, E, F, G, H, R> {
  private final transient Function8<A, B, C, D, E, F, G, H, R> f;

  ForwardNode8(Function8<A, B, C, D, E, F, G, H, R> f, ForwardOption... options) {
    super(options, 8);
    this.f = f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Function function() {
    return x ->
        f.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5], (G) x[6], (H) x[7]);
  }

  @Override
  public Object origin() {
    return f;
  }

  @Override
  @SuppressWarnings("unchecked")
  public R apply(A a, B b, C c, D d, E e, F u, G v, H w) {
    return (R) Mapping.call(this, a, b, c, d, e, u, v, w);
  }
}
