package dev.mixtape.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// `docs/primitives.md` says what the table says. With `-Dprimitives=write` it is written instead.
class PrimitivesDocumentTests {
  private static final Path FILE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "primitives.md");
  private static final Pattern DECADES = Pattern.compile("1e(-\\d+), 1e(-\\d+), 1e(-\\d+)");

  @Test
  void isWhatTheTableSays() throws IOException {
    String text = PrimitivesDocument.text();
    if ("write".equals(System.getProperty("primitives"))) Files.writeString(FILE, text);
    String file = Files.readString(FILE);
    assertThat(withoutErrors(file))
        .as(
            "docs/primitives.md is not what the table of primitives says; write it anew by"
                + " mvn -pl forward test -Dtest=PrimitivesDocumentTests -Dprimitives=write")
        .isEqualTo(withoutErrors(text));
    int[] written = decades(file);
    int[] measured = decades(text);
    assertThat(IntStream.range(0, written.length).map(i -> Math.abs(written[i] - measured[i])))
        .as("errors that are off by more than a decade, which is left to other machines")
        .allMatch(decades -> decades <= 1);
  }

  private static String withoutErrors(String text) {
    return DECADES.matcher(text).replaceAll("");
  }

  private static int[] decades(String text) {
    return DECADES
        .matcher(text)
        .results()
        .flatMapToInt(
            match -> IntStream.rangeClosed(1, 3).map(i -> Integer.parseInt(match.group(i))))
        .toArray();
  }
}
