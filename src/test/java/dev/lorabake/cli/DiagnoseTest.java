package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a training failed, from a file and a pipe, for a person and a program. */
class DiagnoseTest {
  private static final String LOG =
      """
      loading model for process 0/1
      Traceback (most recent call last):
        File "/sd/train_network.py", line 1, in train
      AssertionError: network for Text Encoder cannot be trained with caching Text Encoder outputs
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void tellsAProgramCategoryCauseHelpAndEvidence() throws IOException {
    Files.writeString(folder.resolve("t.log"), LOG);
    Session.Result result = new Session(folder).run("diagnose", "t.log", "--json");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    JsonObject diagnosis = Json.object(result.out(), "diagnosis");
    assertEquals("text-encoder-cache", diagnosis.text("category"));
    assertFalse(diagnosis.text("cause").isBlank());
    assertFalse(diagnosis.texts("help").isEmpty());
    JsonObject evidence = diagnosis.object("evidence");
    assertEquals(4, evidence.whole("line"));
    assertEquals(LOG.lines().toList().get(3), evidence.text("text"));
    assertEquals("cached-captions-trained", diagnosis.text("finding"));
    JsonObject fix = diagnosis.objects("fix").getFirst();
    assertEquals("network_train_unet_only", fix.text("option"));
    assertTrue(fix.flag("value", false));
  }

  @Test
  void tellsAPersonTheSameFromAPipe() {
    Session.Result result = new Session(folder).piping(LOG).run("diagnose", "-");
    assertEquals(ExitCode.FINE, result.code(), result.err());
    assertTrue(result.out().startsWith("text-encoder-cache: text encoders are"), result.out());
    assertTrue(result.out().contains("    network_train_unet_only = true\n"), result.out());
    assertTrue(result.out().contains("  line 4: AssertionError: network for"), result.out());
    assertTrue(result.out().contains("lorabake explain cached-captions-trained"), result.out());
  }

  @Test
  void aLogWithoutAFailureIsNone() {
    Session.Result result =
        new Session(folder)
            .piping("prepare images.\nmodel saved.\n")
            .run("diagnose", "-", "--json");
    JsonObject diagnosis = Json.object(result.out(), "diagnosis");
    assertEquals("none", diagnosis.text("category"));
    assertFalse(diagnosis.has("evidence"));
  }

  @Test
  void readsWhatPowerShellWrote() throws IOException {
    byte[] utf16 = ("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("t.log"), utf16);
    Session.Result result = new Session(folder).run("diagnose", "t.log");
    assertTrue(result.out().startsWith("text-encoder-cache"), result.out());
  }

  @Test
  void withoutAWordItWantsTheLatestRun() {
    Session.Result result = new Session(folder).run("diagnose");
    assertEquals(ExitCode.USAGE, result.code(), result.out());
    assertTrue(result.err().contains("there is no run in"), result.err());
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    Session.Result result = new Session(folder).run("diagnose", "nowhere.log");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("nowhere.log"), result.err());
  }
}
