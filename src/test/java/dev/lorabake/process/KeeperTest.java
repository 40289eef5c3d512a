package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Keeper.Reason;
import dev.lorabake.process.Keeper.Start;
import dev.lorabake.process.ProcessTree.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KeeperTest {
  private static final Path SCRIPT = Path.of("python-env", "keeper.py").toAbsolutePath();

  @TempDir Path folder;
  private final Processes processes = Processes.here();
  private Path run;

  @BeforeEach
  void makeTheDirectory() throws IOException {
    run = Files.createDirectory(folder.resolve("run")).toRealPath();
  }

  @AfterEach
  void endEverything() throws Exception {
    if (KeeperRecord.read(run.resolve("record.json")).isPresent()) {
      KeeperRecord record = record();
      record.tree(processes, run).stop(Duration.ZERO, Duration.ofSeconds(10), Pacer.system());
      Eventually.isTrue("the keeper's end", () -> !processes.isAlive(record.keeper()));
    }
  }

  @Test
  void theProgramOutlivesTheCallAndItsEndIsLearnt() throws Exception {
    Start.Started started =
        assertInstanceOf(Start.Started.class, start("sh", "-c", "read x; exit 5"));
    KeeperRecord record = record();
    assertEquals(started.pid(), record.program().pid());
    assertEquals(List.of("sh", "-c", "read x; exit 5"), record.argv());
    KeeperExit exit = exit();
    assertEquals(5, exit.code());
    assertFalse(exit.forwarded());
  }

  @Test
  void stopEndsAWholeTreeThatDoesNotHeed() throws Exception {
    start(
        "sh",
        "-c",
        "trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 600; sleep 600' & echo up; sleep 600;"
            + " sleep 600");
    ProcessTree tree = record().tree(processes, run);
    Eventually.isTrue("the tree", () -> tree.members().size() >= 4);
    Stop stop = tree.stop(Duration.ofSeconds(1), Duration.ofSeconds(20), Pacer.system());
    assertTrue(assertInstanceOf(Stop.Empty.class, stop).killed() >= 2, stop::toString);
    assertEquals(9, exit().signal());
  }

  @Test
  void stopFindsWhatLivesOnWithoutKeeperAndLauncher() throws Exception {
    start("sh", "-c", "setsid sleep 600 & setsid sleep 600 & sleep 600");
    KeeperRecord record = record();
    ProcessTree tree = record.tree(processes, run);
    Eventually.isTrue("the tree", () -> tree.members().size() == 4);
    assertTrue(processes.end(record.keeper(), true));
    assertTrue(processes.end(record.program(), true));
    Eventually.isTrue("the launcher's end", () -> !processes.isAlive(record.program()));
    assertEquals(3, tree.members().size());
    assertInstanceOf(
        Stop.Empty.class,
        tree.stop(Duration.ofSeconds(10), Duration.ofSeconds(10), Pacer.system()));
    assertTrue(KeeperExit.read(run.resolve("exit.json")).isEmpty());
  }

  @Test
  void aSecondKeeperIsRefused() throws Exception {
    start("sleep", "600");
    Start.Refused refused = assertInstanceOf(Start.Refused.class, start("sleep", "600"));
    assertEquals(Reason.LOCKED, refused.reason());
    assertTrue(LockFile.isHeld(run.resolve("lock")));
  }

  @Test
  void aSecondRunIntoOneOutputIsRefused() throws Exception {
    Path lock = folder.resolve(".lora.lock");
    assertInstanceOf(Start.Started.class, start(run, List.of(lock), Map.of(), "sleep", "600"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Start.Refused refused =
        assertInstanceOf(Start.Refused.class, start(other, List.of(lock), Map.of(), "true"));
    assertEquals(Reason.OUTPUT_LOCKED, refused.reason());
    assertTrue(refused.text().endsWith(run.toString()), refused.text());
  }

  @Test
  void aProgramThatIsMissingIsRefused() throws Exception {
    Start.Refused refused = assertInstanceOf(Start.Refused.class, start("/no/such/program"));
    assertEquals(Reason.CANNOT_START, refused.reason());
    assertEquals(refused.text(), exit().error());
  }

  @Test
  void secretsTravelInTheEnvironmentAlone() throws Exception {
    start(run, List.of(), Map.of("HF_TOKEN", "hf_planted"), "sh", "-c", "test -n \"$HF_TOKEN\"");
    assertEquals(0, exit().code());
    try (var files = Files.list(run)) {
      for (Path file : files.toList()) {
        assertFalse(Files.readString(file).contains("hf_planted"), file::toString);
      }
    }
  }

  private Start start(String... argv) throws Exception {
    return start(run, List.of(), Map.of(), argv);
  }

  private static Start start(
      Path run, List<Path> alsoLock, Map<String, String> environment, String... argv)
      throws Exception {
    return Keeper.start(
        new Keeper.Order(
            Path.of("python3"), SCRIPT, run, run, alsoLock, List.of(argv), environment, null));
  }

  private KeeperRecord record() throws IOException {
    return KeeperRecord.read(run.resolve("record.json")).orElseThrow();
  }

  private KeeperExit exit() throws Exception {
    Path file = run.resolve("exit.json");
    Eventually.isTrue("exit.json", () -> Files.exists(file));
    return KeeperExit.read(file).orElseThrow();
  }
}
