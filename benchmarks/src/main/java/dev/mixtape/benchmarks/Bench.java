package dev.mixtape.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks and prints their table.
///
/// The arguments are JMH's, and choose benchmarks or change how long they run. The system property
/// `quick` measures less, `output` is the directory for `bench.md`, the table, and `bench.json`,
/// JMH's own results.
public final class Bench {
  private Bench() {}

  static void main(String[] arguments) throws Exception {
    CommandLineOptions asked = new CommandLineOptions(arguments);
    if (asked.shouldHelp() || asked.shouldList() || asked.shouldListWithParams()) {
      org.openjdk.jmh.Main.main(arguments);
    } else {
      measure(asked);
    }
  }

  private static void measure(CommandLineOptions asked)
      throws RunnerException, IOException, CommandLineOptionException {
    Path output = Files.createDirectories(Path.of(System.getProperty("output", "target")));
    var options =
        new OptionsBuilder()
            .parent(asked)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(output.resolve("bench.json").toString());
    if (Boolean.getBoolean("quick")) {
      options.warmupIterations(2).warmupTime(TimeValue.seconds(1));
      options.measurementIterations(3).measurementTime(TimeValue.milliseconds(300));
      if (!asked.getParameter("size").hasValue()) options.param("size", "1000", "1000000");
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    String report = Machine.description() + "\n" + Table.of(results) + leftOut();
    Files.writeString(output.resolve("bench.md"), report);
    System.out.println(report);
  }

  /// What the build left out.
  private static String leftOut() {
    try {
      Class.forName("ai.djl.engine.Engine");
      return "";
    } catch (ClassNotFoundException _) {
      return "PyTorch was not measured; the profile `djl` brings it.\n";
    }
  }
}
