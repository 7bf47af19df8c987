package dev.mixtape.algebra;

import static java.util.stream.Collectors.joining;

import dev.mixtape.algebra.rows.Table;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// `docs/primitives.md`, written from the table of primitives and its reference points alone.
final class PrimitivesDocument {
  private static final String HEAD =
      """
      # Primitives

      Every row of the table of primitives, in the classes of `dev.mixtape.algebra.rows`. A program
      writes this page from the rows themselves; `CONTRIBUTING.md` says how.

      - **Derivatives** are the expressions that the row differentiates with, recorded from its code:
        `x`, or `a`, `b`, `c`, are the operands and `y` is the result. A piecewise constant result has
        an exact zero, which no infinite tangent turns into NaN.
      - **At a kink**, where there is no derivative, is what is answered there. `±∞` without a limit
        is NaN. NaN in an operand that counts is NaN in the result.
      - **Error** is the largest relative error of value, first and second derivatives over the
        reference points in `rows.csv`, computed with 1600 digits. It is rounded up to a power of ten,
        and stands for twice the error measured, since the last bits of `java.lang.Math` may differ from
        machine to machine; the least that is shown is 1e-15. Points in the tails and near zeros are
        among them.

      """;
  private static final double LEAST = 1e-15;

  private final Set<Row> wordless = new LinkedHashSet<>();

  static String text() {
    PrimitivesDocument document = new PrimitivesDocument();
    return HEAD + Table.THEMES.stream().map(document::theme).collect(joining("\n"));
  }

  private String theme(Class<?> theme) {
    wordless.clear();
    String lines = Table.rows(theme).stream().map(this::line).collect(joining());
    return """
    ## %s

    | word | result | domain | derivatives | at kinks | at -∞, ∞ | error |
    |---|---|---|---|---|---|---|
    %s%s\
    """
        .formatted(heading(theme.getSimpleName()), lines, legend());
  }

  /// `LogSpace` as "Log space".
  private static String heading(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private String line(Row row) {
    List<String> cells =
        List.of(
            "`" + row.name() + "(" + String.join(", ", operands(row)) + ")`",
            row.formula(),
            row.domain(),
            partials(row),
            row.kinks().stream().map(kink -> kink(row, kink)).collect(joining("; ")),
            row.arity() == 1 ? limits(row) : "",
            RowErrors.of(row).inDecades(LEAST));
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(joining(" | ", "| ", " |\n"));
  }

  private static List<String> operands(Row row) {
    return row.arity() == 1 ? List.of("x") : List.of("a", "b", "c").subList(0, row.arity());
  }

  private String partials(Row row) {
    return IntStream.range(0, row.arity())
        .mapToObj(i -> "`" + partial(row, i) + "`")
        .collect(joining(", "));
  }

  private String partial(Row row, int i) {
    PartialText text = PartialText.of(row, i, operands(row));
    text.rows().stream().filter(r -> !Table.ROWS.contains(r)).forEach(wordless::add);
    return text.toString();
  }

  private String legend() {
    if (wordless.isEmpty()) return "";
    return wordless.stream()
        .map(row ->
            "`%s(%s)` is %s".formatted(row.name(), String.join(", ", operands(row)), row.formula()))
        .collect(joining("; ", "\nHere ", ".\n"));
  }

  private static String kink(Row row, Row.Kink kink) {
    String at = kink.where();
    if (at.isEmpty()) {
      at =
          IntStream.range(0, row.arity())
              .mapToObj(i -> operands(row).get(i) + " = " + PartialText.number(kink.at().get(i)))
              .collect(joining(", "));
    }
    return kink.partials().stream().map(PartialText::number).collect(joining(", ", at + ": ", ""));
  }

  private static String limits(Row row) {
    return Arrays.stream(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
        .mapToObj(x -> PartialText.number(row.number(x, 0, 0)))
        .collect(joining(", "));
  }
}
