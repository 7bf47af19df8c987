package dev.mixtape.examples;

import static dev.mixtape.tape.Mixtape.*;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.io.PrintStream;
import java.util.Locale;

/// What follows from element to element: exponential smoothing of a series, whose weight is chosen
/// by the derivative of a `fold` in a value that its step captures; then windows along the series.
final class Smoothing {
  private static final RealVector SERIES = vec(12, 14, 11, 15, 19, 18, 22, 21, 25, 27, 24, 28);

  private Smoothing() {}

  /// A smoothed level, and how far off it was as a forecast of the next number.
  record Forecast(Real level, Real squares) {
    Forecast seeing(Real y, Real weight) {
      Real off = y.minus(level);
      return new Forecast(level.plus(off.times(weight)), squares.plus(off.square()));
    }
  }

  /// The sum of squared errors of the forecasts.
  private static Real squares(Real weight, RealVector series) {
    var start = new Forecast(series.get(0), real(0));
    return fold(fwddiff((Forecast f, Real y) -> f.seeing(y, weight)), start, series).squares();
  }

  static void run(PrintStream out) {
    double weight = 0.5;
    for (int i = 0; i < 20; i++)
      weight -=
          gradient(w -> squares(w, SERIES), weight) / hessian(w -> squares(w, SERIES), weight);
    out.printf(Locale.ROOT, "best weight: %.6f%n", weight);

    double best = weight;
    RealVector levels =
        scanToReal((level, y) -> level.plus(y.minus(level).times(best)), SERIES.get(0), SERIES);
    out.printf(Locale.ROOT, "last level: %.6f%n", levels.get(levels.size() - 1).value());

    RealVector kernel = vec(0.25, 0.5, 0.25);
    out.println("means of neighbours: " + stencilToReal(w -> w.dot(kernel), 3, SERIES));
    RealVector ofKernel = gradient(k -> sum(stencil(w -> w.dot(k), 3, SERIES)), kernel);
    out.println("their sum, in the kernel: " + ofKernel);
  }

  public static void main(String[] args) {
    run(System.out);
  }
}
