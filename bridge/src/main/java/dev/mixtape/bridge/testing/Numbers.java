package dev.mixtape.bridge.testing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Numbers for reports: as many digits as can be told apart.
final class Numbers {
  private static final int SHOWN = 6;

  private Numbers() {}

  /// Ten digits.
  static String shown(double number) {
    if (!Double.isFinite(number)) return Double.toString(number);
    return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.9e", number)));
  }

  /// As many digits as an error leaves.
  static String shown(double number, double error) {
    if (!Double.isFinite(number) || !Double.isFinite(error) || error == 0) return shown(number);
    int digits = (int) -Math.ceil(Math.log10(error));
    double rounded = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    return shown(rounded + 0.0);
  }

  /// One digit.
  static String rough(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%.0e", number) : "?";
  }

  static String shown(double[] numbers) {
    if (numbers.length == 1) return shown(numbers[0]);
    String first = Arrays.stream(numbers).limit(SHOWN).mapToObj(Numbers::shown).toList().toString();
    int more = numbers.length - SHOWN;
    return more > 0 ? first.substring(0, first.length() - 1) + ", … " + more + " more]" : first;
  }

  /// Short decimals other than zero, easy to read and to tell apart.
  static double[] random(int count, RandomGenerator random) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++)
      numbers[i] = (1 + random.nextInt(29)) / 10.0 * (random.nextBoolean() ? 1 : -1);
    return numbers;
  }

  static double[] unit(int i, int count) {
    double[] unit = new double[count];
    unit[i] = 1;
    return unit;
  }

  /// `a u + b v`.
  static double[] combined(double a, double[] u, double b, double[] v) {
    double[] sum = new double[u.length];
    for (int i = 0; i < sum.length; i++) sum[i] = a * u[i] + b * v[i];
    return sum;
  }

  static boolean isFinite(double[] numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }
}
