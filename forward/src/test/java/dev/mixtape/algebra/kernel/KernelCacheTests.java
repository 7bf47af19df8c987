package dev.mixtape.algebra.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Scalar;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.dual.DualLevel;
import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.algebra.program.Template;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs become classes when they have been used enough, share them when they differ in numbers,
/// and keep nothing of the calls that they came from.
class KernelCacheTests {
  private static final int MANY = 20_000;

  private static Value captured(double number) {
    return new DualLevel().dual(new Scalar(number), new @Nullable Value[] {Scalar.ONE});
  }

  /// A class for which programs are looked up.
  private static final class Tested {}

  private static Compiled compiled(Function<Value, Value> f) {
    Program recorded =
        Recorder.record(
                List.of(new Scalar(0.5)), new boolean[] {true}, in -> f.apply(in.get(0)).asReal())
            .program();
    return KernelCache.of(Template.of(Objects.requireNonNull(recorded)).template(), Tested.class);
  }

  /// `2.5 x³ + c` with a constant and a captured value.
  private static Compiled cubed(double constant, Value captured) {
    return compiled(x -> x.times(x).times(x).times(constant).plus(captured));
  }

  /// `c x² + d`, which no other test uses.
  private static Compiled squared(double c) {
    return compiled(x -> x.times(x).times(c).plus(c + 1));
  }

  @Test
  void aProgramIsCompiledWhenItHasBeenUsedForManyElementsWhateverItsNumbers() {
    assertThat(squared(2.25).isWarm(1)).isFalse();
    assertThat(squared(2.25).isWarm(MANY)).isTrue();
    assertThat(squared(7.75).isWarm(1)).isTrue();
    assertThat(squared(7.75)).isSameAs(squared(2.25));
  }

  @Test
  void aFunctionIsExpectedToBeTheProgramThatItsClassWasRecordedAsLast() {
    Compiled other = squared(2.25);
    Compiled last = compiled(x -> x.plus(x));
    assertThat(KernelCache.expected(Tested.class)).isSameAs(last).isNotSameAs(other);
    assertThat(KernelCache.expected(KernelCacheTests.class)).isNull();
  }

  @Test
  void operandsThatAllElementsShareMakeAnotherLoop() {
    Compiled cubed = cubed(2.25, captured(1));
    assertThat(cubed.kernels(0, 0b10)).isSameAs(cubed.kernels(0, 0b10));
    assertThat(cubed.kernels(0, 0b11)).isNotSameAs(cubed.kernels(0, 0b10));
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
    assertThat(compiled(x -> x.div(captured)).isWarm(MANY)).isTrue();
    return new WeakReference<>(captured);
  }

  @Test
  void loopsTakeConstantsAndCapturedValuesAsOperands() {
    ColumnKernels kernels = cubed(2.5, captured(1)).kernels(0, 0b10);
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
