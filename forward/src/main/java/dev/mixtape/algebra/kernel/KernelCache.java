package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.DualProgram;
import dev.mixtape.algebra.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The kernels of programs that were used for many elements.
public final class KernelCache {
  private static final long WARM = Long.getLong("mixtape.warm", 10_000);
  private static final ConcurrentHashMap<Object, Entry> KNOWN = new ConcurrentHashMap<>();

  private KernelCache() {}

  private static final class Entry {
    final AtomicLong elements = new AtomicLong();
    volatile @Nullable DualKernel kernel;
  }

  /// The kernel of `primal` and its partials in the wanted operands; null while the program is
  /// cold.
  public static @Nullable DualKernel dual(
      Program primal, boolean[] wanted, boolean[] shared, int elements) {
    Object key = List.of(primal.key(), Arrays.toString(wanted), Arrays.toString(shared));
    Entry entry = KNOWN.computeIfAbsent(key, _ -> new Entry());
    DualKernel kernel = entry.kernel;
    if (kernel != null || entry.elements.addAndGet(elements) < WARM) return kernel;
    DualProgram dual = DualProgram.of(primal, wanted);
    kernel =
        new DualKernel(
            ScalarLoop.of(dual.program(), shared),
            dual.partials(),
            dual.program().outputs().size());
    entry.kernel = kernel;
    return kernel;
  }
}
