package dev.mixtape.bridge;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.node.NodeFunction;
import io.vavr.Function3;

/// A function of 3 arguments mapped over batches, with a rule.
final class Mapped3<A, B, C, R>
    implements Function3<Batch<A>, Batch<B>, Batch<C>, Batch<R>>, MappedFunction {
  private final transient Function3<A, B, C, R> f;

  Mapped3(Function3<A, B, C, R> f) {
    this.f = f;
  }

  @Override
  public NodeFunction element() {
    return f instanceof NodeFunction node ? node : new ForwardNode3<>(f);
  }

  @Override
  public Batch<R> apply(Batch<A> a, Batch<B> b, Batch<C> c) {
    return Algebra.map(f, a, b, c);
  }
}
