package dev.mixtape.algebra;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What is checked at every operation while debugging: see [Algebra#debugging].
public enum DebugCheck {
  /// No operation makes a NaN, in a value, a tangent or a cotangent, of operands without one. A NaN
  /// that came in from outside is no error.
  NAN,

  /// No operation makes an infinity of operands that are finite. Not among the [#usual] checks,
  /// because partials may be infinite where a function has a vertical tangent.
  INFINITY,

  /// Results, tangents and cotangents are as many as they should be and of the right shapes.
  SHAPES,

  /// A function with a rule, and the rule, leave the arrays that they are given as they are, and do
  /// not write to what they have answered.
  PURITY,

  /// A function with a rule, and the rule, answer the same when they are called again, which they
  /// are.
  REPETITION;

  /// All checks but [#INFINITY].
  public static Set<DebugCheck> usual() {
    return EnumSet.complementOf(EnumSet.of(INFINITY));
  }

  /// The checks that a system property lists: names with commas between them; `true` means the
  /// [#usual] ones, `false` and nothing none.
  ///
  /// @throws DebugException for another name
  public static Set<DebugCheck> listed(String property) {
    Set<DebugCheck> checks = EnumSet.noneOf(DebugCheck.class);
    for (String name : property.toUpperCase(Locale.ROOT).split(",", -1)) {
      switch (name.strip()) {
        case "TRUE" -> checks.addAll(usual());
        case "FALSE", "" -> {}
        case String other -> checks.add(named(other, property));
      }
    }
    return checks;
  }

  private static DebugCheck named(String name, String property) {
    return Arrays.stream(values())
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new DebugException(
                "mixtape.debug must be true, false, or some of "
                    + Arrays.toString(values()).toLowerCase(Locale.ROOT)
                    + ", but was "
                    + property));
  }
}
