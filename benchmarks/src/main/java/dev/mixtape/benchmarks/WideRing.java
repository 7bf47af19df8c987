package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.sin;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A dear function of a vector at a node: the steps of [Ring] for any number of inputs.
public class WideRing extends Workload {
  private static final int STEPS = 1000;

  @Param({"4", "8", "16", "64"})
  int components = 12;

  private double[] start = {};

  @Override
  @Setup
  public void draw() {
    start = new Random(1).doubles(components, 0.5, 1.5).toArray();
  }

  /// Reverse mode: the two partials of every step are kept.
  @Benchmark
  public Object byHand() {
    double[] x = start.clone();
    double[] own = new double[STEPS];
    double[] neighbour = new double[STEPS];
    for (int s = 0; s < STEPS; s++) {
      int i = s % components;
      int next = (i + 1) % components;
      own[s] = 1.5 * Math.cos(x[i]) + 0.01 * x[next];
      neighbour[s] = 0.01 * x[i];
      x[i] = 1.5 * Math.sin(x[i]) + 0.01 * x[i] * x[next];
    }
    double value = 0;
    double[] adjoint = new double[components];
    for (int i = 0; i < components; i++) {
      value += x[i];
      adjoint[i] = 1;
    }
    for (int s = STEPS - 1; s >= 0; s--) {
      int i = s % components;
      double cotangent = adjoint[i];
      adjoint[i] = own[s] * cotangent;
      adjoint[(i + 1) % components] += neighbour[s] * cotangent;
    }
    return new Answer(value, adjoint);
  }

  private static Real ring(RealVector start) {
    int size = start.size();
    Real[] x = new Real[size];
    for (int i = 0; i < size; i++) x[i] = start.get(i);
    for (int s = 0; s < STEPS; s++) {
      int i = s % size;
      x[i] = sin(x[i]).times(1.5).plus(x[i].times(x[(i + 1) % size]).times(0.01));
    }
    Real sum = real(0);
    for (Real result : x) sum = sum.plus(result);
    return sum;
  }

  @Benchmark
  public Object forwardNode() {
    return withGradient(fwddiff(WideRing::ring, Strategy.SINGLE_PASS), RealVector.wrapping(start));
  }

  @Benchmark
  public Object automaticNode() {
    return withGradient(fwddiff(WideRing::ring), RealVector.wrapping(start));
  }

  @Benchmark
  public Object tapeOnly() {
    return withGradient(reverse(WideRing::ring), RealVector.wrapping(start));
  }
}
