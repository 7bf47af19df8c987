package dev.mixtape.bridge.testing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Slopes from values alone, of as high an order as the function allows, and how sure they are.
///
/// Differences over a ladder of halved steps are extrapolated to step zero, central ones in even
/// powers of the step and one-sided ones in all powers, and of the extrapolations the one that
/// differs least from its neighbours is taken, with that difference as its error (C. J. F. Ridders,
/// Accurate computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4, 1982). A
/// ladder of steps that skip what the function does there can look sure and be wrong, so a slope
/// counts only when a second ladder of smaller steps agrees, and more ladders follow until then.
/// Slopes that differ between the sides make a kink, which central differences alone would not see.
/// Steps where the function is not defined are left out. A function that moves to both sides at
/// wide steps, and to one of them no more at small ones, is a staircase: its slope is not told.
final class FiniteDifferences {
  private static final int RUNGS = 7;
  private static final int LADDERS = 6;

  /// No round number: steps may not fall in with the periods and jumps of a function.
  private static final double FIRST_STEP = 0.0937;

  private static final double NEXT_LADDER = 1 / 33.7;
  private static final double SURE = 1e-11;
  private static final double SURE_SIDE = 1e-8;
  private static final double KINK = 1e-6;

  /// Values that are not exact to the last bit: so many times half a unit in the last place.
  private static final double NOISE = 8 * 0x1p-53;

  private FiniteDifferences() {}

  /// A function of plain numbers; null where it is not defined.
  interface Plain {
    double @Nullable [] at(double[] x);
  }

  /// The slopes of all outputs of `f` by component `i`.
  static Slope[] slopes(Plain f, double[] x, int i) {
    double[] center = f.at(x);
    if (center == null) return new Slope[0];
    Sides[] sides = new Sides[center.length];
    Arrays.setAll(sides, _ -> new Sides());
    for (double first : firstSteps(Math.abs(x[i]))) {
      Ladder values = Ladder.of(f, x, i, first, center);
      for (int k = 0; k < sides.length; k++) sides[k].climb(values, k);
      if (Arrays.stream(sides).allMatch(Sides::isSure)) break;
    }
    return Arrays.stream(sides).map(Sides::slope).toArray(Slope[]::new);
  }

  /// The widest step of each ladder, falling; for a small number ladders of its own size as well.
  private static double[] firstSteps(double size) {
    double[] steps = new double[LADDERS + 2];
    steps[0] = FIRST_STEP * Math.max(1, size);
    for (int k = 1; k < LADDERS; k++) steps[k] = steps[k - 1] * NEXT_LADDER;
    steps[LADDERS] = FIRST_STEP * size;
    steps[LADDERS + 1] = steps[LADDERS] * NEXT_LADDER;
    boolean small = 0 < size && steps[LADDERS] < steps[LADDERS - 1];
    return Arrays.copyOf(steps, small ? steps.length : LADDERS);
  }

  /// Values at steps to both sides, the widest first; NaN where there is none.
  private record Ladder(
      double[] above, double[] below, double[] center, double[][] up, double[][] down) {
    static Ladder of(Plain f, double[] x, int i, double first, double[] center) {
      double[] above = new double[RUNGS];
      double[] below = new double[RUNGS];
      double[][] up = new double[RUNGS][];
      double[][] down = new double[RUNGS][];
      for (int rung = 0; rung < RUNGS; rung++) {
        double step = Math.scalb(first, -rung);
        above[rung] = x[i] + step - x[i]; // the steps that rounding leaves
        below[rung] = x[i] - (x[i] - step);
        up[rung] = value(f, x, i, x[i] + step, center.length);
        down[rung] = value(f, x, i, x[i] - step, center.length);
      }
      return new Ladder(above, below, center, up, down);
    }

    private static double[] value(Plain f, double[] x, int i, double moved, int outputs) {
      double[] other = x.clone();
      other[i] = moved;
      double[] value = f.at(other);
      if (value != null && value.length == outputs) return value;
      double[] none = new double[outputs];
      Arrays.fill(none, Double.NaN);
      return none;
    }
  }

  /// The best extrapolations for one output.
  private static final class Sides {
    private final Extrapolation both = new Extrapolation(4);
    private final Extrapolation right = new Extrapolation(2);
    private final Extrapolation left = new Extrapolation(2);

