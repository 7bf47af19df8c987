package dev.mixtape.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a fresh JVM pays for Mixtape: the time to load it and to the first answer, the classes
/// loaded, and the bytes on disk. The one argument is the number of JVMs per program.
///
/// The class path of a program holds what its artifact needs at run time and nothing else. The
/// system property `output` is the directory for `start-up.md`, the tables.
public final class StartUp {
  private static final int RUNS = 11;

  /// What the artifacts need at run time, with what that needs.
  private static final List<String> FORWARD =
      List.of(
          "forward",
          "vavr",
          "vavr-match",
          "ejml-core",
          "ejml-ddense",
          "commons-numbers-gamma",
          "commons-numbers-fraction",
          "commons-numbers-core");

  private static final List<String> BRIDGE = and(FORWARD, "bridge");
  private static final List<String> TAPE = and(BRIDGE, "tape");
  private static final List<String> DISTRIBUTIONS =
      and(FORWARD, "distributions", "commons-rng-sampling", "commons-rng-client-api");
  private static final List<String> ALL =
      Stream.concat(TAPE.stream(), DISTRIBUTIONS.stream()).distinct().toList();

  private static final List<Program> PROGRAMS =
      List.of(
          new Program("an empty program", "Nothing", List.of()),
          new Program("`bridge`: a first `rrule`", "OfBridge", BRIDGE),
          new Program("`tape`: a first gradient", "OfTape", TAPE),
          new Program("the headline, 3 elements", "OfDistributions", ALL),
          new Program("the headline, 1000 elements", "OfThousand", ALL));

  private StartUp() {}

  private static List<String> and(List<String> artifacts, String... more) {
    return Stream.concat(artifacts.stream(), Arrays.stream(more)).toList();
  }

  static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length == 0 ? RUNS : Integer.parseInt(arguments[0]);
    StringBuilder text = new StringBuilder(Machine.description()).append('\n');
    text.append("| program | from JVM start to answer | loading | first use | classes |\n");
    text.append("| :--- | ---: | ---: | ---: | ---: |\n");
    for (Program program : PROGRAMS) text.append(program.measured(runs));
    text.append("\n| artifact | own jar | with all it needs | jars |\n");
    text.append("| :--- | ---: | ---: | ---: |\n");
    text.append(sizes("forward", FORWARD)).append(sizes("bridge", BRIDGE));
    text.append(sizes("tape", TAPE)).append(sizes("distributions", DISTRIBUTIONS));
    Path output = Files.createDirectories(Path.of(System.getProperty("output", "target")));
    Files.writeString(output.resolve("start-up.md"), text);
    System.out.println(text);
  }

  private static String sizes(String artifact, List<String> needs) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %,d kB | %,d kB | %d |\n",
        artifact,
        Artifact.of(artifact).size() / 1000,
        needs.stream().mapToLong(name -> Artifact.of(name).size()).sum() / 1000,
        needs.size());
  }

  /// @param main the class in [FirstUse]
  private record Program(String name, String main, List<String> needs) {
    String measured(int runs) throws IOException, InterruptedException {
      List<Double> totals = new ArrayList<>();
      List<Double> loading = new ArrayList<>();
      List<Double> using = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        long started = System.nanoTime();
        String[] report = run().split(" ", 3);
        totals.add((System.nanoTime() - started) / 1e6);
        loading.add(Long.parseLong(report[0]) / 1e6);
        using.add(Long.parseLong(report[1]) / 1e6);
      }
      return String.format(
          Locale.ROOT,
          "| %s | %s | %s | %s | %d |\n",
          name,
          summary(totals),
          summary(loading),
          summary(using),
          classes());
    }

    private static String summary(List<Double> millis) {
      double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return String.format(
          Locale.ROOT,
          "%.1f ms (%.1f to %.1f)",
          sorted[sorted.length / 2],
          sorted[0],
          sorted[sorted.length - 1]);
    }

    /// The number of classes loaded, those of the JDK included.
    private long classes() throws IOException, InterruptedException {
      Path log = Files.createTempFile("classes", ".log");
      try {
        run("-Xlog:class+load:file=\"" + log + "\":none");
        try (Stream<String> lines = Files.lines(log)) {
          return lines.filter(line -> line.contains(" source: ")).count();
        }
      } finally {
        Files.delete(log);
      }
    }

    /// What the program prints, in a JVM of its own.
    private String run(String... options) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(options));
      command.addAll(List.of("-classpath", classPath(), FirstUse.class.getName() + "$" + main));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) throw new IllegalStateException(name + " failed: " + printed);
      return printed;
    }

    private String classPath() {
      return Stream.concat(needs.stream(), Stream.of("benchmarks"))
          .map(name -> Artifact.of(name).place().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
