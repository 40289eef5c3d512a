package dev.lorabake.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tests of {@code python-env} are part of the one test command. They run on the Python of
 * {@code LORABAKE_PYTHON}, else on {@code python3}.
 */
@Timeout(300)
class PythonTest {
  private static final Path PYTHON_ENV = SourceFiles.ROOT.resolve("python-env");
  private static final Pattern RAN = Pattern.compile("Ran ([1-9][0-9]*) tests? in");

  static List<String> testFiles() throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(PYTHON_ENV.resolve("tests"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        // what tests share lies beside them, under a name like theirs
        if (name.matches("test_.*\\.py") && Files.readString(file).contains("def test_")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("testFiles")
  void everyPythonTestOfTheFilePasses(String file) throws IOException, InterruptedException {
    String python = Optional.ofNullable(System.getenv("LORABAKE_PYTHON")).orElse("python3");
    Process process =
        new ProcessBuilder(python, "-B", "-m", "unittest", "discover", "-s", "tests", "-p", file)
            .directory(PYTHON_ENV.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "did not end");
    assertEquals(0, process.exitValue(), said);
    assertTrue(RAN.matcher(said).find(), "ran no test: " + said);
  }
}
