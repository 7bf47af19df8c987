package dev.mixtape.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// [Headline] by PyTorch, called through DJL.
public class HeadlineOnPyTorch extends Workload {
  @Param({"10", "100", "1000", "10000", "1000000"})
  int size;

  private @Nullable NDManager manager;
  private @Nullable NDArray scales;
  private @Nullable NDArray observations;

  @Override
  @Setup
  public void draw() {
    Headline numbers = new Headline();
    numbers.size = size;
    numbers.draw();
    manager = NDManager.newBaseManager("PyTorch");
    scales = manager.create(numbers.scales);
    observations = manager.create(numbers.observations);
    scales.setRequiresGradient(true);
    observations.setRequiresGradient(true);
  }

  @TearDown
  public void close() {
    if (manager != null) manager.close();
  }

  /// The arrays are PyTorch's already; the gradients are copied out.
  @Benchmark
  public Object pyTorch() {
    if (scales == null || observations == null) throw new AssertionError("not drawn");
    try (var _ = new NDScope();
        var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray value = scales.log().add(observations.div(scales)).sum().neg();
      collector.backward(value);
      return new Answer(
          value.getDouble(),
          scales.getGradient().toDoubleArray(),
          observations.getGradient().toDoubleArray());
    }
  }
}
