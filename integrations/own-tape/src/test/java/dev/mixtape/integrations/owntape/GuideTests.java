package dev.mixtape.integrations.owntape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The code in the guide for tape authors is code of this module.
class GuideTests {
  private static final Path ROOT = Path.of("src");
  private static final Path OWN_TAPE =
      ROOT.resolve("main/java/dev/mixtape/integrations/owntape/OwnTape.java");

  private static List<String> blocks() throws IOException {
    String guide = Files.readString(Path.of("../../docs/for-tape-authors.md"));
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(guide)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(GuideTests::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyBlockIsInASource() throws IOException {
    List<String> sources = sources();
    assertThat(blocks())
        .hasSizeGreaterThan(10)
        .allSatisfy(block ->
            assertThat(sources).as(block).anySatisfy(source -> assertThat(source).contains(block)));
  }

  @Test
  void theWholeEngineIsExplainedInItsOrder() throws IOException {
    String source = read(OWN_TAPE);
    String explained = blocks().stream().filter(source::contains).collect(Collectors.joining("\n"));
    assertThat(lines(explained)).isEqualTo(lines(source.substring(source.indexOf("public final"))));
  }

  /// Without what a reader needs no explanation of.
  private static List<String> lines(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("///") && !line.startsWith("@Suppress"))
        .collect(Collectors.collectingAndThen(Collectors.toList(), GuideTests::withoutLastBrace));
  }

  /// The class's own brace closes after the last block.
  private static List<String> withoutLastBrace(List<String> lines) {
    int braces = 0;
    for (String line : lines) {
      braces += (int) line.chars().filter(c -> c == '{').count();
      braces -= (int) line.chars().filter(c -> c == '}').count();
    }
    return braces == 0 ? lines.subList(0, lines.size() - 1) : lines;
  }
}
