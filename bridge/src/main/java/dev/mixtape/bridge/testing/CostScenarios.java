package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.ARRAYS;

import com.sun.management.ThreadMXBean;
import dev.mixtape.algebra.Captures;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Tangent;
import dev.mixtape.bridge.Rrule1;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import io.vavr.Tuple;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// How often functions are called, and what is kept and allocated.
final class CostScenarios {
  private static final String PURITY = "purity";
  private static final String MEMORY = "memory";

  private CostScenarios() {}

  static List<Scenario> all() {
    return List.of(
        functionCalls(),
        nodeCalls(Strategy.SINGLE_PASS, 1, 1, 1),
        nodeCalls(Strategy.RECOMPUTE, 1, 2, 3),
        ruleCalls(),
        released(),
        longChain(),
        longLoop(),
        bytesOfALoop(),
        bytesOfEntries());
  }

  private static Scenario functionCalls() {
    return Scenario.ofEngine(
        PURITY,
        "the function is called once, however often it is pulled back",
        new double[] {1, 1},
        engine -> {
          int[] count = {0};
          Rrule1<Real, Real> rule =
              engine.pullback(
                  (Real x) -> {
                    count[0]++;
                    return x.square();
                  },
                  real(3));
          double before = count[0];
          Slopes.tangent(rule).natural();
          Slopes.tangent(rule).natural();
          return new double[] {before, count[0]};
        });
  }

  private static Scenario nodeCalls(Strategy strategy, double... counts) {
    return Scenario.ofCalls(
        PURITY,
        "calls of a node's function before, after one and after two sweeps, " + strategy,
        counts,
        tape -> {
          int[] count = {0};
          Function1<Real, Real> square =
              fwddiff(
                  (Real x) -> {
                    count[0]++;
                    return x.square();
                  },
                  strategy);
          return counted(tape, square, count);
        });
  }

  private static double[] counted(TapeUnderTest tape, Function1<Real, Real> f, int[] count) {
    Recording<Real, Real> recording = (calls, x) -> calls.call(f, x);
    Rrule1<Real, Real> rule = tape.pullbackOfCalls(recording, real(3));
    double before = count[0];
    Slopes.tangent(rule).natural();
    double once = count[0];
    Slopes.tangent(rule).natural();
    return new double[] {before, once, count[0]};
  }

  private static Scenario ruleCalls() {
    return Scenario.ofCalls(
        PURITY,
        "a function with a rule is called once",
        new double[] {1, 1, 1},
        tape -> {
          int[] count = {0};
          Function1<Real, Real> square =
              withRule(
                  x -> {
                    count[0]++;
                    return x.square();
                  },
                  (context, y, x) ->
                      dy -> Tuple.of(Captures.none(), Tangent.of(x.times(2).times(dy.natural()))));
          return counted(tape, square, count);
        });
  }

  /// What a rule's function answered is reachable from the tape alone.
  private static Scenario released() {
    return Scenario.ofCalls(
        MEMORY,
        "values of a pullback that was dropped",
        "released",
        tape -> {
          WeakReference<double[]> intermediate = pulledAndDropped(tape);
          for (int i = 0; i < 50 && intermediate.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
          }
          return intermediate.get() == null ? "released" : "still held";
        },
        ARRAYS);
  }

  private static WeakReference<double[]> pulledAndDropped(TapeUnderTest tape) {
    List<WeakReference<double[]>> made = new ArrayList<>();
    Function1<Real, RealVector> spread =
        withRule(
            x -> {
              double[] numbers = new double[1000];
              made.add(new WeakReference<>(numbers));
              return RealVector.wrapping(numbers);
            },
            (context, y, x) -> dy -> Tuple.of(Captures.none(), Tangent.of(sum(dy.natural()))));
    Recording<Real, Real> recording =
        (calls, x) -> calls.call(fwddiff((RealVector v) -> sum(v)), calls.call(spread, x));
    Rrule1<Real, Real> rule = tape.pullbackOfCalls(recording, real(3));
    Slopes.tangent(rule).natural();
    return made.get(0);
  }

  private static Scenario longChain() {
    return Scenario.slopeOfCalls(
        MEMORY,
        "a chain of 50000 calls",
        (calls, x) -> {
          Variable<Real> y = x;
          for (int i = 0; i < 50_000; i++)
            y = calls.call(SharingScenarios.PLUS, y, calls.constant(real(1)));
          return y;
        },
        3,
        50_003,
        1);
  }

  private static Scenario longLoop() {
    return Scenario.slope(
        MEMORY,
        "a loop of 100000 operations",
        x -> {
          Real y = x;
          for (int i = 0; i < 100_000; i++) y = y.plus(1);
          return y;
        },
        3,
        1);
  }

  private static Scenario bytesOfALoop() {
    return Scenario.ofCalls(
        MEMORY,
        "the bytes of a loop of calls grow with its length, not with the square",
        "linear",
        tape ->
            growth(n ->
                Slopes.valueAndSlope(
                    tape,
                    (calls, x) -> {
                      Variable<Real> y = x;
                      for (int i = 0; i < n; i++) y = calls.call(SharingScenarios.PLUS, y, x);
                      return y;
                    },
                    3)));
  }

  private static Scenario bytesOfEntries() {
    return Scenario.ofEngine(
        MEMORY,
        "the bytes of reading all entries of a vector grow with its size, not with the square",
        "linear",
        engine ->
            growth(n ->
                Slopes.gradient(
                    engine,
                    v -> {
                      Real sum = real(0);
                      for (int i = 0; i < n; i++) sum = sum.plus(v.get(i));
                      return sum;
                    },
                    vec(new double[n]))),
        ARRAYS);
  }

  private static final int LENGTH = 1000;

  /// Twice the length takes twice the bytes, and four times where they grow with the square.
  private static String growth(IntConsumer body) {
    if (ModuleLayer.boot().findModule("jdk.management").isEmpty()) {
      throw new Scenario.NotMeasurableException(
          "this JVM runs without the module jdk.management, which counts bytes");
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = new long[2];
    for (int warm = 0; warm < 3; warm++) {
      for (int i = 0; i < 2; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        body.accept(i == 0 ? LENGTH : 4 * LENGTH);
        bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
      }
    }
    double ratio = (double) bytes[1] / bytes[0];
    return ratio < 8 ? "linear" : "%.1f times the bytes for 4 times the length".formatted(ratio);
  }
}
