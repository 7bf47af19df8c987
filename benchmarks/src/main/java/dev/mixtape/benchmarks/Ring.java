package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.sin;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// Few inputs, a deep calculation: step `s` sets `x_i`, `i = s mod 8`, to `1.5 sin(x_i) + 0.01 x_i
/// x_(i+1 mod 8)`, 1000 times; the result is the sum of the eight.
public class Ring extends Workload {
  private static final int INPUTS = 8;
  private static final int STEPS = 1000;

  private double[] start = {};

  @Override
  @Setup
  public void draw() {
    start = new Random(1).doubles(INPUTS, 0.5, 1.5).toArray();
  }

  /// Forward mode by hand: every variable with its eight partials, one update per step.
  @Benchmark
  public Object byHand() {
    double[] x = start.clone();
    double[] partials = new double[INPUTS * INPUTS];
    for (int i = 0; i < INPUTS; i++) partials[i * INPUTS + i] = 1;
    for (int s = 0; s < STEPS; s++) {
      int i = s % INPUTS;
      int next = (i + 1) % INPUTS;
      double own = 1.5 * Math.cos(x[i]) + 0.01 * x[next];
      double neighbour = 0.01 * x[i];
      for (int k = 0; k < INPUTS; k++) {
        partials[i * INPUTS + k] =
            own * partials[i * INPUTS + k] + neighbour * partials[next * INPUTS + k];
      }
      x[i] = 1.5 * Math.sin(x[i]) + 0.01 * x[i] * x[next];
    }
    double value = 0;
    double[] gradient = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      value += x[i];
      for (int k = 0; k < INPUTS; k++) gradient[k] += partials[i * INPUTS + k];
    }
    return new Answer(value, gradient);
  }

  /// Reverse mode by hand: the two partials of every step are kept.
  @Benchmark
  public Object byHandReverse() {
    double[] x = start.clone();
    double[] own = new double[STEPS];
    double[] neighbour = new double[STEPS];
    for (int s = 0; s < STEPS; s++) {
      int i = s % INPUTS;
      int next = (i + 1) % INPUTS;
      own[s] = 1.5 * Math.cos(x[i]) + 0.01 * x[next];
      neighbour[s] = 0.01 * x[i];
      x[i] = 1.5 * Math.sin(x[i]) + 0.01 * x[i] * x[next];
    }
    double value = 0;
    double[] adjoint = new double[INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      value += x[i];
      adjoint[i] = 1;
    }
    for (int s = STEPS - 1; s >= 0; s--) {
      int i = s % INPUTS;
      double cotangent = adjoint[i];
      adjoint[i] = own[s] * cotangent;
      adjoint[(i + 1) % INPUTS] += neighbour[s] * cotangent;
    }
    return new Answer(value, adjoint);
  }

  static Real ring(RealVector start) {
    Real[] x = new Real[INPUTS];
    for (int i = 0; i < INPUTS; i++) x[i] = start.get(i);
    for (int s = 0; s < STEPS; s++) {
      int i = s % INPUTS;
      x[i] = sin(x[i]).times(1.5).plus(x[i].times(x[(i + 1) % INPUTS]).times(0.01));
    }
    Real sum = real(0);
    for (Real result : x) sum = sum.plus(result);
    return sum;
  }

  /// The whole loop is one node.
  @Benchmark
  public Object fwddiffLoop() {
    return withGradient(fwddiff(Ring::ring), RealVector.wrapping(start));
  }

  @Benchmark
  public Object tapeOnly() {
    return withGradient(Ring::ring, RealVector.wrapping(start));
  }
}
