package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values and their plain numbers at one moment; null stands for a structural zero.
final class Snapshot {
  private final @Nullable Value[] values;
  private final List<double[]> numbers = new ArrayList<>();

  Snapshot(@Nullable Value... values) {
    this.values = values.clone();
    for (Value value : values) numbers.add(numbersOf(value).clone());
  }

  private static double[] numbersOf(@Nullable Value value) {
    return value == null ? new double[0] : value.arrayNumbers();
  }

  /// How the values differ from what they were, null when they do not.
  @Nullable String change() {
    return difference(values);
  }

  /// How other values differ from what these were, null when they do not.
  @Nullable String difference(@Nullable Value[] others) {
    for (int i = 0; i < values.length; i++) {
      Value value = values[i];
      Value other = others[i];
      if (value == null && other == null) continue;
      String of = values.length == 1 ? "" : "array " + (i + 1) + ", ";
      if (value == null || other == null) return of + kind(value) + ", then " + kind(other);
      if (!value.shape().equals(other.shape())) return of + kind(value) + ", then " + kind(other);
      String difference = difference(numbers.get(i), other.arrayNumbers());
      if (difference != null) return of + difference;
    }
    return null;
  }

  private static String kind(@Nullable Value value) {
    return value == null ? "no tangent" : "a " + value.shape();
  }

  private static @Nullable String difference(double[] before, double[] after) {
    int entry = Arrays.mismatch(before, after);
    if (entry < 0) return null;
    return (before.length == 1 ? "" : "entry " + entry + " ")
        + "was "
        + before[entry]
        + " and is "
        + after[entry];
  }
}
