package dev.mixtape.algebra.kernel;

/// A scalar program as a loop over some elements of columns of plain numbers.
public interface IndexedKernel {
  /// Computes elements `elements[from … to - 1]` of the outputs, which are written at their places.
  ///
  /// @param operands as [Kernel#run] takes them
  /// @param outputs as [Kernel#run] takes them
  void run(double[][] operands, double[][] outputs, int[] elements, int from, int to);
}
