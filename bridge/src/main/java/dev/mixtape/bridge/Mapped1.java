package dev.mixtape.bridge;

import dev.mixtape.algebra.Algebra;
import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.node.NodeFunction;
import io.vavr.Function1;

/// A function of 1 argument mapped over batches, with a rule.
final class Mapped1<A, R> implements Function1<Batch<A>, Batch<R>>, MappedFunction {
  private final transient Function1<A, R> f;

  Mapped1(Function1<A, R> f) {
    this.f = f;
  }

  @Override
  public NodeFunction element() {
    return f instanceof NodeFunction node ? node : new ForwardNode1<>(f);
  }

  @Override
  public Batch<R> apply(Batch<A> a) {
    return Algebra.map(f, a);
  }
}
