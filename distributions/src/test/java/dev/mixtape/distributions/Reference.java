package dev.mixtape.distributions;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// A number computed elsewhere, with its slopes: one line of a distribution's data file.
///
/// @param x the point, or for a quantile the probability; absent for a statistic
/// @param slopes in every parameter, then in `x` where there is one; NaN where it is no normal
///   double
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reference(
    String function, double[] parameters, OptionalDouble x, double value, double[] slopes) {
  static final int PARAMETERS = 1;
  private static final int MOST_PARAMETERS = 2;
  private static final int X = PARAMETERS + MOST_PARAMETERS;
  private static final int VALUE = X + 1;
  private static final int IN_X = VALUE + 1;
  private static final int IN_PARAMETERS = IN_X + 1;

  static Reference parsed(String[] fields) {
    double[] parameters =
        List.of(fields).subList(PARAMETERS, PARAMETERS + MOST_PARAMETERS).stream()
            .flatMapToDouble(field -> number(field).stream())
            .toArray();
    OptionalDouble x = number(fields[X]);
    double[] slopes = new double[parameters.length + (x.isPresent() ? 1 : 0)];
    for (int i = 0; i < slopes.length; i++) {
      int field = i < parameters.length ? IN_PARAMETERS + i : IN_X;
      slopes[i] = number(fields[field]).orElse(Double.NaN);
    }
    double value = number(fields[VALUE]).orElseThrow();
    return new Reference(fields[0], parameters, x, value, slopes);
  }

  private static OptionalDouble number(String field) {
    return field.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(field));
  }

  /// The parameters, then the point where there is one.
  double[] arguments() {
    return DoubleStream.concat(DoubleStream.of(parameters), x.stream()).toArray();
  }

  /// A message about a number that is not what this line says.
  String differs(String what, double actual, double expected) {
    return String.format(
        Locale.ROOT,
        "%s%s: %s was %s but expected %s",
        function,
        Arrays.toString(arguments()),
        what,
        actual,
        expected);
  }
}
