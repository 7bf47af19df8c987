package dev.mixtape.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A function and its contestants, measured in a JVM that has seen other functions before.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class Workload {
  /// Makes the inputs.
  public abstract void draw();

  /// A real program runs many functions on all kinds of values; call sites that have seen only one
  /// kind are faster than it will ever see.
  @Setup
  public void pollute() {
    for (int i = 0; i < 300; i++) OtherFunctions.run();
  }
}
