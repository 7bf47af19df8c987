package dev.mixtape.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Gradients in two million numbers fit in a heap of 2 GiB, with every operation of every element
/// on the tape too.
class MillionElementsTests {
  private static final String HEAP = "-Xmx2g";

  @Test
  void tapeOnlyColumnByColumn() throws Exception {
    assertThat(run("tapeOnly")).isEqualTo("agrees");
  }

  @Test
  void everyOperationOfEveryElementOnTheTape() throws Exception {
    assertThat(run("tapeOfScalars")).isEqualTo("agrees");
  }

  private static String run(String contestant) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    HEAP,
                    "--add-modules=jdk.incubator.vector",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    Program.class.getName(),
                    contestant))
            .redirectErrorStream(true)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return printed.lines().reduce("", (_, last) -> last);
  }

  static final class Program {
    static void main(String[] contestant) throws Exception {
      AgreementTests.agrees(
          Headline.class, Headline.class.getMethod(contestant[0]), List.of(1_000_000));
      System.out.println("agrees");
    }
  }
}
