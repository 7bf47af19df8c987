package dev.mixtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Types and words that repeat for every number of arguments are written once, in `src/arities`:
/// this compares what stands in `src/main/java` with the templates, but for its layout, and writes
/// it with `-Darities=replace`.
class ArityTemplateTests {
  private static final Path TEMPLATES = Path.of("src/arities");
  private static final Path SOURCES = Path.of("src/main/java/dev/mixtape/bridge");
  private static final boolean REPLACE = "replace".equals(System.getProperty("arities"));
  private static final int MOST_ARGUMENTS = 8;
  private static final int MOST_MAPPED = 4;
  private static final String[] ORDINALS = {
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"
  };
  private static final Pattern EACH =
      Pattern.compile("//@each (\\d)\\.\\.(\\d)\n(.*?)//@end\n", Pattern.DOTALL);

  /// What a placeholder stands for, for so many arguments.
  private record Arity(int count) {
    private String each(String separator, IntFunction<String> text) {
      return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    private static char type(int i) {
      return (char) ('A' + i);
    }

    /// A letter that is neither the function's nor the result's.
    private static char name(int i) {
      return "abcdeuvw".charAt(i);
    }

    private static String typed(int i) {
      return "(Tangent<" + type(i) + ">) pulled.get(" + (i + 1) + ")";
    }

    /// Captures and tangents fit a tuple up to seven arguments; eight make a tuple of their own.
    private boolean isFlat() {
      return count < 8;
    }

    private String tangents() {
      return each(", ", i -> "Tangent<" + type(i) + ">");
    }

    private Map<String, String> meanings() {
      Map<String, String> all = new TreeMap<>();
      all.put("N", String.valueOf(count));
      all.put("arguments", count == 1 ? "1 argument" : count + " arguments");
      all.put("Types", each(", ", i -> "" + type(i)));
      all.put("params", each(", ", i -> type(i) + " " + name(i)));
      all.put("args", each(", ", i -> "" + name(i)));
      all.put("unchecked", each(", ", i -> "(" + type(i) + ") x[" + i + "]"));
      all.put("variableParams", each(", ", i -> "Variable<" + type(i) + "> " + name(i)));
      all.put("tangents", tangents());
      all.put("tangentParams", each(", ", i -> "Tangent<" + type(i) + "> " + name(i)));
      all.put("ofDirection", each(", ", i -> "d._" + (i + 1)));
      all.put(
          "uncheckedTangents",
          each(", ", i -> "(Tangent<" + type(i) + ">) tangents.get(" + i + ")"));
      all.put("batches", each(", ", i -> "Batch<" + type(i) + ">"));
      all.put("batchParams", each(", ", i -> "Batch<" + type(i) + "> " + name(i)));
      all.put(
          "typeDocs",
          each(
              "\n",
              i -> "/// @param <" + type(i) + "> the type of the " + ORDINALS[i] + " argument"));
      all.put("Reals", each(", ", _ -> "Real"));
      all.put("blanks", each(", ", _ -> "_"));
      all.put("dArgs", parameters(each(", ", i -> "d" + name(i))));
      all.put("ignored", parameters(each(", ", _ -> "_")));
      all.put("partials", each(", ", i -> partialType() + " in" + type(i)));
      all.put(
          "scalarPulled",
          each(
              ", ",
              i -> "ScalarRule.pulled(context, " + (i + 1) + ", dy, () -> " + partial(i) + ")"));
      all.put(
          "scalarTerms",
          each(", ", i -> "ScalarRule.term(d" + name(i) + ", () -> " + partial(i) + ")"));
      all.put("nothingPulled", nothingPulled());
      all.put("tupleImports", tupleImports());
      all.put(
          "tangentsInWords",
          isFlat() ? "one tangent per argument" : "a tuple of one tangent per argument");
      all.put(
          "Pulled",
          isFlat()
              ? "Tuple" + (count + 1) + "<Captures, " + tangents() + ">"
              : "Tuple2<Captures, Tuple" + count + "<" + tangents() + ">>");
      all.put(
          "pulled",
          isFlat()
              ? "Tuple.of((Captures) pulled.get(0), " + each(", ", Arity::typed) + ")"
              : "Tuple.of((Captures) pulled.get(0), Tuple.of(" + each(", ", Arity::typed) + "))");
      all.put("argumentsOfPulled", isFlat() ? "toSeq().drop(1)" : "_2.toSeq()");
      return all;
    }

    private String parameters(String names) {
      return count == 1 ? names : "(" + names + ")";
    }

    private String partialType() {
      return "Function" + (count + 1) + "<" + "Real, ".repeat(count + 1) + "Real>";
    }

    private String partial(int i) {
      return "in" + type(i) + ".apply(y, " + each(", ", k -> "" + name(k)) + ")";
    }

    private String nothingPulled() {
      String nothing = each(", ", _ -> "ScalarRule.constant()");
      return isFlat()
          ? "Tuple.of(Captures.none(), " + nothing + ")"
          : "Tuple.of(Captures.none(), Tuple.of(" + nothing + "))";
    }

    private String tupleImports() {
      return isFlat()
          ? "import io.vavr.Tuple" + (count + 1) + ";"
          : "import io.vavr.Tuple2;\nimport io.vavr.Tuple" + count + ";";
    }

    String fill(String template) {
      Map<String, String> meanings = meanings();
      return Pattern.compile("\\$([A-Za-z]+)")
          .matcher(template)
          .replaceAll(m -> Matcher.quoteReplacement(meanings.get(m.group(1))));
    }
  }

  /// A source file and what the templates say it should be.
  record Source(Path file, String expected) {
    @Override
    public String toString() {
      return file.getFileName().toString();
    }
  }

  static Stream<Source> sources() throws IOException {
    try (Stream<Path> templates = Files.walk(TEMPLATES)) {
      return templates.filter(Files::isRegularFile).sorted().toList().stream()
          .flatMap(ArityTemplateTests::sources);
    }
  }

  private static Stream<Source> sources(Path template) {
    String name = TEMPLATES.relativize(template).toString().replace(".template", "");
    String text = read(template);
    if (!name.endsWith("N"))
      return Stream.of(new Source(SOURCES.resolve(name + ".java"), expanded(text)));
    String family = name.substring(0, name.length() - 1);
    int most = family.equals("Mapped") ? MOST_MAPPED : MOST_ARGUMENTS;
    return IntStream.rangeClosed(1, most)
        .mapToObj(n -> new Source(SOURCES.resolve(family + n + ".java"), new Arity(n).fill(text)));
  }

  private static String expanded(String text) {
    String rules =
        IntStream.rangeClosed(1, MOST_ARGUMENTS)
            .mapToObj(n -> "Rule" + n)
            .collect(Collectors.joining(", "));
    return EACH.matcher(text.replace("$Rules", rules))
        .replaceAll(m ->
            Matcher.quoteReplacement(
                IntStream.rangeClosed(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)))
                    .mapToObj(n -> new Arity(n).fill(m.group(3)))
                    .collect(Collectors.joining())));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String withoutLayout(String source) {
    return source.replace("///", "").replaceAll("\\s", "");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theSourceIsWhatTheTemplateSays(Source source) throws IOException {
    if (REPLACE) Files.writeString(source.file, source.expected);
    assertThat(withoutLayout(read(source.file)))
        .as(
            "%s is written from src/arities; change the template, then run mvn -pl bridge -am test"
                + " -Darities=replace and format",
            source)
        .isEqualTo(withoutLayout(source.expected));
  }
}
