package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.program.Program;
import dev.mixtape.algebra.program.Recorder;
import dev.mixtape.forward.Forward;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A new primitive is one row and its one-line word, and nothing else: this adds one.
class OwnRowTests {
  private static final Row CUBE =
      Row.of("cube", x -> x * x * x, (y, x) -> x.times(x).times(3), (y, x) -> 3 * x * x)
          .formula("x³");

  /// Where the word of [#CUBE] is.
  public static final class Words {
    private Words() {}

    public static <T extends Differentiable<T>> T cube(T x) {
      return CUBE.on(x);
    }
  }

  /// Points, cubes and derivatives by hand.
  private static final List<RowReference> BY_HAND =
      Stream.of(
              new double[] {-3, -27, 27, -18},
              new double[] {-1, -1, 3, -6},
              new double[] {0, 0, 0, 0},
              new double[] {0.5, 0.125, 0.75, 3},
              new double[] {1, 1, 3, 6},
              new double[] {2, 8, 12, 12},
              new double[] {10, 1000, 300, 60},
              new double[] {1e50, 1e150, 3e100, 6e50})
          .map(OwnRowTests::byHand)
          .toList();

  private static RowReference byHand(double[] p) {
    return new RowReference(
        "cube", List.of(p[0]), List.of(0), Map.of("value", p[1], "da", p[2], "daa", p[3]), "");
  }

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return new RowContract(CUBE, BY_HAND, Words.class).tests();
  }

  @Test
  void isRecordedAndWalkedOnDuals() {
    Program program =
        Recorder.record(
                List.of(Value.of(2)),
                new boolean[] {true},
                inputs -> Words.cube(inputs.get(0).asReal()))
            .program();
    assertThat(program)
        .hasToString(
            """
            %0 = input 0 : real
            %1 = cube %0
            return %1
            """);
    double slope =
        Forward.derivative(
            x -> program.evaluate(List.of(Value.of(x)), List.of()).get(0).asReal(), 5);
    assertThat(slope).isEqualTo(75);
  }

  @Test
  void isMapped() {
    RealVector v = RealVector.of(IntStream.range(0, 20).asDoubleStream().toArray());
    RealVector gradient = Forward.gradient(x -> Algebra.sum(Algebra.map(Words::cube, x)), v);
    assertThat(gradient.toArray())
        .containsExactly(IntStream.range(0, 20).mapToDouble(i -> 3 * i * i).toArray());
  }

  @Test
  void isDifferentiatedThrice() {
    double third =
        Forward.derivative(
            x -> Forward.derivative(y -> Forward.derivative(z -> Words.cube(z).times(z), y), x), 2);
    assertThat(third).isEqualTo(48);
  }
}
