package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The installer and the launcher do what their tests in {@code src/test/shell} expect. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "they are for a POSIX shell")
class ShellTest {
  static List<String> scripts() throws IOException {
    try (Stream<Path> files = Files.list(SourceFiles.ROOT.resolve("src/test/shell"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("-test.sh"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theScriptDoesWhatItsTestExpects(String script) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "src/test/shell/" + script)
            .directory(SourceFiles.ROOT.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
  }
}
