package dev.mixtape.algebra.program;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.stopGradient;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.Comparison;
import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.ScopeException;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import dev.mixtape.algebra.program.Program.Step;
import dev.mixtape.forward.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecorderTests {
  /// Records a function of one real, example 2.
  static @Nullable Program record(boolean active, Function<Real, Object> f) {
    return Recorder.record(
            List.of(Value.of(2)), new boolean[] {active}, in -> f.apply(in.get(0).asReal()))
        .program();
  }

  static Program recorded(Function<Real, Object> f) {
    return java.util.Objects.requireNonNull(record(true, f));
  }

  @Test
  void everyOperandComesBeforeItsUse() {
    Program program = recorded(x -> exp(x.times(x).plus(3)).div(x.plus(3)));
    for (int i = 0; i < program.steps().size(); i++) {
      if (program.steps().get(i) instanceof Step.Apply(_, int[] operands, _))
        for (int operand : operands) assertThat(operand).isLessThan(i);
    }
    assertThat(program.outputs()).containsExactly(program.steps().size() - 1);
  }

  @Test
  void equalConstantsAreOneStep() {
    Program program = recorded(x -> x.plus(3).times(3).plus(-0.0).plus(0.0).plus(vec(1, 2).sum()));
    assertThat(program.steps())
        .filteredOn(step -> step instanceof Step.Constant)
        .extracting(step -> ((Step.Constant) step).value().scalarNumber())
        .containsExactly(3.0, -0.0, 0.0);
  }

  @Test
  void comparisonsAreGuards() {
    Program program = recorded(x -> x.gt(1) && !x.le(real(0)) ? x.times(x) : x);
    assertThat(program.guards())
        .extracting(Program.Guard::comparison, Program.Guard::held)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Comparison.GT, true),
            org.assertj.core.groups.Tuple.tuple(Comparison.LE, false));
  }

  @Test
  void valuesFromOutsideAreCapturesByIdentity() {
    Forward.derivative(
        outer -> {
          Program program = recorded(x -> x.times(outer).plus(outer).plus(outer.times(outer)));
          assertThat(program.captured()).hasSize(2);
          assertThat(program.captured().get(0)).isSameAs(Value.of(outer));
          assertThat(program.captured().get(1).scalarNumber()).isEqualTo(25);
          return outer;
        },
        5);
  }

  static Stream<Function<Real, Object>> leaving() {
    return Stream.of(
        Real::value,
        Real::hashCode,
        x -> vec(1, 2).times(x).toArray(),
        x -> {
          throw new IllegalStateException("after leaving with " + x.value());
        });
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void anInactiveValueMayLeaveAndMarksTheRecording(Function<Real, Object> leave) {
    assertThat(record(false, x -> real(leave.apply(x).hashCode()))).isNull();
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void anActiveValueIsRefusedAlsoWhenTheRefusalIsCaught(Function<Real, Object> leave) {
    List<Exception> refusals = new ArrayList<>();
    Program program =
        record(
            true,
            x -> {
              try {
                var _ = leave.apply(x);
              } catch (ActiveValueException e) {
                refusals.add(e);
              }
              return x;
            });
    assertThat(program).isNull();
    assertThat(refusals).hasSize(1);
    assertThat(record(true, x -> real(leave.apply(x).hashCode()))).isNull();
  }

  @Test
  void stopGradientIsAStepAndMayLeave() {
    Program program = recorded(x -> x.times(stopGradient(x)));
    assertThat(program.toString()).contains("%1 = stopGradient %0");
    assertThat(record(true, x -> x.times(stopGradient(x).value()))).isNull();
    double slope =
        Forward.derivative(
            x -> program.evaluate(List.of(Value.of(x)), List.of()).get(0).asReal(), 3);
    assertThat(slope).isEqualTo(3);
  }

  @Test
  void printingAndUsersExceptionsDoNotMark() {
    assertThat(record(true, x -> real(x.toString().length()).times(x))).isNotNull();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            record(
                true,
                x -> {
                  throw new IllegalStateException("own");
                }));
    assertThatExceptionOfType(StructureException.class)
        .isThrownBy(() -> record(true, x -> new Object()))
        .withMessageContaining("java.lang.Object is no differentiable type");
  }

  @Test
  void whatLeftTheRecordingIsAnError() {
    List<Real> leaked = new ArrayList<>();
    recorded(x -> {
      leaked.add(x.times(x));
      return x;
    });
    assertThat(leaked.get(0).plus(1).gt(4.5)).isTrue();
    assertThatExceptionOfType(ScopeException.class)
        .isThrownBy(() -> leaked.get(0).plus(1).value())
        .withMessageContaining("left its scope");
  }

  @Test
  void whatLeaksFromADifferentiationInsideIsAnError() {
    assertThatExceptionOfType(ScopeException.class)
        .isThrownBy(() ->
            recorded(x -> {
              List<Real> leaked = new ArrayList<>();
              Forward.derivative(
                  y -> {
                    leaked.add(y.times(x));
                    return y;
                  },
                  real(1));
              return leaked.get(0);
            }))
        .withMessageContaining("left its scope");
  }

  @Test
  void differentiationsInsideAreRecorded() {
    Program program = recorded(x -> Forward.derivative(y -> y.times(y).times(x), x));
    assertThat(program.evaluate(List.of(Value.of(5)), List.of()).get(0).scalarNumber())
        .isEqualTo(50);
  }

  @Test
  void anInputWithoutANumberIsNotCompared() {
    Recorder recorder = Recorder.open();
    Real x = recorder.input(Value.of(0), false, false).asReal();
    assertThatExceptionOfType(ScopeException.class)
        .isThrownBy(() -> x.plus(1).gt(0))
        .withMessageContainingAll("example value", "ifPositive(condition, a, b)");
    assertThatExceptionOfType(ActiveValueException.class).isThrownBy(x::value);
    recorder.close();
  }
}
