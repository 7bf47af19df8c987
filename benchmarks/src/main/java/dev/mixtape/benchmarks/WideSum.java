package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.real;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// A cheap function of a vector at a node: `Σ x_i x_(i+1)`, around the end. With [WideRing] it says
/// from how many components on a node is better left to the tape.
public class WideSum extends Workload {
  @Param({"4", "8", "16", "64"})
  int components = 12;

  private double[] start = {};

  @Override
  @Setup
  public void draw() {
    start = new Random(1).doubles(components, 0.5, 1.5).toArray();
  }

  @Benchmark
  public Object byHand() {
    double value = 0;
    double[] gradient = new double[components];
    for (int i = 0; i < components; i++) {
      int next = (i + 1) % components;
      value += start[i] * start[next];
      gradient[i] += start[next];
      gradient[next] += start[i];
    }
    return new Answer(value, gradient);
  }

  private static Real sum(RealVector x) {
    Real sum = real(0);
    for (int i = 0; i < x.size(); i++) sum = sum.plus(x.get(i).times(x.get((i + 1) % x.size())));
    return sum;
  }

  @Benchmark
  public Object forwardNode() {
    return withGradient(fwddiff(WideSum::sum, Strategy.SINGLE_PASS), RealVector.wrapping(start));
  }

  @Benchmark
  public Object automaticNode() {
    return withGradient(fwddiff(WideSum::sum), RealVector.wrapping(start));
  }

  @Benchmark
  public Object tapeOnly() {
    return withGradient(reverse(WideSum::sum), RealVector.wrapping(start));
  }
}
