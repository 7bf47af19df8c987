package dev.mixtape.bridge;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.Tangent;
import io.vavr.Function1;
import io.vavr.Function2;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Somebody else's reverse-mode tape: it knows the rule protocol and tangents, and nothing of how
/// forward nodes work.
final class ForeignTape {
  /// A value on the tape, and the sum of the cotangents that reached it.
  static final class Var<T> {
    final T value;
    private Tangent<T> cotangent;

    private Var(T value) {
      this.value = value;
      this.cotangent = Tangent.zero(value);
    }

    private void add(Tangent<T> more) {
      cotangent = cotangent.plus(more);
    }

    Tangent<T> cotangent() {
      return cotangent;
    }
  }

  private final List<Runnable> sweep = new ArrayList<>();

  <T> Var<T> input(T value) {
    return new Var<>(value);
  }

  <A, R> Var<R> call(Function1<A, R> f, Var<A> a) {
    var rule = Bridge.rrule(f, a.value).get();
    return recorded(rule.value(), cotangent -> a.add(rule.pullback().apply(cotangent)._2));
  }

  <A, B, R> Var<R> call(Function2<A, B, R> f, Var<A> a, Var<B> b) {
    var rule = Bridge.rrule(f, a.value, b.value).get();
    return recorded(
        rule.value(),
        cotangent -> {
          var pulled = rule.pullback().apply(cotangent);
          a.add(pulled._2);
          b.add(pulled._3);
        });
  }

  private <R> Var<R> recorded(R value, Consumer<Tangent<R>> pull) {
    Var<R> result = new Var<>(value);
    sweep.add(() -> pull.accept(result.cotangent));
    return result;
  }

  void sweepFrom(Var<Real> result) {
    result.add(Tangent.of(Real.of(1)));
    for (Runnable step : sweep.reversed()) step.run();
  }
}
