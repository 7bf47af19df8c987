package dev.mixtape.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Dates of events in decimal years, in order.
///
/// @param name what the data are, for titles
record EventDates(String name, double[] dates) {
  private static final int FEWEST = 10;

  /// Explosions in British coal mines with ten or more deaths; the source is beside the file.
  static EventDates coal() {
    try (InputStream in = EventDates.class.getResourceAsStream("coal.csv")) {
      byte[] bytes = Objects.requireNonNull(in, "coal.csv").readAllBytes();
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return new EventDates("British coal mining disasters", parse("coal.csv", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One date per line; a first line that is no number is a header, blank lines do not count.
  ///
  /// @throws BadInputException when the file does not hold such dates; names the line
  static EventDates read(Path file) {
    try {
      return new EventDates(
          "Events in " + file.getFileName(), parse(file.toString(), Files.readAllLines(file)));
    } catch (NoSuchFileException e) {
      throw new BadInputException("There is no file " + file + ".");
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read as text: " + e.getMessage() + ".");
    }
  }

  private static double[] parse(String file, List<String> lines) {
    double[] dates = new double[lines.size()];
    int count = 0;
    for (int i = 0; i < lines.size(); i++) {
      String cell = lines.get(i).replace("\"", "").strip();
      if (cell.isEmpty() || (i == 0 && !cell.matches("[-+.]?\\d.*"))) continue;
      double date = date(cell, file, i + 1);
      if (count > 0 && date < dates[count - 1]) {
        throw new BadInputException(
            "%s, line %d: dates must be in order, but %s comes after %s."
                .formatted(file, i + 1, date, dates[count - 1]));
      }
      dates[count++] = date;
    }
    if (count < FEWEST) {
      throw new BadInputException(
          "%s: a trend needs at least %d events, but there are %d.".formatted(file, FEWEST, count));
    }
    if (dates[0] == dates[count - 2]) {
      throw new BadInputException(
          "%s: a trend needs waiting times that start at different dates, but all start at %s."
              .formatted(file, dates[0]));
    }
    return Arrays.copyOf(dates, count);
  }

  private static double date(String cell, String file, int line) {
    try {
      double date = Double.parseDouble(cell);
      if (Double.isFinite(date)) return date;
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadInputException(
        "%s, line %d: a date in decimal years was expected, but found \"%s\"."
            .formatted(file, line, cell));
  }

  double first() {
    return dates[0];
  }

  double last() {
    return dates[dates.length - 1];
  }

  double span() {
    return last() - first();
  }
}
