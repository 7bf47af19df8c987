package dev.mixtape.bridge.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options of a check, put together.
///
/// @param tolerance beside finite differences
/// @param exactly beside duals, which are exact
record Options(
    Tolerance tolerance,
    Tolerance exactly,
    long seed,
    Map<Check, String> skipped,
    List<Object[]> points,
    Set<Integer> held,
    @Nullable String name) {
  private static final Tolerance USUAL = new Tolerance(1e-6, 1e-8);
  private static final Tolerance EXACTLY = new Tolerance(1e-9, 1e-11);

  static Options of(CheckOption... options) {
    Tolerance tolerance = USUAL;
    Tolerance exactly = EXACTLY;
    long seed = 1;
    Map<Check, String> skipped = new EnumMap<>(Check.class);
    List<Object[]> points = new ArrayList<>();
    Set<Integer> held = new HashSet<>();
    String name = null;
    for (CheckOption option : options) {
      switch (option) {
        case CheckOption.Within(double relative, double absolute) -> {
          tolerance = new Tolerance(relative, absolute);
          exactly = tolerance;
        }
        case CheckOption.Seed(long given) -> seed = given;
        case CheckOption.Skipping(Check check, String reason) -> skipped.put(check, reason);
        case CheckOption.At(List<Object> arguments) -> points.add(arguments.toArray());
        case CheckOption.HeldConstant(Set<Integer> arguments) -> held.addAll(arguments);
        case CheckOption.Named(String given) -> name = given;
      }
    }
    return new Options(tolerance, exactly, seed, skipped, points, held, name);
  }
}
