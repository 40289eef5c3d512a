package dev.lorabake.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, found from where the build runs. */
final class SourceFiles {
  static final Path ROOT = Path.of("").toAbsolutePath();

  private SourceFiles() {}

  static List<Path> java() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
