package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.program.Template;
import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The programs that were evaluated over columns, by what they compute, and by the class of the
/// function that was recorded last: what it will do next is expected to be the same.
public final class KernelCache {
  /// The elements after which a program is worth a class of its own: as many as take as long on
  /// duals as writing and loading it does. The system property `mixtape.compile.after` says another
  /// number, 0 for at once.
  private static final long WARM = Long.getLong("mixtape.compile.after", 10_000);

  private static final int PROGRAMS = 1000;
  private static final ConcurrentHashMap<Template, Compiled> KNOWN = new ConcurrentHashMap<>();

  private static final ClassValue<AtomicReference<@Nullable SoftReference<Compiled>>> LAST =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable SoftReference<Compiled>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private KernelCache() {}

  /// The program that a function of this class was last recorded as: a hint, to be verified.
  public static @Nullable Compiled expected(Class<?> function) {
    SoftReference<Compiled> last = LAST.get(function).get();
    return last == null ? null : last.get();
  }

  /// The one that computes what `template` says, which a function of this class was recorded as.
  public static Compiled of(Template template, Class<?> function) {
    Compiled compiled = KNOWN.get(template);
    if (compiled == null) {
      if (KNOWN.size() >= PROGRAMS) KNOWN.clear();
      compiled = KNOWN.computeIfAbsent(template, t -> new Compiled(t, WARM));
    }
    LAST.get(function).set(new SoftReference<>(compiled));
    return compiled;
  }
}
