package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A scalar loop that gives way to one over vectors where that is faster.
///
/// The Vector API is slow until HotSpot has compiled it: the first call in a process takes 80 to
/// 120 ms, the thousandth of eight elements 8 µs, a compiled one 10 ns. So a thread of its own runs
/// the new loop on a copy of some elements of a real call, and no call pays. Results change once,
/// by the bounds of the rows, when it takes over.
final class TieredLoop implements Kernel {
  /// The elements after which a loop over vectors is tried: ten milliseconds of the scalar loop
  /// where it takes its logarithm. The system property `mixtape.vectorize.after` says another
  /// number, 0 for at once and untried, -1 for never.
  private static final long AFTER = Long.getLong("mixtape.vectorize.after", 1_000_000);

  private static final int SLICE = 512;
  private static final int ROUNDS = 2000;
  private static final int RUNS = 10;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Program program;
  private final boolean[] shared;
  private final boolean[] sums;
  private final long after;
  private final AtomicLong elements = new AtomicLong();
  private volatile Kernel best;

  private TieredLoop(Program program, boolean[] shared, boolean[] sums, long after) {
    this.program = program;
    this.shared = shared;
    this.sums = sums;
    this.after = after;
    this.best = ScalarLoop.of(program, shared, sums);
  }

  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  /// @param sums which outputs are added up
  static Kernel of(Program program, boolean[] shared, boolean[] sums) {
    return of(program, shared, sums, AFTER);
  }

  static TieredLoop of(Program program, boolean[] shared, boolean[] sums, long after) {
    TieredLoop loop = new TieredLoop(program, shared, sums, after);
    Kernel vectors = after == 0 ? loop.vectors(loop.best) : null;
    if (vectors != null) loop.best = vectors;
    return loop;
  }

  private @Nullable Kernel vectors(Kernel scalar) {
    return VectorLoop.of(program, shared, sums, scalar);
  }

  /// The loop that calls take now.
  Kernel best() {
    return best;
  }

  @Override
  public void run(double[][] operands, double[][] outputs, int from, int to) {
    Kernel kernel = best;
    kernel.run(operands, outputs, from, to);
    long before = elements.getAndAdd(to - from);
    if (before < after && before + (to - from) >= after) tryVectors(kernel, operands, from, to);
  }

  private void tryVectors(Kernel scalar, double[][] operands, int from, int to) {
    double[][] some = new double[operands.length][];
    int end = Math.min(to, from + SLICE);
    for (int i = 0; i < some.length; i++)
      some[i] = shared[i] ? operands[i].clone() : Arrays.copyOfRange(operands[i], from, end);
    Thread.ofPlatform()
        .daemon()
        .name("mixtape-vectors")
        .inheritInheritableThreadLocals(false)
        .start(() -> tryVectors(scalar, some, end - from));
  }

  private void tryVectors(Kernel scalar, double[][] operands, int size) {
    Kernel vectors = vectors(scalar);
    if (vectors == null) return;
    double[][] outputs = new double[sums.length][size];
    try {
      for (int round = 0; round < ROUNDS && best == scalar; round++) {
        long slow = fastest(scalar, operands, outputs, size);
        if (fastest(vectors, operands, outputs, size) < 0.9 * slow) best = vectors;
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static long fastest(Kernel kernel, double[][] operands, double[][] outputs, int size) {
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      kernel.run(operands, outputs, 0, size);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }
}
