package dev.mixtape.interop;

import dev.mixtape.algebra.Dense;
import dev.mixtape.algebra.RealMatrix;
import dev.mixtape.algebra.StructureException;
import dev.mixtape.algebra.Value;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.MatrixType;
import org.ejml.simple.SimpleMatrix;

/// [RealMatrix] from and to EJML's dense matrices, whose numbers lie in the same order.
///
/// A [RealMatrix] never changes, and EJML's matrices can be written to. So what comes in is copied,
/// or shared on the caller's promise that nobody writes; what goes out is always copied.
///
/// [SimpleMatrix] lives in EJML's artifact `ejml-simple`, which Mixtape does not bring along: who
/// calls the methods with `Simple` in their names has it already.
public final class EjmlMatrices {
  private EjmlMatrices() {}

  /// A matrix of EJML's numbers, which are copied.
  public static RealMatrix fromEjml(DMatrixRMaj matrix) {
    double[] numbers = Arrays.copyOf(matrix.data, matrix.getNumElements());
    return RealMatrix.wrapping(matrix.numRows, matrix.numCols, numbers);
  }

  /// A matrix that shares EJML's numbers; the caller promises that nobody writes to them. A matrix
  /// that `reshape` has made smaller, so that its array is too long, is copied.
  public static RealMatrix wrapping(DMatrixRMaj matrix) {
    return matrix.data.length == matrix.getNumElements()
        ? RealMatrix.wrapping(matrix.numRows, matrix.numCols, matrix.data)
        : fromEjml(matrix);
  }

  /// A copy of the plain numbers as an EJML matrix.
  ///
  /// @throws dev.mixtape.algebra.ActiveValueException when the matrix is active
  public static DMatrixRMaj toEjml(RealMatrix matrix) {
    Value value = Value.of(matrix);
    double[] numbers = ((Dense) value.level().leave(value)).array().clone();
    return DMatrixRMaj.wrap(matrix.rows(), matrix.columns(), numbers);
  }

  /// A matrix of EJML's numbers, which are copied.
  ///
  /// @throws StructureException when they are complex, sparse or single precision; names the type
  public static RealMatrix fromSimple(SimpleMatrix matrix) {
    return fromEjml(dense(matrix));
  }

  /// A matrix that shares EJML's numbers, as [#wrapping].
  ///
  /// @throws StructureException when they are complex, sparse or single precision; names the type
  public static RealMatrix wrappingSimple(SimpleMatrix matrix) {
    return wrapping(dense(matrix));
  }

  private static DMatrixRMaj dense(SimpleMatrix matrix) {
    if (matrix.getType() == MatrixType.DDRM) return matrix.getDDRM();
    throw new StructureException(
        "a SimpleMatrix of type DDRM was expected, which is dense and has doubles, but it was of"
            + " type "
            + matrix.getType()
            + "; convert it first");
  }

  /// A copy of the plain numbers as a `SimpleMatrix`.
  ///
  /// @throws dev.mixtape.algebra.ActiveValueException when the matrix is active
  public static SimpleMatrix toSimple(RealMatrix matrix) {
    return SimpleMatrix.wrap(toEjml(matrix));
  }
}
