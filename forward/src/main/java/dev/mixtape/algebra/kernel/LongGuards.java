package dev.mixtape.algebra.kernel;

import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Row;
import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Program.Guard;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.algebra.rows.Arithmetic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The guards of a program that is too long for one method: a number that is 1 where all hold and 0
/// elsewhere, computed like any other.
final class LongGuards implements GuardLoop.Guards {
  private static final Map<Comparison, Row> HELD = rows(true);
  private static final Map<Comparison, Row> FAILED = rows(false);
  private static final int BLOCK = 1024;

  private final Kernel holds;
  private final IndexedKernel indexed;

  private LongGuards(Program holds, boolean[] shared) {
    this.holds = ScalarLoop.of(holds, shared, new boolean[1]);
    this.indexed = ScalarLoop.indexed(holds, shared, new boolean[1]);
  }

  static GuardLoop.Guards of(Program guards, boolean[] shared) {
    return new LongGuards(conjunction(guards), shared);
  }

  private static Map<Comparison, Row> rows(boolean held) {
    Map<Comparison, Row> rows = new EnumMap<>(Comparison.class);
    for (Comparison comparison : Comparison.values())
      rows.put(
          comparison,
          Row.of(
              comparison.toString(),
              (a, b) -> comparison.holds(a, b) == held ? 1 : 0,
              (y, a, b) -> Scalar.ZERO,
              (y, a, b) -> 0,
              (y, a, b) -> Scalar.ZERO,
              (y, a, b) -> 0));
    return rows;
  }

  private static Program conjunction(Program guards) {
    List<Step> steps = new ArrayList<>(guards.steps());
    int all = -1;
    for (Guard guard : guards.guards()) {
      Map<Comparison, Row> rows = guard.held() ? HELD : FAILED;
      Row row = Objects.requireNonNull(rows.get(guard.comparison()));
      steps.add(new Step.Apply(row, new int[] {guard.left(), guard.right()}, Shape.SCALAR));
      int one = steps.size() - 1;
      if (all >= 0) steps.add(new Step.Apply(Arithmetic.TIMES, new int[] {all, one}, Shape.SCALAR));
      all = steps.size() - 1;
    }
    return new Program(
        steps, List.of(), guards.captured(), guards.result(), List.of(all), Map.of(), List.of());
  }

  @Override
  public int first(double[][] operands, int from, int to) {
    double[][] column = {new double[to]};
    for (int at = from; at < to; at += BLOCK) {
      int end = Math.min(to, at + BLOCK);
      holds.run(operands, column, at, end);
      for (int e = at; e < end; e++) if (column[0][e] == 0) return e;
    }
    return to;
  }

  @Override
  public int split(
      double[][] operands, int[] elements, int from, int to, int[] holding, int[] failing) {
    double[][] column = {new double[Arrays.stream(elements).max().orElse(-1) + 1]};
    indexed.run(operands, column, elements, from, to);
    int held = 0;
    for (int k = from; k < to; k++) {
      if (column[0][elements[k]] == 0) failing[k - from - held] = elements[k];
      else holding[held++] = elements[k];
    }
    return held;
  }
}
