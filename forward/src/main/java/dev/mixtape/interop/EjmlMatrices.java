package dev.mixtape.interop;

import dev.mixtape.algebra.RealMatrix;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/// [RealMatrix] from and to EJML's dense matrices.
public final class EjmlMatrices {
  private EjmlMatrices() {}

  /// A matrix of EJML's numbers, which are copied.
  public static RealMatrix fromEjml(DMatrixRMaj matrix) {
    double[] numbers = Arrays.copyOf(matrix.data, matrix.getNumElements());
    return RealMatrix.wrapping(matrix.numRows, matrix.numCols, numbers);
  }

  /// A copy of the plain numbers as an EJML matrix.
  ///
  /// @throws dev.mixtape.algebra.ActiveValueException when the matrix is active
  public static DMatrixRMaj toEjml(RealMatrix matrix) {
    return new DMatrixRMaj(matrix.toArray());
  }
}
