package dev.mixtape.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/// JMH's results as Markdown, one table per workload, with the ratios to the twins of the same run.
final class Table {
  private static final String TWIN = "byHand";

  /// Workloads, then sizes, then contestants in the order in which they ran.
  private final Map<String, Map<String, Map<String, Row>>> workloads = new LinkedHashMap<>();

  /// @param micros the median iteration, in microseconds per operation
  /// @param spread the slowest iteration over the fastest
  private record Row(double micros, double spread, double bytes) {}

  private Table() {}

  static String of(Collection<RunResult> results) {
    Table table = new Table();
    results.forEach(table::add);
    StringBuilder text = new StringBuilder();
    table.workloads.forEach((workload, sizes) -> table.print(workload, sizes, text));
    return text.toString();
  }

  private void add(RunResult result) {
    String[] name = result.getParams().getBenchmark().split("\\.", -1);
    String workload = name[name.length - 2].replaceFirst("On[A-Z].*", "");
    String size = result.getParams().getParam("size");
    if (size == null) size = String.valueOf(result.getParams().getParam("components"));
    Statistics times = result.getPrimaryResult().getStatistics();
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    workloads
        .computeIfAbsent(workload, _ -> new LinkedHashMap<>())
        .computeIfAbsent(size, _ -> new LinkedHashMap<>())
        .put(
            name[name.length - 1],
            new Row(
                times.getPercentile(50),
                times.getMax() / times.getMin(),
                bytes == null ? Double.NaN : bytes.getScore()));
  }

  private void print(String workload, Map<String, Map<String, Row>> sizes, StringBuilder text) {
    List<String> twins = new ArrayList<>();
    sizes.values().stream()
        .flatMap(contestants -> contestants.keySet().stream())
        .distinct()
        .filter(name -> name.startsWith(TWIN))
        .sorted()
        .forEach(twins::add);
    text.append("### ").append(words(workload)).append("\n\n");
    text.append("| size | contestant | time | slowest/fastest | bytes |");
    twins.forEach(twin -> text.append(" × ").append(words(twin)).append(" |"));
    text.append("\n| ---: | :--- | ---: | ---: | ---: |").append(" ---: |".repeat(twins.size()));
    text.append('\n');
    sizes.forEach((size, contestants) ->
        contestants.forEach((contestant, row) -> {
          text.append("| ").append(size.equals("null") ? "" : size);
          text.append(" | ").append(words(contestant));
          text.append(" | ").append(time(row.micros));
          text.append(" | ").append(String.format(Locale.ROOT, "%.2f", row.spread));
          text.append(" | ").append(String.format(Locale.ROOT, "%,.0f", row.bytes));
          for (String twin : twins) text.append(" | ").append(ratio(row, contestants.get(twin)));
          text.append(" |\n");
        }));
    text.append('\n');
  }

  private static String ratio(Row row, @Nullable Row twin) {
    return twin == null ? "" : digits(row.micros / twin.micros);
  }

  private static String time(double micros) {
    if (micros < 1) return digits(micros * 1e3) + " ns";
    if (micros < 1e3) return digits(micros) + " µs";
    return digits(micros / 1e3) + " ms";
  }

  /// Three significant digits.
  private static String digits(double number) {
    int places = number < 10 ? 2 : number < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + places + "f", number);
  }

  /// `byHandVectorized` as `by hand vectorized`.
  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
