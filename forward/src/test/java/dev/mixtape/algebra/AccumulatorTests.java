package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.rows.Shapes;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What an accumulator adds up, and what it leaves alone.
class AccumulatorTests {
  private final Accumulator sum = new Accumulator();

  private Dense summed() {
    return (Dense) Objects.requireNonNull(sum.sum());
  }

  @Test
  void nothingIsAnExactZero() {
    assertThat(sum.sum()).isNull();
  }

  @Test
  void whatIsAddedIsNotWrittenTo() {
    double[] first = {1, 2};
    double[] second = {10, 20};
    sum.add(Dense.vector(first));
    sum.add(Dense.vector(second));
    sum.add(Dense.vector(second));
    assertThat(summed().array()).containsExactly(21, 42);
    assertThat(first).containsExactly(1, 2);
    assertThat(second).containsExactly(10, 20);
  }

  @Test
  void entriesThatNothingMovedStayStructuralZeros() {
    Shape shape = Shape.vector(4);
    sum.add(Dense.only(5, 1, shape));
    sum.add(Dense.only(7, 3, shape));
    assertThat(summed().array()).containsExactly(0, 5, 0, 7);
    assertThat(summed().moving()).containsExactly(1, 3);
    sum.add(Dense.only(new double[] {1, 0, 1, 0}, new int[] {0, 2}, shape));
    assertThat(summed().array()).containsExactly(1, 5, 1, 7);
    assertThat(summed().moving()).isNull();
    sum.add(Dense.vector(new double[] {0, 1, 0, 1}));
    assertThat(summed().array()).containsExactly(1, 6, 1, 8);
    assertThat(summed().moving()).isNull();
  }

  @Test
  void entriesArePulledInPlaceIntoTheSame() {
    Value x = Dense.vector(new double[] {1, 2, 3});
    var operation =
        new Object() {
          Operation get;
        };
    Level recording =
        new Level(LevelId.next()) {
          @Override
          public Value apply(Operation applied, Value[] operands) {
            operation.get = applied;
            return Value.of(2);
          }
        };
    Value y = Shapes.get(new Lifted(recording, x) {}, 1);
    for (int i = 0; i < 2; i++)
      Accumulator.pull(operation.get, Value.of(10), y, new Value[] {x}, new Accumulator[] {sum});
    assertThat(summed().array()).containsExactly(0, 20, 0);
    assertThat(summed().moving()).containsExactly(1);
  }
}
