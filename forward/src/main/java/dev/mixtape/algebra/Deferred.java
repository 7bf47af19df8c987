package dev.mixtape.algebra;

import java.util.Arrays;

/// Plain numbers of an array that are computed when they are first asked for. Any thread may ask,
/// and gets the same numbers.
public interface Deferred {
  /// The numbers in row-major order.
  double[] array();

  /// Their sum from the first to the last, for which nobody has to keep them.
  double sum();

  /// One number for every entry.
  record Uniform(double number, int size) implements Deferred {
    @Override
    public double[] array() {
      double[] array = new double[size];
      Arrays.fill(array, number);
      return array;
    }

    @Override
    public double sum() {
      double sum = 0;
      for (int i = 0; i < size; i++) sum += number;
      return sum;
    }
  }
}
