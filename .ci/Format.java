import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Runs google-java-format over every Java file below a folder: `Format.java check|replace FOLDER`.
class Format {
  static final Map<String, List<String>> FLAGS =
      Map.of(
          "check", List.of("--dry-run", "--set-exit-if-changed"), "replace", List.of("--replace"));

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !FLAGS.containsKey(args[0])) {
      System.err.println("usage: Format.java check|replace FOLDER");
      System.exit(2);
    }
    var files = javaFilesBelow(Path.of(args[1]));
    var arguments = Stream.concat(FLAGS.get(args[0]).stream(), files.stream());
    int changed =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    if (changed != 0) {
      System.err.println(
          "The files above are not formatted: run `mvn -N verify -Dformat=replace` in the root.");
      System.exit(1);
    }
    System.out.println(files.size() + " Java files are formatted.");
  }

  static List<String> javaFilesBelow(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !isBuildOutput(folder.relativize(path)))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  static boolean isBuildOutput(Path path) {
    return Stream.iterate(path, p -> p != null, Path::getParent)
        .anyMatch(p -> p.endsWith("target"));
  }
}
