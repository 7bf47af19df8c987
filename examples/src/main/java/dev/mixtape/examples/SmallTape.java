package dev.mixtape.examples;

import static dev.mixtape.bridge.Bridge.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Rrule2;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.ArrayDeque;
import java.util.Deque;

/// A reverse-mode tape that knows the protocol alone: it asks each function for its rule, keeps the
/// pullback, and in the end applies the pullbacks, the last one first.
final class SmallTape {
  private final Deque<Runnable> pullbacks = new ArrayDeque<>();

  /// A value on the tape and the cotangent that has arrived there.
  static final class Variable<T> {
    final T value;
    Tangent<T> cotangent;

    Variable(T value) {
      this.value = value;
      this.cotangent = Tangent.zero(value);
    }

    void add(Tangent<T> more) {
      cotangent = cotangent.plus(more);
    }
  }

  <A, R> Variable<R> call(Function1<A, R> f, Variable<A> a) {
    Rrule1<A, R> rule = rrule(f, a.value).get();
    Variable<R> y = new Variable<>(rule.value());
    pullbacks.push(() -> a.add(rule.pullback().apply(y.cotangent)._2));
    return y;
  }

  <A, B, R> Variable<R> call(Function2<A, B, R> f, Variable<A> a, Variable<B> b) {
    Rrule2<A, B, R> rule = rrule(f, a.value, b.value).get();
    Variable<R> y = new Variable<>(rule.value());
    pullbacks.push(() -> {
      var pulled = rule.pullback().apply(y.cotangent);
      a.add(pulled._2);
      b.add(pulled._3);
    });
    return y;
  }

  void sweep(Variable<Real> result) {
    result.cotangent = Tangent.of(real(1));
    pullbacks.forEach(Runnable::run);
  }
}
