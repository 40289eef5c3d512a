package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.ProcessTree.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are not as one would like them. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class StubbornProcessesTest {
  private static final Path KEEPER = Path.of("python-env", "keeper.py").toAbsolutePath();

  @TempDir Path folder;
  private final Processes processes = Processes.here();
  private Path run;

  @BeforeEach
  void makeTheDirectory() throws Exception {
    run = Files.createDirectory(folder.resolve("run")).toRealPath();
  }

  @AfterEach
  void endEverything() throws Exception {
    var record = KeeperRecord.read(run.resolve("record.json"));
    if (record.isPresent()) {
      record.get().tree(processes, run).stop(Duration.ZERO, Duration.ofSeconds(10), Pacer.system());
    }
  }

  private KeeperRecord start(String... argv) throws Exception {
    assertInstanceOf(
        Keeper.Start.Started.class,
        Keeper.start(
            new Keeper.Order(
                Path.of("python3"), KEEPER, run, run, List.of(), List.of(argv), Map.of(), null)));
    return KeeperRecord.read(run.resolve("record.json")).orElseThrow();
  }

  /** It is given up on after grace and a second: that it is empty says that it took no longer. */
  @Test
  void workersThatIgnoreSigtermAreGoneWithinTheGraceAndASecond() throws Exception {
    KeeperRecord record =
        start("sh", "-c", "trap '' TERM; for i in 1 2 3; do setsid sleep 600 & done; wait; wait");
    ProcessTree tree = record.tree(processes, run);
    Eventually.isTrue("the workers", () -> tree.members().size() >= 4);
    Stop stop = tree.stop(Duration.ofMillis(500), Duration.ofSeconds(1), Pacer.system());
    assertInstanceOf(Stop.Empty.class, stop);
    assertEquals(List.of(), tree.members());
    Eventually.isTrue("the outcome", () -> Files.exists(run.resolve("exit.json")));
  }

  /** A shell without job control gives what it starts with an ampersand a deaf SIGINT. */
  @Test
  void aTrainingStartedInTheBackgroundByAScriptHeedsSigint() throws Exception {
    String python = "import signal; print(signal.getsignal(2) is signal.SIG_IGN)";
    Commands.run(
        List.of(
            "sh",
            "-c",
            "python3 -c \"$3\" >\"$1/ignored\"; python3 \"$2\" \"$1\" -- python3 -c \"$3\" & wait",
            "sh",
            run.toString(),
            KEEPER.toString(),
            python),
        Duration.ofSeconds(60),
        Map.of());
    Eventually.isTrue("the outcome", () -> Files.exists(run.resolve("exit.json")));
    assertEquals("False\n", Files.readString(run.resolve("trainer.log")));
  }

  @Test
  void aProcessThatHasARecordedPidByChanceIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessIdentity real = processes.find(stranger.pid()).orElseThrow().identity();
      ProcessIdentity recorded =
          new ProcessIdentity(real.bootId(), real.pid(), real.startTicks() - 1);
      ProcessIdentity keeper = new ProcessIdentity(real.bootId(), real.pid(), 1);
      ProcessTree tree = new ProcessTree(processes, keeper, recorded, run.toString());
      assertEquals(
          new Stop.Empty(0, 0), tree.stop(Duration.ZERO, Duration.ofSeconds(5), Pacer.system()));
      assertTrue(!processes.end(recorded, true));
      ProcessIdentity otherBoot = new ProcessIdentity("another", real.pid(), real.startTicks());
      assertTrue(!processes.end(otherBoot, true));
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  /** Python waits for no child by itself, so that an ended one stays in the table. */
  @Test
  void aZombieHasEndedThoughASignalStillReachesIt() throws Exception {
    Process parent =
        new ProcessBuilder(
                "python3",
                "-c",
                "import os, sys\npid = os.fork()\nif pid == 0: os._exit(0)\n"
                    + "os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)\n"
                    + "print(pid, flush=True)\nsys.stdin.read()")
            .start();
    try {
      long zombie = Long.parseLong(parent.inputReader().readLine());
      ProcessStatus status = processes.find(zombie).orElseThrow();
      assertEquals('Z', status.state());
      assertTrue(ProcessHandle.of(zombie).isPresent(), "kill -0 finds it");
      assertTrue(!processes.isAlive(status.identity()));
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /** A limit for files stands in for a disk that is full; the outcome's room was taken before. */
  @Test
  void theOutcomeIsWrittenWhereTheTrainerFilledTheDisk() throws Exception {
    String code =
        "import os, sys\ntry:\n    while True: os.write(1, b'x' * 1000)\nexcept OSError as e:\n"
            + "    sys.exit(e.errno)";
    CommandResult result =
        Commands.run(
            List.of(
                "sh",
                "-c",
                "ulimit -f 8; exec python3 \"$1\" \"$2\" -- python3 -c \"$3\"",
                "sh",
                KEEPER.toString(),
                run.toString(),
                code),
            Duration.ofSeconds(60),
            Map.of());
    assertTrue(result.ok(), result::toString);
    Eventually.isTrue("the outcome", () -> Files.exists(run.resolve("exit.json")));
    assertEquals(27, KeeperExit.read(run.resolve("exit.json")).orElseThrow().code());
    assertEquals(4096, Files.size(run.resolve("trainer.log")));
  }
}
