package dev.mixtape.algebra;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// The place of a level in the order of nesting: a path of opening numbers, compared
/// lexicographically.
///
/// A differentiation gets a path of one fresh number, so what opens later is higher. A stand-in
/// that a boundary opens for a level it met prefixes that level's path with the boundary's own
/// number: stand-ins lie above everything that was open, below everything opened later, and in the
/// order of their originals.
public final class LevelId implements Comparable<LevelId> {
  private static final AtomicLong OPENED = new AtomicLong();
  static final LevelId NUMBERS = new LevelId(new long[0]);

  private final long[] path;

  private LevelId(long[] path) {
    this.path = path;
  }

  /// A new id above every id that exists.
  public static LevelId next() {
    return new LevelId(new long[] {OPENED.incrementAndGet()});
  }

  /// How many levels have been opened: a clock that can tell what came before a moment from what
  /// came after.
  public static long now() {
    return OPENED.get();
  }

  /// Advances the clock, so that everything from here on is later than everything before.
  public static long tick() {
    return OPENED.incrementAndGet();
  }

  /// The id of the stand-in for `original` inside the run that this id belongs to.
  public LevelId standingFor(LevelId original) {
    long[] joined = Arrays.copyOf(path, path.length + original.path.length);
    System.arraycopy(original.path, 0, joined, path.length, original.path.length);
    return new LevelId(joined);
  }

  /// An id above every stand-in of the run that this id belongs to.
  public LevelId topmost() {
    long[] joined = Arrays.copyOf(path, path.length + 1);
    joined[path.length] = Long.MAX_VALUE;
    return new LevelId(joined);
  }

  @Override
  public int compareTo(LevelId that) {
    return Arrays.compare(path, that.path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LevelId that && Arrays.equals(path, that.path);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(path);
  }

  @Override
  public String toString() {
    return Arrays.toString(path);
  }
}
