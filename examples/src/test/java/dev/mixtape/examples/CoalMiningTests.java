package dev.mixtape.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The main example. Its expected numbers were computed in Python from the same file, by Newton's
/// method on derivatives written by hand.
class CoalMiningTests {
  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {
    double number(String pattern) {
      Matcher matcher = Pattern.compile(pattern).matcher(out);
      assertThat(matcher.find()).as(pattern + " in " + out).isTrue();
      return Double.parseDouble(matcher.group(1));
    }
  }

  private static Outcome run(String... args) {
    AtomicInteger code = new AtomicInteger();
    String[] out = new String[1];
    String err = Printed.by(e -> out[0] = Printed.by(o -> code.set(CoalMining.run(args, o, e))));
    return new Outcome(code.get(), out[0], err);
  }

  private Outcome quick(String... args) {
    String[] svg = {"--svg", folder.resolve("out/coal.svg").toString(), "--seconds", "0"};
    return run(Stream.concat(Arrays.stream(svg), Arrays.stream(args)).toArray(String[]::new));
  }

  private String file(String... lines) throws IOException {
    return Files.write(folder.resolve("dates.csv"), Arrays.asList(lines)).toString();
  }

  private static void near(double actual, double expected, double within) {
    assertThat(actual).isCloseTo(expected, Offset.offset(within));
  }

  @Test
  void the_fit_is_that_of_another_program() {
    Outcome outcome = quick();

    assertThat(outcome.err).isEmpty();
    assertThat(outcome.code).isZero();
    near(outcome.number("\n  a +(\\S+) "), -0.68940, 1e-5);
    near(outcome.number("\n  a +\\S+ +(\\S+)\n"), 0.07255, 1e-5);
    near(outcome.number("\n  b +(\\S+) "), 0.01829, 1e-5);
    near(outcome.number("\n  b +\\S+ +(\\S+)\n"), 0.00252, 1e-5);
    near(outcome.number("log-likelihood (\\S+),"), -59.0147, 1e-4);
    near(outcome.number("with a constant rate (\\S+)\n"), -87.9055, 1e-4);
    near(outcome.number("likelihood ratio (\\S+) "), 57.782, 1e-3);
    near(outcome.number("p = (\\S+)\n"), 2.9e-14, 1e-16);
  }

  @Test
  void the_gradient_is_the_same_three_ways() {
    Outcome outcome = quick();

    for (String way : new String[] {"tape only", "mixed", "differences"}) {
      near(outcome.number("\n  " + way + " +(\\S+) "), -20.723866242517666, 1e-6);
      near(outcome.number("\n  " + way + " +\\S+ +(\\S+)\n"), 1384.6097191091606, 1e-3);
    }
    assertThat(outcome.number("largest relative difference: (\\S+)\n")).isLessThan(1e-6);
  }

  @Test
  void the_comparison_shows_its_progress_and_says_what_it_is_not() {
    assertThat(quick().out)
        .contains(
            "round 1 of 5, warm-up:", "round 5 of 5:", "  element by element ", "no benchmark");
  }

  @Test
  void the_picture_is_written_where_the_program_says_and_shows_every_event() throws Exception {
    Outcome outcome = quick();

    Path svg = folder.resolve("out/coal.svg");
    assertThat(outcome.out).contains("Data and fitted rate: " + svg);
    var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("polygon").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    String ticks =
        IntStream.range(0, document.getElementsByTagName("path").getLength())
            .mapToObj(i -> document.getElementsByTagName("path").item(i))
            .map(path -> path.getAttributes().getNamedItem("d").getNodeValue())
            .filter(d -> d.contains("v14"))
            .collect(Collectors.joining());
    assertThat(ticks.split("v14", -1)).hasSize(191 + 1);
  }

  @Test
  void other_data_need_no_header() throws IOException {
    String dates = file("1", "2", "2.5", "4", "", "7", "8", "8", "9", "11", "14", "18.5");

    Outcome outcome = quick("--data", dates);

    assertThat(outcome.err).isEmpty();
    assertThat(outcome.code).isZero();
    assertThat(outcome.out).startsWith("Events in dates.csv: 11 events from 1.0 to 18.5\n");
  }

