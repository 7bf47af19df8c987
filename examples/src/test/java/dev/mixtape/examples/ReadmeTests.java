package dev.mixtape.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the READMEs say is what the files say.
class ReadmeTests {
  private static final Path SOURCES = Path.of("src/main/java/dev/mixtape/examples");

  private static List<String> blocks(Path markdown, String kind) throws IOException {
    return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(markdown))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String region(String program) throws IOException {
    String source = Files.readString(SOURCES.resolve(program));
    return source
        .substring(source.indexOf("// @start region=readme\n"), source.indexOf("// @end"))
        .lines()
        .skip(1)
        .collect(Collectors.joining("\n"))
        .stripIndent()
        .strip();
  }

  @Test
  void the_lines_of_the_readme_are_those_of_the_examples() throws IOException {
    assertThat(blocks(Path.of("../README.md"), "java"))
        .extracting(String::strip)
        .containsExactly(region("TenLines.java"), region("Explain.java"));
  }

  @Test
  void what_the_readme_says_is_told_is_told() throws IOException {
    assertThat(blocks(Path.of("../README.md"), "text")).containsExactly(Printed.by(Explain::run));
  }

  @Test
  void the_example_of_the_readme_agrees_with_its_finite_difference() {
    TenLines.main();
  }

  @Test
  void the_first_two_commands_run_the_main_example_and_all_tests() throws IOException {
    assertThat(blocks(Path.of("../README.md"), "sh"))
        .startsWith("mvn -B -pl examples -am compile exec:exec\n", "mvn -B verify\n");
  }

  @Test
  void every_program_is_in_the_list_of_examples() throws IOException {
    List<String> listed =
        Pattern.compile("-Dexample=(\\w+)")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .distinct()
            .sorted()
            .toList();
    List<String> programs;
    try (var files = Files.list(SOURCES)) {
      programs =
          files
              .filter(ReadmeTests::isProgram)
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .sorted()
              .toList();
    }
    assertThat(listed).isEqualTo(programs);
  }

  private static boolean isProgram(Path file) {
    try {
      return Files.readString(file).contains("static void main(");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
