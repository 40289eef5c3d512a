package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Unrecognized;
import dev.lorabake.event.RunEvent.Warning;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that the training code of an installed sd-scripts says, as {@code --console_log_simple} shows
 * it: without a level. {@code LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON} a
 * Python.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class PrintedLinesLiveTest {
  @TempDir Path folder;

  /** Of texts that begin with a value nobody can know the kind, and a rule says nothing. */
  private static boolean saysNothing(String text) {
    String said = text.strip();
    return said.isEmpty()
        || said.startsWith("7")
        || said.startsWith("====")
        || said.startsWith("use 7")
        || said.startsWith("using 7")
        || said.startsWith("Using 7")
        || said.startsWith("train 7")
        || said.startsWith("LoRA 7")
        || said.startsWith("Module 7")
        || said.startsWith("Key 7")
        || said.startsWith("Layer 7")
        || said.startsWith("block 7")
        || said.startsWith("bucket 7");
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyTextThatItPrintsOrLogsIsKnown() throws Exception {
    List<String> wrong = new ArrayList<>();
    int texts = 0;
    for (String line : printed()) {
      String[] call = line.split("\t", 3);
      String text = call[2].replace("\\n", "\n");
      if (!saysNothing(text)) {
        texts++;
        String problem = problem(call[0], Transcript.parse(bytes(text)));
        if (problem != null) {
          wrong.add(problem + " " + line);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(texts > 400, "texts: " + texts);
  }

  private static @Nullable String problem(String level, List<RunEvent> events) {
    if (events.stream().anyMatch(Unrecognized.class::isInstance)) {
      return "unknown:";
    }
    boolean warns = events.stream().anyMatch(Warning.class::isInstance);
    boolean fails = events.stream().anyMatch(Failure.class::isInstance);
    return switch (level) {
      case "warning" -> warns || fails ? null : "no warning:";
      case "error" -> fails || warns ? null : "no error:";
      default -> null;
    };
  }

  private static byte[] bytes(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<String> printed() throws Exception {
    Path script =
        Path.of(
            Objects.requireNonNull(PrintedLinesLiveTest.class.getResource("printed.py")).toURI());
    Path output = folder.resolve("printed.txt");
    Process process =
        new ProcessBuilder(
                Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")),
                script.toString(),
                Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals(0, process.waitFor());
    return Files.readAllLines(output);
  }
}