  @Test
  void a_name_with_markup_characters_makes_a_valid_picture() throws Exception {
    Path dates = folder.resolve("a<b&c.csv");
    Files.writeString(dates, "t\n1\n2\n2.5\n4\n7\n8\n8.5\n9\n11\n14\n");

    assertThat(quick("--data", dates.toString()).code).isZero();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("out/coal.svg").toFile());
  }

  @Test
  void help_explains_and_is_no_error() {
    Outcome outcome = run("--help");

    assertThat(outcome.code).isZero();
    assertThat(outcome.out).contains("--data FILE", "--svg FILE", "Exit code");
    assertThat(outcome.err).isEmpty();
  }

  private void assertRefuses(Outcome outcome, String sentence) {
    assertThat(outcome.err).isEqualTo(sentence + "\n");
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.code).isEqualTo(2);
  }

  @Test
  void a_missing_file_is_named() {
    String missing = folder.resolve("none.csv").toString();
    assertRefuses(quick("--data", missing), "There is no file " + missing + ".");
  }

  @Test
  void a_folder_is_no_file() {
    Outcome outcome = quick("--data", folder.toString());
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).startsWith(folder + " cannot be read as text: ").hasLineCount(1);
  }

  @Test
  void bytes_that_are_no_text_are_refused() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Outcome outcome = quick("--data", binary.toString());
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).startsWith(binary + " cannot be read as text").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"eighteen", "18x1", "NaN", "1e999", "'1851,2'"})
  void a_malformed_line_is_named_with_its_number(String malformed) throws IOException {
    String dates = file("date", "1850", malformed, "1852");
    assertRefuses(
        quick("--data", dates),
        dates + ", line 3: a date in decimal years was expected, but found \"" + malformed + "\".");
  }

  @Test
  void a_malformed_first_line_that_begins_like_a_number_is_no_header() throws IOException {
    String dates = file("1850;7", "1851");
    assertRefuses(
        quick("--data", dates),
        dates + ", line 1: a date in decimal years was expected, but found \"1850;7\".");
  }

  @Test
  void dates_out_of_order_are_named() throws IOException {
    String dates = file("1850", "1852", "1851");
    assertRefuses(
        quick("--data", dates),
        dates + ", line 3: dates must be in order, but 1851.0 comes after 1852.0.");
  }

  @Test
  void too_few_events_are_counted() throws IOException {
    String dates = file("date", "1850", "1851", "1852");
    assertRefuses(
        quick("--data", dates), dates + ": a trend needs at least 10 events, but there are 3.");
    assertRefuses(
        quick("--data", file()), dates + ": a trend needs at least 10 events, but there are 0.");
  }

  @Test
  void events_that_all_start_at_once_have_no_trend() throws IOException {
    String dates = file("1", "1", "1", "1", "1", "1", "1", "1", "1", "2");
    assertRefuses(
        quick("--data", dates),
        dates
            + ": a trend needs waiting times that start at different dates, but all start at 1.0.");
  }

  /// The shorter the scale of the later waits, the more likely they are: all are zero.
  @Test
  void data_without_a_maximum_are_told_from_bad_data() throws IOException {
    String dates = file("1", "2", "2", "2", "2", "2", "2", "2", "2", "2", "2");

    Outcome outcome = quick("--data", dates);

    assertThat(outcome.code).isEqualTo(1);
    assertThat(outcome.err).startsWith("No maximum of the likelihood was found: ").hasLineCount(1);
  }

  @Test
  void an_option_that_is_none_or_lacks_its_value_is_named() {
    assertRefuses(run("--date"), "There is no option --date; --help lists them.");
    assertRefuses(run("--data"), "--data needs a value after it; --help says which.");
    assertRefuses(run("--seconds", "long"), "--seconds cannot be \"long\"; --help says more.");
    assertRefuses(run("--seconds", "-1"), "--seconds must be between 0 and 3600, but was -1.");
    assertRefuses(run("--seconds", "NaN"), "--seconds must be between 0 and 3600, but was NaN.");
  }

  @Test
  void a_picture_that_cannot_be_written_is_named() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("coal.svg");
    Outcome outcome = run("--svg", blocked.toString(), "--seconds", "0");
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).startsWith(blocked + " cannot be written: ").hasLineCount(1);
  }
}
