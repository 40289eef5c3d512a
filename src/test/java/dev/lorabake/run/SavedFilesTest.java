package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.run.watch.Outlook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFilesTest {
  private static final Instant END = Instant.parse("2026-11-23T20:00:00Z");

  @TempDir Path folder = Path.of("");
  private RunDirectory run;
  private Path output;

  @BeforeEach
  void makeAnEndedRun() throws IOException {
    run = RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 1, 2, 3, 4));
    output = Files.createDirectory(folder.toRealPath().resolve("out"));
    run.write(RunDirectory.OUTLOOK, new Outlook(output, "cat", null, 1, List.of()).json());
    run.write(
        RunDirectory.EXIT, "{\"version\":1,\"code\":1,\"ended\":\"" + END + "\",\"seconds\":9}");
  }

  private Path state(String name, long step, Instant written) throws IOException {
    Path state = Files.createDirectory(output.resolve(name));
    Path told =
        Files.writeString(
            state.resolve("train_state.json"),
            "{\"current_epoch\": 1, \"current_step\": " + step + "}");
    Files.setLastModifiedTime(told, FileTime.from(written));
    Weights.write(state.resolve("model.safetensors"));
    for (String file : List.of("optimizer.bin", "scheduler.bin", "random_states_0.pkl")) {
      Files.write(state.resolve(file), zip());
    }
    return state;
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write("x".getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private void announce(Path state, String stage) throws IOException {
    Files.writeString(
        run.file(RunDirectory.EVENTS),
        "{\"seq\":1,\"at\":\"2026-11-23T19:00:00Z\",\"type\":\"checkpoint\",\"file\":\""
            + state
            + "\",\"kind\":\"state\",\"stage\":\""
            + stage
            + "\",\"removed\":"
            + stage.equals("removed")
            + "}\n");
  }

  private List<String> states() throws IOException {
    return SavedFiles.of(run).states().stream()
        .map(state -> String.valueOf(state.folder().getFileName()))
        .toList();
  }

  @Test
  void statesUnderTheNameOfTheRunAreFoundWithoutAJournalTheLatestFirst() throws IOException {
    state("cat-000001-state", 30, END.minusSeconds(60));
    state("cat-000002-state", 60, END.minusSeconds(30));
    state("cat-step00000045-state", 45, END.minusSeconds(40));
    state("cats-000009-state", 270, END.minusSeconds(20));
    Files.createDirectory(output.resolve("cat-000007.safetensors"));
    assertEquals(
        List.of("cat-000002-state", "cat-step00000045-state", "cat-000001-state"), states());
    assertNull(SavedFiles.of(run).states().getFirst().problem());
  }

  @Test
  void aStateThatALaterRunWroteIsNotTaken() throws IOException {
    state("cat-000001-state", 30, END.minusSeconds(60));
    Path anew = state("cat-000002-state", 30, END.plusSeconds(600));
    assertEquals(List.of("cat-000001-state"), states());
    announce(anew, "verified");
    assertEquals(
        "it was written anew after the run ended",
        SavedFiles.of(run).states().stream()
            .filter(state -> state.folder().equals(anew))
            .findFirst()
            .orElseThrow()
            .problem());
  }

  @Test
  void aStateWhoseFolderIsGoneIsNamedAndOneThatUpstreamRemovedIsNot() throws IOException {
    Path gone = output.resolve("cat-000003-state");
    announce(gone, "begun");
    SavedState state = SavedFiles.of(run).states().getFirst();
    assertEquals(gone, state.folder());
    assertEquals("the folder is not there", state.problem());
    announce(gone, "removed");
    assertEquals(List.of(), states());
  }

  @Test
  void aStateThatDoesNotSayItsStepIsNone() throws IOException {
    Path state = state("cat-000001-state", 30, END.minusSeconds(60));
    Path told = state.resolve("train_state.json");
    Files.writeString(told, "{}");
    Files.setLastModifiedTime(told, FileTime.from(END));
    assertEquals(
        "train_state.json does not say its step", SavedFiles.of(run).states().getFirst().problem());
  }

  @Test
  void weightsWithoutAStepAreNone() throws IOException {
    Files.setLastModifiedTime(
        Weights.write(output.resolve("cat-000001.safetensors")), FileTime.from(END));
    assertEquals(
        "nothing says after which step it was saved",
        SavedFiles.of(run).weights().getFirst().problem());
  }
}
