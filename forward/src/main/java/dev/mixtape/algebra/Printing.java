package dev.mixtape.algebra;

import java.util.Arrays;

/// How arrays print: at most twelve numbers, marked by the level when they are not plain.
final class Printing {
  private static final int SHOWN = 12;

  private Printing() {}

  static String array(Value value) {
    double[] all = value.arrayNumbers();
    String numbers = Arrays.toString(Arrays.copyOf(all, Math.min(all.length, SHOWN)));
    if (all.length > SHOWN) {
      numbers =
          numbers.substring(0, numbers.length() - 1) + ", … " + (all.length - SHOWN) + " more]";
    }
    if (value.shape().rank() == 2) numbers = value.shape() + numbers;
    return value.isNumber() ? numbers : value.level() + "(" + numbers + ")";
  }
}
