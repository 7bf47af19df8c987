package dev.mixtape.bridge;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.node.NodeFunction;
import io.vavr.Function4;

/// A function of 4 arguments mapped over batches, with a rule.
final class Mapped4<A, B, C, D, R>
    implements Function4<Batch<A>, Batch<B>, Batch<C>, Batch<D>, Batch<R>>, MappedFunction {
  private final transient Function4<A, B, C, D, R> f;

  Mapped4(Function4<A, B, C, D, R> f) {
    this.f = f;
  }

  @Override
  public NodeFunction element() {
    return f instanceof NodeFunction node ? node : new ForwardNode4<>(f);
  }

  @Override
  public Batch<R> apply(Batch<A> a, Batch<B> b, Batch<C> c, Batch<D> d) {
    return Algebra.map(f, a, b, c, d);
  }
}
