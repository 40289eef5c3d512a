package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Unrecognized;
import dev.lorabake.json.JsonError;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published format: a change here is one that other programs see. */
class EventJsonTest {
  private static final Instant AT = Instant.parse("2026-11-23T18:40:00.5Z");
  private static final String START = "{\"seq\":7,\"at\":\"2026-11-23T18:40:00.500Z\",\"type\":";

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of(
            new RunEvent.Phase(PhaseName.LATENT_CACHE, 2L, 6L),
            "\"phase\",\"phase\":\"latent-cache\",\"done\":2,\"total\":6}"),
        Arguments.of(
            new RunEvent.Phase(PhaseName.TRAINING, null, null),
            "\"phase\",\"phase\":\"training\"}"),
        Arguments.of(
            new RunEvent.Summary(12L, null, 4L, 6L, 2L, "2, 4", 1L, 12L),
            "\"summary\",\"train_images\":12,\"reg_images\":4,\"batches_per_epoch\":6,\"epochs\":2,"
                + "\"batch_size\":\"2, 4\",\"gradient_accumulation_steps\":1,\"total_steps\":12}"),
        Arguments.of(
            new RunEvent.Bucket(0, 128, 256, 2),
            "\"bucket\",\"dataset\":0,\"width\":128,\"height\":256,\"count\":2}"),
        Arguments.of(new RunEvent.Epoch(1, 2), "\"epoch\",\"epoch\":1,\"total\":2}"),
        Arguments.of(
            new Step(3, 12, 0.0947, true, 1.0e-4, 1.17, 1L),
            "\"step\",\"step\":3,\"total\":12,\"avr_loss\":0.0947,\"lr\":1.0E-4,"
                + "\"seconds_per_step\":1.17,\"epoch\":1}"),
        Arguments.of(
            new Step(4, 12, null, false, null, null, null),
            "\"step\",\"step\":4,\"total\":12,\"avr_loss\":null,\"loss_finite\":false}"),
        Arguments.of(
            new Checkpoint(
                "out/a.safetensors",
                CheckpointKind.WEIGHTS,
                CheckpointStage.VERIFIED,
                1L,
                6L,
                1024L,
                null),
            "\"checkpoint\",\"file\":\"out/a.safetensors\",\"kind\":\"weights\","
                + "\"stage\":\"verified\",\"epoch\":1,\"step\":6,\"removed\":false,\"bytes\":1024}"),
        Arguments.of(
            new Checkpoint(
                "s", CheckpointKind.STATE, CheckpointStage.REMOVED, null, null, null, null),
            "\"checkpoint\",\"file\":\"s\",\"kind\":\"state\",\"stage\":\"removed\","
                + "\"removed\":true}"),
        Arguments.of(
            new RunEvent.Sample(2L, 1L, "a.png"),
            "\"sample\",\"step\":2,\"epoch\":1,\"file\":\"a.png\"}"),
        Arguments.of(
            new RunEvent.Validation(2L, 1L, 0.5),
            "\"validation\",\"step\":2,\"epoch\":1,\"avr_loss\":0.5}"),
        Arguments.of(
            new RunEvent.Warning("über \u202e\n", "x.py:1"),
            "\"warning\",\"text\":\"über \u202e\\n\",\"source\":\"x.py:1\"}"),
        Arguments.of(
            new RunEvent.Warning("slow", "lorabake", "steps-slower"),
            "\"warning\",\"text\":\"slow\",\"source\":\"lorabake\",\"code\":\"steps-slower\"}"),
        Arguments.of(
            new RunEvent.Failure("no", "ValueError", null),
            "\"error\",\"text\":\"no\",\"exception\":\"ValueError\"}"),
        Arguments.of(
            new RunEvent.Telemetry(0, 97.0, 8000.0, 71.0, null, null, null),
            "\"telemetry\",\"gpu\":0,\"utilisation\":97.0,\"memory_mib\":8000.0,"
                + "\"temperature\":71.0}"),
        Arguments.of(
            new Exit(null, 9, Map.of("verdict", "failed")),
            "\"exit\",\"code\":null,\"signal\":9,\"facts\":{\"verdict\":\"failed\"}}"),
        Arguments.of(new Unrecognized("\u001b[0m"), "\"unrecognized\",\"text\":\"\\u001B[0m\"}"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eventsAndLinesAreTheSame(RunEvent event, String line) {
    JournalEntry entry = new JournalEntry(7, AT, event);
    assertEquals(START + line, EventJson.write(entry));
    assertEquals(entry, EventReader.read(START + line));
  }

  @Test
  void aKindOfALaterVersionKeepsItsText() {
    String line = START + "\"dream\",\"of\":\"sheep\"}";
    assertEquals(new JournalEntry(7, AT, new Unrecognized(line)), EventReader.read(line));
  }

  @Test
  void aPhaseOfALaterVersionKeepsItsText() {
    String line = START + "\"phase\",\"phase\":\"daydreaming\"}";
    assertEquals(new Unrecognized(line), EventReader.read(line).event());
  }

  @Test
  void whatIsNoEventIsAnError() {
    assertThrows(JsonError.class, () -> EventReader.read("{\"seq\":7,\"at\":\"20"));
    assertThrows(JsonError.class, () -> EventReader.read("{\"seq\":\"7\",\"at\":\"x\"}"));
  }
}
