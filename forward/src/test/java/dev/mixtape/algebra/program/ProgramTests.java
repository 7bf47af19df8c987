package dev.mixtape.algebra.program;

import static dev.mixtape.algebra.Algebra.exp;
import static dev.mixtape.algebra.Algebra.log;
import static dev.mixtape.algebra.Algebra.real;
import static dev.mixtape.algebra.Algebra.sum;
import static dev.mixtape.algebra.Algebra.vec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.algebra.RealVector;
import dev.mixtape.algebra.Value;
import dev.mixtape.forward.Forward;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProgramTests {
  private static Real density(Real x) {
    return x.gt(0) ? exp(x.times(-2)).times(2) : real(0).times(x);
  }

  private static final Program DENSITY = RecorderTests.recorded(ProgramTests::density);

  private static Value walk(Program program, Value x) {
    return program.evaluate(List.of(x), List.of()).get(0);
  }

  @Test
  void printsOneLineForEachStepGuardAndOutput() {
    assertThat(DENSITY)
        .hasToString(
            """
            %0 = input 0 : real
            %1 = constant 0.0
            %2 = constant -2.0
            %3 = times %0 %2
            %4 = exp %3
            %5 = constant 2.0
            %6 = times %4 %5
            guard %0 > %1
            return %6
            """);
  }

  @Test
  void printsShapesCapturesAndGuardsThatDidNotHold() {
    Forward.derivative(
        outer -> {
          Program program =
              Recorder.record(
                      List.of(Value.of(vec(1, 2))),
                      new boolean[] {true},
                      in -> {
                        RealVector v = in.get(0).asVector().times(outer);
                        return v.sum().lt(outer) ? v.get(0) : v.get(1);
                      })
                  .program();
          assertThat(Objects.requireNonNull(program))
              .hasToString(
                  """
                  %0 = input 0 : vector(2)
                  %1 = capture 0 : real
                  %2 = times %0 %1 : vector(2)
                  %3 = sum %2
                  %4 = constant 1.0
                  %5 = get(1) %2
                  guard %3 < %4 is false
                  return %5
                  """);
          assertThat(program.obstacle()).isNotNull();
          return outer;
        },
        1);
  }

  @Test
  void isWalkedOnNumbersDualsAndNestedDuals() {
    assertThat(walk(DENSITY, Value.of(0.5)).scalarNumber()).isEqualTo(density(real(0.5)).value());
    assertThat(Forward.derivative(x -> walk(DENSITY, Value.of(x)).asReal(), 0.5))
        .isEqualTo(Forward.derivative(ProgramTests::density, 0.5));
    assertThat(Forward.hessian(x -> walk(DENSITY, Value.of(x)).asReal(), 0.5))
        .isEqualTo(Forward.hessian(ProgramTests::density, 0.5));
  }

  @Test
  void isWalkedOverColumns() {
    RealVector x = vec(0.5, 1, 2);
    assertThat(DENSITY.obstacle()).isNull();
    double[] column = walk(DENSITY, Value.of(x)).arrayNumbers();
    for (int i = 0; i < 3; i++) assertThat(column[i]).isEqualTo(density(x.get(i)).value());
    assertThat(Forward.gradient(v -> sum(walk(DENSITY, Value.of(v)).asVector()), x).get(1).value())
        .isEqualTo(Forward.derivative(ProgramTests::density, 1));
  }

  @Test
  void isWalkedIntoAnotherRecording() {
    Program again = RecorderTests.recorded(x -> walk(DENSITY, Value.of(x.square())).asReal());
    assertThat(walk(again, Value.of(2)).scalarNumber()).isEqualTo(2 * Math.exp(-8));
    assertThat(again.toString()).startsWith("%0 = input 0 : real\n%1 = square %0\n");
  }

  @Test
  void guardsAreDecidedForEachElement() {
    assertThat(DENSITY.guardsHold(List.of(Value.of(vec(1, -1, 0, Double.NaN))), List.of(), 4))
        .containsExactly(true, false, false, false);
    Program without = RecorderTests.recorded(x -> log(x));
    assertThat(without.guardsHold(List.of(Value.of(vec(-1, 2))), List.of(), 2))
        .containsExactly(true, true);
  }

  @Test
  void answersWhateverStructureTheFunctionAnswers() {
    Program program = RecorderTests.recorded(x -> io.vavr.Tuple.of(x, "text", x.times(2), real(7)));
    assertThat(program.evaluate(List.of(Value.of(5)), List.of()))
        .extracting(Value::scalarNumber)
        .containsExactly(5.0, 10.0, 7.0);
    assertThat(program.result().build(List.of(Value.of(1), Value.of(2), Value.of(3))))
        .hasToString("(1.0, text, 2.0, 3.0)");
  }
}
