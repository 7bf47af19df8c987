package dev.mixtape.tape;

import static dev.mixtape.tape.Mixtape.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Rrule1;
import io.vavr.Function1;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrays of a tape go to later tapes, and to no two at once.
class StorageTests {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// `x` times `0.5 + 0.5 = 1`, over and over.
  private static Real chain(Real x, int steps) {
    Real y = x;
    for (int i = 0; i < steps; i++) y = y.times(0.5).plus(y.times(0.5));
    return y;
  }

  private static double slopeOfChain(int steps) {
    return gradient((Real x) -> chain(x, steps), 3.0);
  }

  private static long bytes(Runnable body) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    body.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void aWarmGradientAllocatesItsHandlesAndLittleElse() {
    int steps = 10_000;
    for (int i = 0; i < 20; i++) slopeOfChain(steps);
    long perOperation = bytes(() -> slopeOfChain(steps)) / (3L * steps);
    // A real, a handle and a constant are 72 bytes; growing arrays would be 60 more.
    assertThat(perOperation).isLessThan(90);
  }

  @Test
  void aWarmGradientOfOneOperationAllocatesNoArraysOfItsOwn() {
    for (int i = 0; i < 20; i++) slopeOfChain(1);
    assertThat(bytes(() -> slopeOfChain(1))).isLessThan(2000);
  }

  @Test
  void pullbacksKeepTheirOwn() {
    List<Rrule1<Real, Real>> rules = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      double factor = i;
      rules.add(pullback((Real x) -> sin(x.times(factor)).times(x), real(0.3)));
      slopeOfChain(50 * i);
    }
    for (int again = 0; again < 2; again++) {
      for (int i = 1; i <= rules.size(); i++) {
        double slope = rules.get(i - 1).pullback().apply(real(2))._2.natural().value();
        double expected = 2 * (Math.sin(0.3 * i) + 0.3 * i * Math.cos(0.3 * i));
        assertThat(slope).isCloseTo(expected, within(1e-14));
      }
    }
  }

  @Test
  void aPullbackDoesNotKeepWhatALargerTapeNeeded() {
    slopeOfChain(100_000);
    List<Rrule1<Real, Real>> kept = new ArrayList<>();
    long bytes =
        bytes(() -> {
          for (int i = 0; i < 50; i++) kept.add(pullback((Real x) -> x.square(), real(i)));
        });
    assertThat(bytes / 50).isLessThan(10_000);
    assertThat(kept.get(49).pullback().apply(real(1))._2.natural().value()).isEqualTo(98);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void nestedTapesHaveArraysOfTheirOwn(int depth) {
    for (int again = 0; again < 3; again++)
      assertThat(nested(depth).apply(real(2)).value()).isEqualTo(Math.pow(3, depth) * 2);
  }

  /// `3ᵈ x`: each level is the gradient in z of `3 inner(x) z`.
  private static Function1<Real, Real> nested(int depth) {
    if (depth == 0) return x -> x;
    Function1<Real, Real> inner = nested(depth - 1);
    return x -> gradient((Real z) -> inner.apply(x).times(z).times(3), real(1));
  }

  @Test
  void anExceptionLeavesNothingBehind() {
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() ->
              gradient(
                  (Real x) -> {
                    chain(x, 100);
                    throw new IllegalStateException("enough");
                  },
                  1.0))
          .hasMessage("enough");
      assertThat(slopeOfChain(7)).isEqualTo(1);
    }
  }

  @Test
  void whatAClosedTapeLeftIsDetachedWhileOthersUseItsArrays() {
    AtomicReference<Real> left = new AtomicReference<>(real(0));
    AtomicReference<RealVector> column = new AtomicReference<>(vec());
    gradient(
        (RealVector v) -> {
          left.set(v.get(0).times(2));
          column.set(v.times(3));
          return v.get(0);
        },
        vec(5, 6));
    double slope =
        gradient(
            (Real x) -> {
              Real detached = stopGradient(left.get().times(left.get()).plus(sum(column.get())));
              return chain(x, 30).times(detached);
            },
            1.0);
    assertThat(slope).isEqualTo(100 + 33);
  }

  @Test
  void manyVirtualThreadsShareNone() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> slopes = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int steps = 1 + i % 60;
        slopes.add(
            threads.submit(() ->
                gradient(
                    (Real x) -> {
                      Real half = chain(x, steps);
                      LockSupport.parkNanos(1000);
                      return chain(half, steps).times(steps);
                    },
                    1.0)));
      }
      for (int i = 0; i < slopes.size(); i++) assertThat(slopes.get(i).get()).isEqualTo(1 + i % 60);
    }
  }
}
