package dev.mixtape.algebra.kernel;

/// A scalar program as a loop over columns of plain numbers.
public interface Kernel {
  /// Computes elements `from … to - 1` of the outputs.
  ///
  /// @param operands the columns of the inputs, then of the captures; what all elements share is a
  ///   column of one entry
  /// @param outputs a column per output; written. An output that is summed is a column of one
  ///   entry, to which the elements are added from the first to the last
  void run(double[][] operands, double[][] outputs, int from, int to);
}
