package dev.mixtape.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;

/// The machine in words, as a line of Markdown.
final class Machine {
  private Machine() {}

  static String description() {
    Runtime runtime = Runtime.getRuntime();
    return "Measured on "
        + runtime.availableProcessors()
        + " cores of "
        + processor()
        + " ("
        + System.getProperty("os.arch")
        + ", "
        + DoubleVector.SPECIES_PREFERRED.length()
        + " doubles to a vector), "
        + System.getProperty("os.name")
        + ", "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.runtime.version")
        + ", heap "
        + (runtime.maxMemory() >> 20)
        + " MiB.\n";
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) return "an unnamed processor";
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("an unnamed processor");
    } catch (IOException _) {
      return "an unnamed processor";
    }
  }
}
