package dev.mixtape.tape;

import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.rows.Trigonometry;
import java.util.List;
import java.util.Map;

/// Where the operand of a row is brought before the row sees it: away from poles, and from edges of
/// its domain.
enum OperandRange {
  AS_IT_IS,
  /// About (0.4, 3.6).
  POSITIVE,
  /// About (1.4, 4.6).
  ABOVE_ONE,
  /// About (-3.6, -0.4).
  NEGATIVE,
  /// About (-0.8, 0.8).
  UNIT,
  /// About (-0.4, 0.4).
  QUARTER,
  /// About (0.1, 0.9).
  PROBABILITY;

  private static final Map<String, List<OperandRange>> OF_DOMAIN =
      Map.ofEntries(
          Map.entry("all reals", List.of(AS_IT_IS, AS_IT_IS, AS_IT_IS)),
          Map.entry("b != 0; at 0 as IEEE says", List.of(AS_IT_IS, POSITIVE)),
          Map.entry("b != 0", List.of(AS_IT_IS, POSITIVE)),
          Map.entry("x != 0; at 0 as IEEE says", List.of(POSITIVE)),
          Map.entry("x >= 0", List.of(POSITIVE)),
          Map.entry("x >= 1", List.of(ABOVE_ONE)),
          Map.entry("x >= -1", List.of(UNIT)),
          Map.entry("x <= 0", List.of(NEGATIVE)),
          Map.entry("|x| <= 1", List.of(UNIT)),
          Map.entry("0 <= x <= 1", List.of(PROBABILITY)),
          Map.entry("0 <= x <= 2", List.of(PROBABILITY)),
          Map.entry("away from the poles π/2 + kπ", List.of(UNIT)),
          Map.entry("away from the poles kπ", List.of(PROBABILITY)),
          Map.entry("away from the poles 1/2 + k", List.of(QUARTER)),
          Map.entry("x no negative integer", List.of(POSITIVE)),
          Map.entry("all reals; infinite at 0 and negative integers", List.of(POSITIVE)),
          Map.entry("a >= 0, or b integral", List.of(POSITIVE, AS_IT_IS)),
          Map.entry("a >= b", List.of(ABOVE_ONE, UNIT)),
          Map.entry("b >= 0, or a = 0", List.of(AS_IT_IS, POSITIVE)),
          Map.entry("b >= -1, or a = 0", List.of(AS_IT_IS, UNIT)),
          Map.entry("a > 0, b > 0", List.of(POSITIVE, POSITIVE)),
          Map.entry("-1 < b < a + 1", List.of(ABOVE_ONE, PROBABILITY)),
          Map.entry("a > 0, b >= 0", List.of(POSITIVE, POSITIVE)),
          Map.entry("a > 0, 0 <= b <= 1", List.of(POSITIVE, PROBABILITY)),
          Map.entry("a > 0, b > 0, 0 <= c <= 1", List.of(POSITIVE, POSITIVE, PROBABILITY)));

  static OperandRange of(Row row, int operand) {
    List<OperandRange> ranges = OF_DOMAIN.get(row.domain());
    if (ranges == null) throw new AssertionError("no range for the domain of " + row.name());
    return ranges.get(operand);
  }

  Value bring(Value x) {
    return switch (this) {
      case AS_IT_IS -> x;
      case POSITIVE -> Trigonometry.ATAN.of(x).plus(2);
      case ABOVE_ONE -> Trigonometry.ATAN.of(x).plus(3);
      case NEGATIVE -> Trigonometry.ATAN.of(x).minus(2);
      case UNIT -> Trigonometry.ATAN.of(x).times(0.5);
      case QUARTER -> Trigonometry.ATAN.of(x).times(0.25);
      case PROBABILITY -> Trigonometry.ATAN.of(x).times(0.25).plus(0.5);
    };
  }

  String text(String x) {
    return switch (this) {
      case AS_IT_IS -> x;
      case POSITIVE -> "atan(" + x + ").plus(2)";
      case ABOVE_ONE -> "atan(" + x + ").plus(3)";
      case NEGATIVE -> "atan(" + x + ").minus(2)";
      case UNIT -> "atan(" + x + ").times(0.5)";
      case QUARTER -> "atan(" + x + ").times(0.25)";
      case PROBABILITY -> "atan(" + x + ").times(0.25).plus(0.5)";
    };
  }
}
