package dev.mixtape.algebra;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mixtape.algebra.rows.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/// What a row must answer at one point, computed elsewhere.
///
/// @param row the name of the row
/// @param at the operands
/// @param active the operands to differentiate in
/// @param expected by name: `value`, `da`, `dab` …; what no double holds is missing
/// @param where `tail` in a tail or near a zero of the result, otherwise empty
record RowReference(
    String row, List<Double> at, List<Integer> active, Map<String, Double> expected, String where) {
  private static final String LETTERS = "abc";

  /// Lines that are the row `pow` with a constant exponent.
  private static final Set<String> CONSTANT_EXPONENT = Set.of("powInt", "powConst");

  /// All reference points, in the file's order; see `src/test/references`.
  static List<RowReference> all() {
    return ALL;
  }

  /// The reference points in one of these files.
  static List<RowReference> in(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RowReference.class.getResourceAsStream(file)), UTF_8))) {
      String[] header = reader.readLine().split(",", -1);
      return reader.lines().map(line -> of(header, line.split(",", -1))).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The reference points of a row of the table.
  static List<RowReference> of(Row row) {
    return ALL.stream().filter(reference -> reference.row.equals(row.name())).toList();
  }

  private static final List<RowReference> ALL = in("rows.csv");

  private static RowReference of(String[] header, String[] line) {
    List<Double> at = new ArrayList<>();
    Map<String, Double> expected = new HashMap<>();
    int where = header.length - 1;
    for (int i = 1; i < where; i++) {
      if (line[i].isEmpty()) continue;
      if (LETTERS.contains(header[i])) at.add(Double.valueOf(line[i]));
      else expected.put(header[i], Double.valueOf(line[i]));
    }
    boolean constant = CONSTANT_EXPONENT.contains(line[0]);
    int active = constant ? 1 : at.size();
    return new RowReference(
        constant ? "pow" : line[0],
        at,
        IntStream.range(0, active).boxed().toList(),
        expected,
        line[where]);
  }

  /// The tolerance at this point for the value (order 0) or a first derivative.
  double tolerance(int order) {
    boolean tail = where.equals("tail");
    if (order == 0) return tail ? 1e-11 : 1e-13;
    return tail ? 1e-9 : 1e-11;
  }

  /// The name of a derivative: `da` for one operand, `dab` for two.
  static String name(int... operands) {
    StringBuilder name = new StringBuilder("d");
    IntStream.of(operands).sorted().forEach(i -> name.append(LETTERS.charAt(i)));
    return name.toString();
  }

  double a() {
    return operand(0);
  }

  double b() {
    return operand(1);
  }

  double c() {
    return operand(2);
  }

  private double operand(int i) {
    return i < at.size() ? at.get(i) : 0;
  }

  static Row row(String name) {
    return Table.ROWS.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}
