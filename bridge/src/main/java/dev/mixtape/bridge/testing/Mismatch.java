package dev.mixtape.bridge.testing;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A wrong tangent of one argument, and what it looks like.
///
/// @param at where
/// @param source what the expected slopes come from
/// @param components those that were compared
/// @param columns the expected slopes of every component of the result, by each of `components`
/// @param cotangent of the result
/// @param given all tangents, for that cotangent
record Mismatch(
    Case about,
    Point at,
    String source,
    int[] components,
    Slope[][] columns,
    double[] cotangent,
    double[] given) {
  private static final Tolerance ALIKE = new Tolerance(1e-6, 1e-9);

  private double expected(int k) {
    return Slope.weighted(columns[k], cotangent).middle();
  }

  private int[] of(int argument) {
    return IntStream.range(0, components.length)
        .filter(k -> at.owner(components[k]) == argument)
        .toArray();
  }

  private double[] expectedOf(int argument) {
    return Arrays.stream(of(argument)).mapToDouble(this::expected).toArray();
  }

  private double[] givenOf(int argument) {
    return Arrays.stream(of(argument)).mapToDouble(k -> given[components[k]]).toArray();
  }

  /// What is wrong with the tangent of an argument, whose first wrong component is `first` of
  /// `components`.
  String text(int first, int wrong) {
    int component = components[first];
    int argument = at.owner(component);
    int compared = of(argument).length;
    return at.argumentPlace(component)
        + ", at "
        + at
        + (cotangent.length == 1 && cotangent[0] == 1
            ? ""
            : ", for the cotangent " + Numbers.shown(cotangent))
        + "\n  expected  "
        + Slope.weighted(columns[first], cotangent)
        + "  (by "
        + source
        + ")\n  given     "
        + Numbers.shown(given[component])
        + (compared > 1 ? "\n  " + wrong + " of its " + compared + " elements are wrong" : "")
        + hint(argument);
  }

  private String hint(int argument) {
    double[] expected = expectedOf(argument);
    double[] answered = givenOf(argument);
    if (Arrays.stream(answered).allMatch(g -> g == 0))
      return "\n  a silent zero: the tangent is zero, but the value moves";
    if (Arrays.stream(answered).anyMatch(Double::isNaN)) return "\n  the tangent has NaN";
    double ratio = ratio(expected, answered);
    if (ALIKE.same(ratio, -1, 1)) return "\n  the sign is wrong";
    String swapped = swapped(argument);
    if (!swapped.isEmpty()) return swapped;
    if (isTransposed(argument, answered))
      return "\n  it is what the transposed Jacobian would answer";
    return Double.isNaN(ratio) ? "" : "\n  it is off by the factor " + Numbers.shown(ratio);
  }

  /// What all expected numbers are multiplied by; NaN when there is no such number.
  private static double ratio(double[] expected, double[] answered) {
    int largest = 0;
    for (int i = 0; i < expected.length; i++)
      if (Math.abs(expected[i]) > Math.abs(expected[largest])) largest = i;
    double ratio = answered[largest] / expected[largest];
    double[] scaled = Arrays.stream(expected).map(e -> e * ratio).toArray();
    return Double.isFinite(ratio) && ALIKE.same(scaled, answered) ? ratio : Double.NaN;
  }

  private String swapped(int argument) {
    double[] expected = expectedOf(argument);
    for (int other = 0; other < about.arguments(); other++) {
      double[] theirs = expectedOf(other);
      if (other == argument || theirs.length != expected.length) continue;
      if (!ALIKE.same(theirs, expected)
          && ALIKE.same(givenOf(argument), theirs)
          && ALIKE.same(givenOf(other), expected))
        return "\n  the tangents of "
            + Point.argument(Math.min(argument, other))
            + " and "
            + Point.argument(Math.max(argument, other))
            + " are swapped";
    }
    return "";
  }

  private boolean isTransposed(int argument, double[] answered) {
    int[] own = of(argument);
    if (own.length != cotangent.length || own.length == 1) return false;
    double[] pushed = new double[own.length];
    for (int output = 0; output < own.length; output++)
      for (int k = 0; k < own.length; k++)
        pushed[output] += columns[own[k]][output].middle() * cotangent[k];
    return ALIKE.same(pushed, answered);
  }
}
