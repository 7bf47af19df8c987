package dev.mixtape.algebra;

import dev.mixtape.algebra.rows.Reductions;

/// Which entry of a vector is largest or smallest: a decision, which a recording writes down as
/// guards.
enum Extreme {
  LARGEST("argmax"),
  SMALLEST("argmin");

  private final String word;

  Extreme(String word) {
    this.word = word;
  }

  int index(Value vector) {
    double[] numbers = vector.arrayNumbers();
    if (numbers.length == 0) {
      throw new ShapeException(word + ": at least one entry is needed, but a vector(0) was given");
    }
    int index = Reductions.index(this == LARGEST, numbers);
    Value compared = Level.undifferentiated(vector);
    if (!compared.isNumber()) decide(compared.asVector(), index);
    if (!Double.isNaN(numbers[index])) return index;
    throw new DomainException(
        word + ": NaN has no place in an order, but was entry " + index + " of " + numbers.length);
  }

  /// Compares so that exactly these comparisons single out the entry: it is beyond all before it
  /// and not behind any.
  private void decide(RealVector vector, int index) {
    Real found = vector.get(index);
    if (this == LARGEST) {
      found.ge(vector.max());
      if (index > 0) found.gt(vector.slice(0, index).max());
    } else {
      found.le(vector.min());
      if (index > 0) found.lt(vector.slice(0, index).min());
    }
  }
}
