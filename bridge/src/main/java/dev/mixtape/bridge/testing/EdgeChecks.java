package dev.mixtape.bridge.testing;

import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.RealVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What does the rule answer at zeros, infinities, NaN, and of empty vectors?
final class EdgeChecks {
  private static final double[] EDGES = {
    0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
  };

  private static final double FAR = 1000;

  private final Case about;

  EdgeChecks(Case about) {
    this.about = about;
  }

  void edges(Ledger ledger) {
    int points = 0;
    for (int i = 0; i < about.arguments(); i++) {
      for (int[] components : parts(i)) {
        for (double edge : EDGES) if (at(ledger, components, edge)) points++;
      }
      // One alone: of two that are NaN, a function that selects may show either.
      if (about.x().start(i + 1) > about.x().start(i))
        if (at(ledger, new int[] {about.x().start(i)}, Double.NaN)) points++;
    }
    empty(ledger);
    ledger.note(points + " edge points at which the function answers");
  }

  /// All components of an argument together, and the first of several alone.
  private List<int[]> parts(int argument) {
    int from = about.x().start(argument);
    int to = about.x().start(argument + 1);
    List<int[]> parts = new ArrayList<>();
    if (to > from) parts.add(IntStream.range(from, to).toArray());
    if (to > from + 1) parts.add(new int[] {from});
    return parts;
  }

  private boolean at(Ledger ledger, int[] components, double edge) {
    double[] numbers = about.x().numbers().clone();
    for (int c : components) numbers[c] = edge;
    Point at = about.x().with(numbers);
    Point value = about.valueOrNull(at);
    if (value == null) return false;
    Case.Pullback pullback = about.pullback(at);
    for (double[] cotangent : about.cotangents(value)) {
      Answer answer;
      try {
        answer = pullback.read(cotangent);
      } catch (RuntimeException e) {
        ledger.fail("the function answers at " + at + ", but its pullback threw " + e);
        return true;
      }
      if (Double.isNaN(edge)) notANumber(ledger, at, value, components, cotangent, answer);
      if (edge == 0 && Numbers.isFinite(value.numbers()) && !ledger.hasFailed())
        zero(ledger, at, components, cotangent, answer);
    }
    return true;
  }

  private void zero(Ledger ledger, Point at, int[] components, double[] cotangent, Answer answer) {
    int[] compared =
        Arrays.stream(components)
            .filter(c -> !about.isHeld(at, c) && answer.isWritten(at, c))
            .limit(2)
            .toArray();
    for (int c : compared) {
      Slope[] slopes =
          FiniteDifferences.slopes(
              x -> {
                Point value = about.valueOrNull(at.with(x));
                return value == null ? null : value.numbers();
              },
              at.numbers(),
              c);
      double given = answer.numbers()[c];
      Slope expected = Slope.weighted(slopes, cotangent);
      if (expected.judge(given, about.options().tolerance()) == Verdict.FAILED)
        ledger.fail(
            new Mismatch(
                    about,
                    at,
                    "finite differences",
                    new int[] {c},
                    new Slope[][] {slopes},
                    cotangent,
                    answer.numbers())
                .text(0, 1));
    }
  }

  /// Where the value is NaN because an argument is, a slope by it is NaN too, or zero, or one that
  /// the function has elsewhere as well: linear functions and those that select have only a few.
  private void notANumber(
      Ledger ledger, Point at, Point value, int[] components, double[] cotangent, Answer answer) {
    for (int k = 0; k < cotangent.length; k++)
      if (cotangent[k] != 0 && !Double.isNaN(value.numbers()[k])) return;
    for (int c : components) {
      double given = answer.numbers()[c];
      if (Double.isNaN(given) || given == 0 || Double.isInfinite(given)) continue;
      if (hasElsewhere(c, cotangent, given)) continue;
      ledger.fail(
          at.argumentPlace(c)
              + ", at "
              + at
              + ", where the value is NaN\n  expected  NaN, or zero\n  given     "
              + Numbers.shown(given));
      return;
    }
  }

  private boolean hasElsewhere(int c, double[] cotangent, double slope) {
    double x = about.x().numbers()[c];
    double far = FAR * Math.max(1, Math.abs(x));
    return DoubleStream.of(x, far, -far)
        .mapToObj(number -> about.x().with(c, number))
        .filter(point -> about.valueOrNull(point) != null)
        .mapToDouble(point -> about.pullback(point).at(cotangent)[c])
        .anyMatch(other -> Tolerance.ROUNDING.same(slope, other, slope));
  }

  private void empty(Ledger ledger) {
    Object[] arguments = about.x().values();
    boolean any = false;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof RealVector) arguments[i] = RealVector.of();
      else if (arguments[i] instanceof RealMatrix) arguments[i] = RealMatrix.of();
      else continue;
      any = true;
    }
    if (!any) return;
    Point at = Point.of(arguments);
    Point value = about.valueOrNull(at);
    if (value == null) return;
    try {
      about.pullback(at).at(Numbers.random(value.size(), about.random()));
    } catch (RuntimeException e) {
      ledger.fail("the function answers at empty vectors, but its rule threw " + e);
    }
  }
}
