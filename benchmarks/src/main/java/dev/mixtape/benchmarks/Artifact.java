package dev.mixtape.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// A jar on this JVM's class path, or the directory of classes that will be packed into one.
record Artifact(String name, Path place) {
  private static final List<String> CLASS_PATH =
      Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));

  /// A module of Mixtape by its name, or another jar by its artifactId.
  static Artifact of(String name) {
    return CLASS_PATH.stream()
        .filter(entry -> isModule(entry, name) || isJar(entry, name))
        .map(entry -> new Artifact(name, Path.of(entry)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no " + name + " on the class path " + CLASS_PATH));
  }

  private static boolean isModule(String entry, String name) {
    return entry.endsWith(String.join(File.separator, "", name, "target", "classes"))
        || isJar(entry, "mixtape-" + name);
  }

  private static boolean isJar(String entry, String name) {
    return Path.of(entry).getFileName().toString().matches(name + "-[0-9].*\\.jar");
  }

  /// The size of the jar in bytes; a directory is packed to see.
  long size() {
    try {
      return Files.isDirectory(place) ? packed() : Files.size(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long packed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(place.relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
    return bytes.size();
  }
}
