package dev.mixtape.benchmarks;

import static dev.mixtape.tape.Mixtape.fwddiff;
import static dev.mixtape.tape.Mixtape.map;
import static dev.mixtape.tape.Mixtape.reverse;
import static dev.mixtape.tape.Mixtape.sum;
import static dev.mixtape.tape.Mixtape.withGradient;

import dev.mixtape.algebra.Batch;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.bridge.Strategy;
import dev.mixtape.distributions.Exponential;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Gradient of the exponential log-likelihood in every scale and every observation.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Headline {
  @Param("1000")
  int size;

  double[] scales = {};
  double[] observations = {};

  @Setup
  public void draw() {
    var random = new Random(1);
    scales = random.doubles(size).map(u -> 3 * u + 1e-3).toArray();
    observations = new double[size];
    for (int i = 0; i < size; i++) {
      observations[i] = scales[i] * random.nextExponential();
    }
  }

  /// Value and both gradients, in fresh arrays.
  @Benchmark
  public void byHand(Blackhole answers) {
    double value = 0;
    var inScales = new double[size];
    var inObservations = new double[size];
    for (int i = 0; i < size; i++) {
      double rate = 1 / scales[i];
      double ratio = observations[i] * rate;
      value -= Math.log(scales[i]) + ratio;
      inScales[i] = (ratio - 1) * rate;
      inObservations[i] = -rate;
    }
    answers.consume(value);
    answers.consume(inScales);
    answers.consume(inObservations);
  }

  static Real onTape(RealVector scales, RealVector data) {
    return sum(map(reverse(Exponential::logpdf), map(reverse(Exponential::new), scales), data));
  }

  static Real mixed(RealVector scales, RealVector data) {
    return sum(map(fwddiff(Exponential::logpdf), map(fwddiff(Exponential::new), scales), data));
  }

  static Real recomputed(RealVector scales, RealVector data) {
    Batch<Exponential> model = map(fwddiff(Exponential::new, Strategy.RECOMPUTE), scales);
    return sum(map(fwddiff(Exponential::logpdf, Strategy.RECOMPUTE), model, data));
  }

  /// Every operation on the tape, column by column.
  @Benchmark
  public Object tapeOnly() {
    return withGradient(
        Headline::onTape, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  /// Forward nodes that store their partials.
  @Benchmark
  public Object mixedSinglePass() {
    return withGradient(
        Headline::mixed, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }

  /// Forward nodes that store nothing.
  @Benchmark
  public Object mixedRecompute() {
    return withGradient(
        Headline::recomputed, RealVector.wrapping(scales), RealVector.wrapping(observations));
  }
}
