package dev.mixtape.algebra.debug;

import dev.mixtape.algebra.DebugCheck;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The search for numbers that are bad although nothing they were made of is.
final class Screening {
  private Screening() {}

  static boolean isBad(DebugCheck check, double number) {
    return switch (check) {
      case NAN -> Double.isNaN(number);
      case INFINITY -> Double.isInfinite(number);
      default -> false;
    };
  }

  static String first(DebugCheck check) {
    return check == DebugCheck.NAN ? "the first NaN" : "the first infinity";
  }

  /// The first bad number of a result.
  ///
  /// @param entry of the array it is in
  /// @param derivative true when it is no number of the result, but of one of its partials
  record Bad(int entry, boolean derivative) {}

  /// The first bad number of `result`, null when there is none or it came in with `sources`.
  ///
  /// @param entrywise true when an entry is made of the same entries of sources of that size
  static @Nullable Bad find(
      DebugCheck check, Value result, boolean entrywise, List<Value> sources) {
    double[] numbers = result.arrayNumbers();
    List<double[]> aligned = new ArrayList<>();
    for (Value source : sources) {
      double[] own = source.arrayNumbers();
      if (entrywise && own.length == numbers.length) aligned.add(own);
      else if (hasBad(check, own)) return null;
    }
    for (int i = 0; i < numbers.length; i++) {
      int entry = i;
      if (isBad(check, numbers[i]) && aligned.stream().noneMatch(own -> isBad(check, own[entry])))
        return new Bad(i, false);
    }
    return hasBad(check, numbers) ? null : inPartials(check, result, sources);
  }

  private static @Nullable Bad inPartials(DebugCheck check, Value result, List<Value> sources) {
    for (double[] part : partials(result)) {
      for (int i = 0; i < part.length; i++) {
        if (!isBad(check, part[i])) continue;
        boolean cameIn =
            sources.stream()
                .anyMatch(source ->
                    hasBad(check, source.arrayNumbers())
                        || partials(source).stream().anyMatch(own -> hasBad(check, own)));
        return cameIn ? null : new Bad(i, true);
      }
    }
    return null;
  }

  private static boolean hasBad(DebugCheck check, double[] numbers) {
    for (double number : numbers) if (isBad(check, number)) return true;
    return false;
  }

  /// The numbers of a value's partials at all levels of duals.
  private static List<double[]> partials(Value value) {
    if (value.isNumber()) return List.of();
    List<double[]> all = new ArrayList<>(partials(value.primal()));
    if (!(value.level() instanceof DualLevel level)) return all;
    for (int k = 0; k < level.directions(value); k++) {
      Value partial = level.partialOf(value, k);
      if (partial == null) continue;
      all.add(partial.arrayNumbers());
      all.addAll(partials(partial));
    }
    return all;
  }
}
