package dev.mixtape.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mixtape.algebra.ActiveValueException;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.Shape;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.forward.Forward;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/// Matrices from and to EJML: what is copied, what is shared, and what is refused.
class EjmlMatricesTests {
  private static final double[][] ROWS = {{1, 2, 3}, {4, 5, 6}};

  @Test
  void numbersAreCopiedInAndOut() {
    DMatrixRMaj ejml = new DMatrixRMaj(ROWS);
    RealMatrix copied = EjmlMatrices.fromEjml(ejml);
    DMatrixRMaj back = EjmlMatrices.toEjml(copied);
    ejml.set(0, 0, 9);
    back.set(1, 2, 9);
    assertThat(copied.toArray()).isDeepEqualTo(ROWS);
    assertThat(back.get(0, 1)).isEqualTo(2);
    assertThat(back.numCols).isEqualTo(3);
  }

  @Test
  void aPromiseSharesTheNumbers() {
    DMatrixRMaj ejml = new DMatrixRMaj(ROWS);
    RealMatrix shared = EjmlMatrices.wrapping(ejml);
    RealMatrix sharedToo = EjmlMatrices.wrappingSimple(SimpleMatrix.wrap(ejml));
    assertThat(shared.toArray()).isDeepEqualTo(ROWS);
    ejml.set(1, 0, -7);
    assertThat(shared.get(1, 0).value()).isEqualTo(-7);
    assertThat(sharedToo.get(1, 0).value()).isEqualTo(-7);
  }

  @Test
  void aMatrixThatWasMadeSmallerIsItsOwnPartOfTheArray() {
    DMatrixRMaj smaller = new DMatrixRMaj(ROWS);
    smaller.reshape(1, 2);
    for (RealMatrix matrix :
        new RealMatrix[] {EjmlMatrices.fromEjml(smaller), EjmlMatrices.wrapping(smaller)})
      assertThat(matrix.toArray()).isDeepEqualTo(new double[][] {{1, 2}});
  }

  @Test
  void emptyMatricesKeepTheirShape() {
    RealMatrix empty = RealMatrix.wrapping(0, 3, new double[0]);
    assertThat(EjmlMatrices.toEjml(empty).numCols).isEqualTo(3);
    assertThat(EjmlMatrices.fromEjml(new DMatrixRMaj(0, 3)).shape()).isEqualTo(Shape.matrix(0, 3));
  }

  @Test
  void simpleMatricesAreCopiedInAndOut() {
    SimpleMatrix simple = new SimpleMatrix(ROWS);
    RealMatrix copied = EjmlMatrices.fromSimple(simple);
    SimpleMatrix back = EjmlMatrices.toSimple(copied);
    simple.set(0, 0, 9);
    back.set(1, 2, 9);
    assertThat(copied.toArray()).isDeepEqualTo(ROWS);
    assertThat(back.get(0, 1)).isEqualTo(2);
  }

  @Test
  void otherKindsOfSimpleMatrixAreRefused() {
    SimpleMatrix single = SimpleMatrix.wrap(new FMatrixRMaj(2, 2));
    assertThatThrownBy(() -> EjmlMatrices.fromSimple(single))
        .isInstanceOf(StructureException.class)
        .hasMessageContaining("DDRM was expected")
        .hasMessageContaining("of type FDRM");
  }

  @Test
  void anActiveMatrixDoesNotLeave() {
    RealMatrix at = RealMatrix.of(ROWS);
    assertThatThrownBy(
            () -> Forward.gradient(a -> EjmlMatrices.fromEjml(EjmlMatrices.toEjml(a)).sum(), at))
        .isInstanceOf(ActiveValueException.class);
  }
}
