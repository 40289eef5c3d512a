package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDirectoryTest {
  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 23, 18, 40, 59);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "sks-cat, 2026-11-23T18-40-sks-cat",
    "../../etc, 2026-11-23T18-40-etc",
    "a/b\\c:d, 2026-11-23T18-40-a-b-c-d",
    "'$(touch x); `y`', 2026-11-23T18-40-touch-x-y",
    "猫 v1.5, 2026-11-23T18-40-猫-v1.5",
    "'a\u202eb\u0007', 2026-11-23T18-40-a-b",
    "..., 2026-11-23T18-40-run"
  })
  void namesAreHarmless(String name, String folderName) {
    assertEquals(folderName, RunName.of(START, name));
  }

  @Test
  void runsOfOneMinuteAreToldApart() throws IOException {
    List<String> names = List.of(create("cat").name(), create("cat").name(), create("cat").name());
    assertEquals(
        List.of("2026-11-23T18-40-cat", "2026-11-23T18-40-cat-2", "2026-11-23T18-40-cat-3"), names);
  }

  @Test
  void everythingIsForTheOwnerAlone() throws IOException {
    RunDirectory run = create("cat");
    run.write(RunDirectory.CONFIG, "a = 1\n");
    run.writeScript(RunDirectory.SCRIPT, "#!/bin/sh\n");
    Path samples = run.folder(RunDirectory.SAMPLES);
    assertEquals("rwx------", mode(run.path()));
    assertEquals("rwx------", mode(samples));
    assertEquals("rw-------", mode(run.file(RunDirectory.CONFIG)));
    assertEquals("rwx------", mode(run.file(RunDirectory.SCRIPT)));
    assertEquals("rw-------", mode(run.file(RunDirectory.SUPERVISOR_LOCK)));
  }

  @Test
  void writingReplacesWholeFilesAndLeavesNoDraft() throws IOException {
    RunDirectory run = create("cat");
    run.write(RunDirectory.CONFIG, "long content");
    run.write(RunDirectory.CONFIG, "ä");
    assertEquals("ä", Files.readString(run.file(RunDirectory.CONFIG)));
    try (var files = Files.list(run.path())) {
      assertEquals(
          List.of("config.toml", "supervisor.lock"),
          files.map(file -> String.valueOf(file.getFileName())).sorted().toList());
    }
  }

  @Test
  void writingReplacesALinkAndLeavesItsTarget() throws IOException {
    RunDirectory run = create("cat");
    Path canary = Files.writeString(folder.resolve("canary"), "alive");
    Files.createSymbolicLink(run.file(RunDirectory.STOP_REQUESTED), canary);
    run.write(RunDirectory.STOP_REQUESTED, "stop");
    assertEquals("alive", Files.readString(canary));
  }

  @Test
  void aJournalThatIsALinkIsRefused() throws IOException {
    RunDirectory run = create("cat");
    Path canary = Files.writeString(folder.resolve("canary"), "alive");
    Files.createSymbolicLink(run.file(RunDirectory.EVENTS), canary);
    assertThrows(
        IOException.class,
        () -> Supervisor.attach(run, Surroundings.system(), entry -> {}).orElseThrow().close());
    assertEquals("alive", Files.readString(canary));
    assertFalse(run.isSupervised());
  }

  @Test
  void opensWhatItMade() throws IOException {
    RunDirectory run = create("cat");
    assertEquals(run.path(), RunDirectory.open(run.path()).path());
  }

  @Test
  void refusesWhatIsNoRunDirectory() throws IOException {
    assertTrue(refusal(folder.resolve("none")).contains("is not a run directory"));
    assertTrue(refusal(folder).contains("has no supervisor.lock"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), create("cat").path());
    assertTrue(refusal(link).contains("is not a run directory"));
  }

  @Test
  void listsTheLatestFirst() throws IOException {
    RunDirectory.create(folder, "b", START);
    RunDirectory.create(folder, "a", START.plusMinutes(1));
    Files.createDirectory(folder.resolve("something else"));
    Files.createDirectory(folder.resolve("2026-11-23T18-40-empty"));
    assertEquals(
        List.of("2026-11-23T18-41-a", "2026-11-23T18-40-b"),
        RunDirectory.list(folder).stream().map(RunDirectory::name).toList());
    assertEquals(List.of(), RunDirectory.list(folder.resolve("none")));
  }

  private RunDirectory create(String name) throws IOException {
    return RunDirectory.create(folder.resolve("runs"), name, START);
  }

  private static String refusal(Path path) {
    return String.valueOf(
        assertThrows(UserError.class, () -> RunDirectory.open(path)).getMessage());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
