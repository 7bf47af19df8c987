package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.gradient;
import static dev.mixtape.tape.Mixtape.hvp;

import dev.mixtape.algebra.RealVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/// The product of the Hessian in 1000 scales of [Headline] and a vector; its gradient alone is
/// there.
public class HessianVector extends Workload {
  private static final int SIZE = 1000;

  private double[] scales = {};
  private double[] observations = {};
  private double[] direction = {};

  @Override
  @Setup
  public void draw() {
    Headline numbers = new Headline();
    numbers.size = SIZE;
    numbers.draw();
    scales = numbers.scales;
    observations = numbers.observations;
    direction = new double[SIZE];
    for (int i = 0; i < SIZE; i++) direction[i] = 1 + i % 3;
  }

  @Benchmark
  public Object byHand() {
    double[] product = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      double rate = 1 / scales[i];
      product[i] = direction[i] * rate * rate * (1 - 2 * observations[i] * rate);
    }
    return product;
  }

  private RealVector inScales(RealVector scales) {
    RealVector data = RealVector.wrapping(observations);
    return gradient(s -> Headline.plain(s, data), scales);
  }

  /// The derivative of the gradient along the direction.
  @Benchmark
  public Object forwardOverReverse() {
    RealVector data = RealVector.wrapping(observations);
    return hvp(
        s -> Headline.plain(s, data), RealVector.wrapping(scales), RealVector.wrapping(direction));
  }

  /// The gradient of the gradient's component along the direction.
  @Benchmark
  public Object reverseOverReverse() {
    RealVector along = RealVector.wrapping(direction);
    return gradient(s -> inScales(s).dot(along), RealVector.wrapping(scales));
  }
}
