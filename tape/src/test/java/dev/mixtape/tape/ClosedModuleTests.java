package dev.mixtape.tape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mixtape.algebra.Real;
import dev.mixtape.bridge.Bridge;
import io.vavr.Function1;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A record in a module of its own, compiled and run on the module path in a JVM of its own.
class ClosedModuleTests {
  @TempDir Path work;

  private static final String PROGRAM =
      """
      package guest;

      import static dev.mixtape.tape.Mixtape.*;

      import dev.mixtape.algebra.Real;

      public class Main {
        record Hidden(Real x) {}

        public static void main(String[] args) {
          System.out.println(gradient((Hidden h) -> h.x().square(), new Hidden(real(3))).get(Hidden::x));
        }
      }
      """;

  @Test
  void aRecordInAModuleThatIsNotOpenSaysWhichOpensToWrite() throws Exception {
    assertThat(run(""))
        .contains("guest.Main$Hidden")
        .contains("`opens guest to dev.mixtape.forward;` in the module-info of guest.module");
  }

  @Test
  void withThatLineItRuns() throws Exception {
    assertThat(run("opens guest to dev.mixtape.forward;").trim()).isEqualTo("6.0");
  }

  private String run(String opens) throws Exception {
    Path sources = Files.createDirectories(work.resolve("src/guest"));
    Path module = work.resolve("src/module-info.java");
    Files.writeString(module, "module guest.module { requires dev.mixtape.tape; " + opens + " }");
    Files.writeString(sources.resolve("Main.java"), PROGRAM);
    String path = modulePath();
    String classes = work.resolve("classes").toString();
    String compiled =
        execute(
            "javac",
            "-d",
            classes,
            "--module-path",
            path,
            module.toString(),
            sources.resolve("Main.java").toString());
    assertThat(compiled).doesNotContain("error");
    return execute(
        "java",
        "--module-path",
        classes + File.pathSeparator + path,
        "-m",
        "guest.module/guest.Main");
  }

  /// The modules that this JVM runs with, as a module path of their own.
  private static String modulePath() throws URISyntaxException {
    List<Class<?>> one = List.of(Mixtape.class, Bridge.class, Real.class, Function1.class);
    Stream<String> ours = one.stream().map(ClosedModuleTests::locationOf);
    Stream<String> others =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.matches(".*(vavr-match|ejml-|commons-numbers-)[^/]*\\.jar"));
    return Stream.concat(ours, others).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  private static String locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String execute(String tool, String... arguments)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", tool);
    List<String> command =
        Stream.concat(Stream.of(java.toString()), Arrays.stream(arguments)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
