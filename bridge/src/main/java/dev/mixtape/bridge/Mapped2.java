package dev.mixtape.bridge;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.node.NodeFunction;
import io.vavr.Function2;

/// A function of 2 arguments mapped over batches, with a rule.
final class Mapped2<A, B, R> implements Function2<Batch<A>, Batch<B>, Batch<R>>, MappedFunction {
  private final transient Function2<A, B, R> f;

  Mapped2(Function2<A, B, R> f) {
    this.f = f;
  }

  @Override
  public NodeFunction element() {
    return f instanceof NodeFunction node ? node : new ForwardNode2<>(f);
  }

  @Override
  public Batch<R> apply(Batch<A> a, Batch<B> b) {
    return Algebra.map(f, a, b);
  }
}
