package dev.mixtape.bridge.testing;

import static dev.mixtape.bridge.Bridge.*;
import static dev.mixtape.bridge.testing.Capability.NESTING;
import static dev.mixtape.bridge.testing.Capability.OWNERSHIP;

import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.Strategy;
import io.vavr.Function1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// Several tapes at once, and one tape among several threads.
final class ThreadScenarios {
  private static final String THEME = "threads";
  private static final int THREADS = 8;

  private ThreadScenarios() {}

  static List<Scenario> all() {
    return List.of(tapesAtOnce(), enginesAtOnce(), nestedAtOnce(), onePullback(), anotherThread());
  }

  /// Where threads meet: a thread that has failed is waited for no longer.
  private static final class Meeting {
    private final Phaser phaser = new Phaser(THREADS);

    void await() {
      try {
        phaser.awaitAdvanceInterruptibly(phaser.arrive(), 10, TimeUnit.SECONDS);
      } catch (InterruptedException | TimeoutException e) {
        throw new IllegalStateException("the threads did not meet inside the function", e);
      }
    }

    double orLeave(Callable<Double> body) throws Exception {
      try {
        return body.call();
      } catch (Exception e) {
        phaser.arriveAndDeregister();
        throw e;
      }
    }
  }

  private static double[] atOnce(Meeting meeting, IntFunction<Callable<Double>> body)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Callable<Double> one = body.apply(i);
        running.add(threads.submit(() -> meeting.orLeave(one)));
      }
      double[] answers = new double[THREADS];
      for (int i = 0; i < THREADS; i++) answers[i] = running.get(i).get();
      return answers;
    }
  }

  /// `factor · x^exponent` at 1, 2, 3 …
  private static double[] powers(double factor, int exponent) {
    double[] powers = new double[THREADS];
    Arrays.setAll(powers, i -> factor * Math.pow(i + 1, exponent));
    return powers;
  }

  private static Scenario tapesAtOnce() {
    return Scenario.ofCalls(
        THEME,
        "several tapes of calls at once",
        powers(4, 3),
        tape -> {
          Meeting inside = new Meeting();
          Function1<Real, Real> square =
              fwddiff(
                  (Real r) -> {
                    inside.await();
                    return r.square();
                  },
                  Strategy.SINGLE_PASS);
          Recording<Real, Real> recording =
              (calls, x) -> calls.call(square, calls.call(SharingScenarios.SQUARE, x));
          return atOnce(inside, i -> () -> Slopes.valueAndSlope(tape, recording, i + 1)[1]);
        });
  }

  private static Scenario enginesAtOnce() {
    return Scenario.ofEngine(
        THEME,
        "several engines at once",
        powers(4, 1),
        engine -> {
          Meeting inside = new Meeting();
          Function1<Real, Real> f =
              x -> {
                Real half = x.square();
                inside.await();
                return half.plus(x.times(x));
              };
          return atOnce(inside, i -> () -> Slopes.slope(engine, f, real(i + 1)).value());
        });
  }

  private static Scenario nestedAtOnce() {
    return Scenario.ofEngine(
        THEME,
        "several nested derivatives at once",
        powers(30, 4),
        engine -> {
          Meeting inside = new Meeting();
          Function1<Real, Real> sixth =
              x -> {
                Real squared = x.square();
                inside.await();
                return pow(squared, 3);
              };
          return atOnce(
              inside,
              i ->
                  () ->
                      Slopes.slope(engine, x -> Slopes.slope(engine, sixth, x), real(i + 1))
                          .value());
        },
        NESTING);
  }

  private static Scenario onePullback() {
    return Scenario.ofCalls(
        THEME,
        "one pullback applied by several threads at once",
        powers(1024, 1),
        tape -> {
          Recording<Real, Real> doubled =
              (calls, x) -> {
                Variable<Real> y = x;
                for (int i = 0; i < 10; i++) y = calls.call(SharingScenarios.PLUS, y, y);
                return y;
              };
          Meeting together = new Meeting();
          var pullback = tape.pullbackOfCalls(doubled, real(3)).pullback();
          return atOnce(
              together,
              i ->
                  () -> {
                    together.await();
                    return pullback.apply(real(i + 1))._2.natural().value();
                  });
        });
  }

  private static Scenario anotherThread() {
    return Scenario.ofEngine(
        THEME,
        "a tape used by another thread",
        "refused",
        engine -> {
          List<String> answers = new ArrayList<>();
          engine.pullback(
              (Real x) -> {
                Thread other = new Thread(() -> answers.add(squared(x)), "another");
                other.start();
                joined(other);
                return x;
              },
              real(3));
          return answers.get(0);
        },
        OWNERSHIP);
  }

  private static String squared(Real x) {
    try {
      return "it answered " + x.square();
    } catch (RuntimeException e) {
      return "refused";
    }
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
