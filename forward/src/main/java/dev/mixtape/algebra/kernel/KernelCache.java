package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.Program;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The kernels of programs that were used for many elements.
public final class KernelCache {
  /// The elements after which a program is worth a class of its own: as many as take as long on
  /// duals as writing and loading it does. The system property `mixtape.compile.after` says another
  /// number, 0 for at once.
  private static final long WARM = Long.getLong("mixtape.compile.after", 10_000);

  /// Steps above which a loop would be longer than HotSpot compiles.
  private static final int LONG = 200;

  private static final int PROGRAMS = 1000;
  private static final ConcurrentHashMap<Object, Entry> KNOWN = new ConcurrentHashMap<>();

  private KernelCache() {}

  private static final class Entry {
    final AtomicLong elements = new AtomicLong();
    volatile @Nullable ColumnKernels kernels;
  }

  /// The kernels of a scalar program with one result; null while it is cold, and for a long one.
  ///
  /// @param shared which operands, the inputs and then the captures, are the same for all elements
  public static @Nullable ColumnKernels of(Program program, boolean[] shared, int elements) {
    if (program.steps().size() > LONG) return null;
    Object key = List.of(program.key(), Arrays.toString(shared));
    Entry entry = KNOWN.get(key);
    if (entry == null) {
      if (KNOWN.size() >= PROGRAMS) KNOWN.clear();
      entry = KNOWN.computeIfAbsent(key, _ -> new Entry());
    }
    ColumnKernels kernels = entry.kernels;
    if (kernels != null || entry.elements.addAndGet(elements) < WARM) return kernels;
    kernels = new ColumnKernels(program.detached(), shared);
    entry.kernels = kernels;
    return kernels;
  }
}
