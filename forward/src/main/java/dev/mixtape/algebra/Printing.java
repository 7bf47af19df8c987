package dev.mixtape.algebra;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How arrays print: at most twelve numbers, marked by the level when they are not plain.
final class Printing {
  private static final int SHOWN = 12;

  private Printing() {}

  static String array(Value value) {
    double[] all = value.arrayNumbers();
    String numbers = all.length > SHOWN ? beginning(value.shape(), all) : whole(value.shape(), all);
    return value.isNumber() ? numbers : value.level() + "(" + numbers + ")";
  }

  private static String whole(Shape shape, double[] all) {
    if (shape.rank() < 2) return Arrays.toString(all);
    int columns = shape.columns();
    return IntStream.range(0, shape.rows())
        .mapToObj(i -> Arrays.toString(Arrays.copyOfRange(all, i * columns, (i + 1) * columns)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String beginning(Shape shape, double[] all) {
    String shown = Arrays.toString(Arrays.copyOf(all, SHOWN));
    return (shape.rank() < 2 ? "" : shape)
        + shown.substring(0, shown.length() - 1)
        + ", … "
        + (all.length - SHOWN)
        + " more]";
  }
}