    void climb(Ladder ladder, int k) {
      double center = ladder.center[k];
      both.nextLadder();
      right.nextLadder();
      left.nextLadder();
      for (int rung = 0; rung < RUNGS; rung++) {
        double above = ladder.above[rung];
        double below = ladder.below[rung];
        double up = ladder.up[rung][k];
        double down = ladder.down[rung][k];
        both.add((up - down) / (above + below), noise(up, down) / (above + below));
        right.add((up - center) / above, noise(up, center) / above);
        left.add((center - down) / below, noise(center, down) / below);
      }
      both.endLadder();
      right.endLadder();
      left.endLadder();
    }

    private static double noise(double a, double b) {
      return NOISE * (Math.abs(a) + Math.abs(b));
    }

    boolean isSure() {
      return both.isSure(SURE) && right.isSure(SURE_SIDE) && left.isSure(SURE_SIDE);
    }

    Slope slope() {
      boolean isStaircase = right.isStaircase || left.isStaircase;
      if (isStaircase && right.hasSlope(0) && left.hasSlope(0)) return Slope.UNKNOWN;
      double unsure = right.error() + left.error();
      double gap = Math.abs(right.best - left.best);
      double size = Math.max(1, Math.max(Math.abs(right.best), Math.abs(left.best)));
      if (gap > 20 * unsure + KINK * size) {
        return new Slope(Math.min(right.best, left.best), Math.max(right.best, left.best), unsure);
      }
      if (Double.isFinite(both.error())) return both.slope();
      return right.error() <= left.error() ? right.slope() : left.slope();
    }
  }

  /// Extrapolation to step zero from steps that halve, ladder by ladder.
  private static final class Extrapolation {
    private static final double SAFETY = 10;

    private final double factor;
    private double best = Double.NaN;
    private double bestError = Double.POSITIVE_INFINITY;
    private boolean confirmed;
    private double now = Double.NaN;
    private double nowError = Double.POSITIVE_INFINITY;
    private double[] previous = new double[0];
    private boolean moves = true;

    /// The noise of a ladder's smallest step, if the function does not move there.
    private double still = Double.POSITIVE_INFINITY;

    private double wide = Double.NaN;
    private double wideError = Double.POSITIVE_INFINITY;
    private boolean isStaircase;

    /// With `factor` the power of two by which the leading error shrinks on each rung.
    Extrapolation(double factor) {
      this.factor = factor;
    }

    void nextLadder() {
      now = Double.NaN;
      nowError = Double.POSITIVE_INFINITY;
      previous = new double[0];
      moves = true;
      still = Double.POSITIVE_INFINITY;
    }

    /// Adds the quotient of the next smaller step, which rounding makes wrong by about `noise`.
    void add(double quotient, double noise) {
      if (!Double.isFinite(quotient)) {
        nextLadder();
        return;
      }
      moves &= quotient != 0;
      still = quotient == 0 ? noise : Double.POSITIVE_INFINITY;
      double[] row = new double[previous.length + 1];
      row[0] = quotient;
      double power = 1;
      for (int m = 1; m < row.length; m++) {
        power *= factor;
        row[m] = (power * row[m - 1] - previous[m - 1]) / (power - 1);
        double apart =
            Math.max(Math.abs(row[m] - row[m - 1]), Math.abs(row[m] - previous[m - 1])) + noise;
        if (apart < nowError) {
          nowError = apart;
          now = row[m];
        }
      }
      previous = row;
    }

    /// Keeps the surer of two ladders that agree; of two that do not, the one of smaller steps.
    void endLadder() {
      if (!Double.isFinite(now)) return;
      lookForStairs();
      boolean agrees = Math.abs(now - best) <= SAFETY * (nowError + bestError);
      if (!agrees || nowError < bestError) {
        best = now;
        bestError = nowError;
      }
      confirmed = agrees;
    }

    /// No difference at all, where wider steps show a slope that rounding would not hide.
    private void lookForStairs() {
      if (moves && nowError < wideError) {
        wide = now;
        wideError = nowError;
      }
      isStaircase |= hasSlope(still);
    }

    /// Whether wide steps show a slope, even with so much more noise.
    boolean hasSlope(double noise) {
      return Math.abs(wide) > SAFETY * (wideError + noise);
    }

    double error() {
      return confirmed ? bestError : Double.POSITIVE_INFINITY;
    }

    boolean isSure(double relative) {
      return error() <= relative * Math.max(1, Math.abs(best));
    }

    Slope slope() {
      return confirmed ? new Slope(best, best, bestError) : Slope.UNKNOWN;
    }
  }
}
