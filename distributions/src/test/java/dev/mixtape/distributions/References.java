package dev.mixtape.distributions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A distribution's data file: points computed elsewhere, and parameters that it refuses.
///
/// @param lines in the file's order
record References(List<Reference> lines, List<Refusal> refusals) {
  /// A number that a parameter refuses.
  record Refusal(int parameter, double number) {}

  static References of(Class<?> distribution) {
    String file = distribution.getSimpleName().toLowerCase(Locale.ROOT) + ".csv";
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(References.class.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
      List<String[]> rows = reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
      return new References(
          rows.stream().filter(row -> !isRefusal(row)).map(Reference::parsed).toList(),
          rows.stream().filter(References::isRefusal).map(References::refusal).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRefusal(String[] row) {
    return row[0].equals("refused");
  }

  private static Refusal refusal(String[] row) {
    int parameter = 0;
    while (row[Reference.PARAMETERS + parameter].isEmpty()) parameter++;
    return new Refusal(parameter, Double.parseDouble(row[Reference.PARAMETERS + parameter]));
  }

  /// The points of a function.
  List<Reference> of(String function) {
    return lines.stream().filter(line -> line.function().equals(function)).toList();
  }

  /// The line of a statistic, or the first one of a function, of the distribution with these
  /// parameters.
  Reference at(String name, double[] parameters) {
    return of(name).stream()
        .filter(line -> Arrays.equals(line.parameters(), parameters))
        .findFirst()
        .orElseThrow();
  }
}
