package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import dev.lorabake.process.OtherJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A small disk, no network, a first process that buries nobody: made by namespaces of Linux. */
@Timeout(240)
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs namespaces")
class ApartTest {
  private static final String SMALL_DISK =
      "mount -t tmpfs -o size=700k,mode=700 tmpfs \"$0\" && head -c 200000 /dev/zero >\"$0/ballast\""
          + " && exec \"$@\"";

  /** As the first process of its world it starts the rest and waits for nothing but that. */
  private static final String NO_REAPER =
      "import os, sys\n"
          + "pid = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])\n"
          + "_, status = os.waitpid(pid, 0)\n"
          + "sys.exit(os.waitstatus_to_exitcode(status))\n";

  @TempDir Path folder;

  @Test
  void aDiskFilledByTheTrainerCostsNeitherOutcomeNorJournal() throws Exception {
    assertHeld("full-disk", List.of("-Urm"), "sh", "-c", SMALL_DISK, folder.toString());
  }

  @Test
  void aDiskThatIsFullTakesNoHalfFile() throws Exception {
    assertHeld("no-room-to-start", List.of("-Urm"), "sh", "-c", SMALL_DISK, folder.toString());
  }

  @Test
  void aRunNeedsNoNetwork() throws Exception {
    assertHeld("no-network", List.of("-Urn"), "env");
  }

  @Test
  void aZombieThatNobodyBuriesIsNoTrainer() throws Exception {
    assertHeld("no-reaper", List.of("-Urpf", "--mount-proc"), "python3", "-c", NO_REAPER);
  }

  private void assertHeld(String what, List<String> apart, String... before) throws Exception {
    List<String> unshare = new ArrayList<>(List.of("unshare"));
    unshare.addAll(apart);
    List<String> trial = new ArrayList<>(unshare);
    trial.add("true");
    assumeTrue(permitted(trial), "this system lets nobody make namespaces: " + trial);
    List<String> command = new ArrayList<>(unshare);
    command.addAll(List.of(before));
    command.addAll(OtherJvm.command(List.of(), ApartMain.class, List.of(what, folder.toString())));
    CommandResult result = Commands.run(command, Duration.ofMinutes(3), Map.of());
    assertTrue(result.ok() && result.stdout().endsWith("held\n"), result::toString);
  }

  private static boolean permitted(List<String> trial) throws InterruptedException {
    try {
      return Commands.run(trial, Duration.ofSeconds(30), Map.of()).ok();
    } catch (java.io.IOException e) {
      return false; // no such program
    }
  }
}
