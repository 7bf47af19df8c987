package dev.mixtape.tape;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Arrays that a differentiation leaves to those after it.
///
/// What was taken belongs to who took it until it is given back, and is as good as new. At most
/// eight are kept, for any number of threads, and the garbage collector may have them.
final class Pool<T extends Pool.Pooled> {
  private static final int SLOTS = 8;

  private final AtomicReferenceArray<@Nullable SoftReference<Pooled>> slots =
      new AtomicReferenceArray<>(SLOTS);
  private final Class<T> type;
  private final Supplier<T> fresh;

  /// What can be used again once it is cleared.
  abstract static class Pooled {
    private final SoftReference<Pooled> self = new SoftReference<>(this);

    /// Makes it as good as new; false when it has grown too large to be kept.
    abstract boolean clear();
  }

  Pool(Class<T> type, Supplier<T> fresh) {
    this.type = type;
    this.fresh = fresh;
  }

  T take() {
    int first = (int) (Thread.currentThread().threadId() % SLOTS);
    for (int i = 0; i < SLOTS; i++) {
      int slot = (first + i) % SLOTS;
      SoftReference<Pooled> kept = slots.get(slot);
      if (kept == null || !slots.compareAndSet(slot, kept, null)) continue;
      Pooled pooled = kept.get();
      if (pooled != null) return type.cast(pooled);
    }
    return fresh.get();
  }

  void give(T used) {
    if (!used.clear()) return;
    int first = (int) (Thread.currentThread().threadId() % SLOTS);
    for (int i = 0; i < SLOTS; i++) {
      int slot = (first + i) % SLOTS;
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, ((Pooled) used).self)) return;
    }
  }
}
