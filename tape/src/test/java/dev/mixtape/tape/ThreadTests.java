package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.bridge.Pullback1;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.forward.Forward;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Differentiations at once, and what belongs to one thread alone.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ThreadTests {
  private static final int THREADS = 64;

  private static <T> List<T> atOnce(Callable<T> body) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) running.add(threads.submit(body));
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) results.add(future.get());
      return results;
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Nodes.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void sixtyFourGradientsAtOnceOverSharedInputsAreAllRight(Nodes nodes) throws Exception {
    CyclicBarrier inside = new CyclicBarrier(THREADS);
    RealVector shared = vec(1, 2, 3);
    Function1<RealVector, Real> f =
        v -> {
          Real half = nodes.sumOf(v, x -> x.square().times(v.get(0)));
          await(inside);
          return half.plus(nodes.call(v, w -> w.get(1).times(w.get(2))));
        };
    for (RealVector gradient : atOnce(() -> gradient(f, shared)))
      assertThat(gradient.toArray()).containsExactly(2 + 14, 4 + 3, 6 + 2);
  }

  @Test
  void nestedDerivativesAtOnceAreAllRight() throws Exception {
    CyclicBarrier inside = new CyclicBarrier(THREADS);
    Real shared = real(3);
    Function1<Real, Real> f =
        x ->
            gradient(
                (Real y) -> {
                  await(inside);
                  return Forward.derivative((Real z) -> z.square().times(y.square()), x);
                },
                x);
    for (Real second : atOnce(() -> gradient(f, shared)))
      assertThat(second.value()).isEqualTo(8 * 3);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void onePullbackServesManyThreads(Strategy strategy) throws Exception {
    Function1<RealVector, Real> f = v -> sum(map(fwddiff(Real::square, strategy), v));
    List<Pullback1<RealVector, Real>> pullbacks =
        List.of(
            pullback(f, vec(1, 2, 3)).pullback(),
            rrule(fwddiff(f, strategy), vec(1, 2, 3)).get().pullback());
    for (Pullback1<RealVector, Real> pullback : pullbacks) {
      CyclicBarrier together = new CyclicBarrier(THREADS);
      List<RealVector> pulled =
          atOnce(() -> {
            await(together);
            return pullback.apply(real(10))._2.natural();
          });
      assertThat(pulled).allSatisfy(v -> assertThat(v.toArray()).containsExactly(20, 40, 60));
    }
  }

  @Test
  void aTapeUsedFromAnotherThreadIsAnErrorThatNamesBoth() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    gradient(
        (Real x) -> {
          Thread other =
              new Thread(
                  () -> {
                    try {
                      x.square();
                    } catch (ScopeException e) {
                      thrown.set(e);
                    }
                  },
                  "stranger");
          other.start();
          joined(other);
          return x;
        },
        3.0);
    assertThat(thrown.get())
        .isInstanceOf(ScopeException.class)
        .hasMessageContaining("another thread")
        .hasMessageContaining("stranger")
        .hasMessageContaining(Thread.currentThread().getName());
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aValueThatLeftItsScopeComputesButDoesNotLeaveTheAlgebra() {
    List<Real> escaped = new ArrayList<>();
    gradient(
        (Real x) -> {
          escaped.add(x.times(2));
          return x;
        },
        3.0);
    Real kept = escaped.get(0);
    assertThat(kept.plus(1).gt(6.5)).isTrue();
    assertThatThrownBy(kept::value)
        .isInstanceOf(ScopeException.class)
        .hasMessageContaining("left its scope");
    assertThatThrownBy(() -> kept.square().value())
        .isInstanceOf(ScopeException.class)
        .hasMessageContaining("withGradient");
    assertThat(stopGradient(kept).value()).isEqualTo(6);
    assertThat(gradient(y -> y.times(stopGradient(kept)), 1.0)).isEqualTo(6);
  }

  @Test
  void aDualThatLeftItsScopeDoesNotLeaveTheAlgebra() {
    List<Real> escaped = new ArrayList<>();
    Forward.derivative(
        (Real x) -> {
          escaped.add(x.times(2));
          return x;
        },
        real(3));
    assertThatThrownBy(() -> escaped.get(0).value())
        .isInstanceOf(ScopeException.class)
        .hasMessageContaining("left its scope");
  }
}
