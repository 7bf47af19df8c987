package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs become classes when they have been used enough, share them when they differ in numbers,
/// and keep nothing of the calls that they came from.
class KernelCacheTests {
  private static final int MANY = 20_000;

  private static Value captured(double number) {
    return new DualLevel().dual(new Scalar(number), new @Nullable Value[] {Scalar.ONE});
  }

  /// `2.5 x³ + c` with a constant and a captured value.
  private static Program program(double constant, Value captured) {
    Program recorded =
        Recorder.record(
                List.of(new Scalar(0.5)),
                new boolean[] {true},
                in -> {
                  Value x = in.get(0);
                  return x.times(x).times(x).times(constant).plus(captured).asReal();
                })
            .program();
    return Objects.requireNonNull(recorded).withConstantsCaptured();
  }

  /// `c x² + d`, which no other test uses.
  private static Program squared(double c) {
    Program recorded =
        Recorder.record(
                List.of(new Scalar(0.5)),
                new boolean[] {true},
                in -> in.get(0).times(in.get(0)).times(c).plus(c + 1).asReal())
            .program();
    return Objects.requireNonNull(recorded).withConstantsCaptured();
  }

  private static @Nullable ColumnKernels kernels(Program program, int elements) {
    return KernelCache.of(program, new boolean[] {false, true, true}, elements);
  }

  @Test
  void aProgramIsCompiledWhenItHasBeenUsedForManyElementsWhateverItsNumbers() {
    assertThat(kernels(squared(2.25), 1)).isNull();
    ColumnKernels warm = kernels(squared(2.25), MANY);
    assertThat(warm).isNotNull();
    assertThat(kernels(squared(7.75), 1)).isSameAs(warm);
  }

  @Test
  void operandsThatAllElementsShareMakeAnotherLoop() {
    Program program = program(2.25, captured(1));
    ColumnKernels one = kernels(program, MANY);
    ColumnKernels other = KernelCache.of(program, new boolean[] {true, true, true}, MANY);
    assertThat(one).isNotNull().isNotSameAs(other);
  }

  @Test
  void whatWasCapturedIsNotKept() throws InterruptedException {
    WeakReference<Value> captured = used();
    for (int i = 0; i < 50 && captured.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(captured.get()).isNull();
  }

  private static WeakReference<Value> used() {
    Value captured = captured(1);
    Program scaled =
        Objects.requireNonNull(
            Recorder.record(
                    List.of(new Scalar(0.5)),
                    new boolean[] {true},
                    in -> in.get(0).div(captured).asReal())
                .program());
    assertThat(KernelCache.of(scaled, new boolean[] {false, true}, MANY)).isNotNull();
    return new WeakReference<>(captured);
  }

  @Test
  void loopsTakeConstantsAndCapturedValuesAsOperands() {
    ColumnKernels kernels = Objects.requireNonNull(kernels(program(2.5, captured(1)), MANY));
    double[][] operands = {{1, 2, -1}, {10}, {2.5}};
    assertThat(kernels.value(operands, 3)).containsExactly(12.5, 30, 7.5);
    assertThat(kernels.sum(operands, 3)).isEqualTo(50);
    var gradient = kernels.sumAndGradient(operands, 3, 0b011);
    assertThat(gradient.partials()[0]).containsExactly(7.5, 30, 7.5);
    assertThat(gradient.partials()[1]).containsExactly(3);
    double[] @Nullable [] pulled = kernels.pull(operands, new double[] {2, 0, 1}, 3, 0b011);
    assertThat(pulled[0]).containsExactly(15, 0, 7.5);
    assertThat(pulled[1]).containsExactly(3);
  }
}
