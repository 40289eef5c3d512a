package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFolderTest {
  @TempDir Path proc;

  @BeforeEach
  void writeBootId() throws IOException {
    Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(random.resolve("boot_id"), "b-1\n");
  }

  @Test
  void readsAProcess() throws IOException {
    process(50, "python3", "S");
    assertEquals(
        Optional.of(
            new ProcessStatus(new ProcessIdentity("b-1", 50, 98765), 'S', 7, 42, 43, "python3")),
        new ProcFolder(proc).find(50));
  }

  @Test
  void aNameMayHoldBlanksAndParentheses() throws IOException {
    process(50, "a) S 1 (b", "R");
    ProcessStatus status = new ProcFolder(proc).find(50).orElseThrow();
    assertEquals("a) S 1 (b", status.name());
    assertEquals('R', status.state());
  }

  @Test
  void aZombieIsNotAlive() throws IOException {
    process(50, "python3", "Z");
    assertFalse(new ProcFolder(proc).isAlive(new ProcessIdentity("b-1", 50, 98765)));
  }

  @Test
  void aliveIsOnlyTheProcessOfThatStartAndBoot() throws IOException {
    process(50, "python3", "S");
    Processes processes = new ProcFolder(proc);
    assertTrue(processes.isAlive(new ProcessIdentity("b-1", 50, 98765)));
    assertFalse(processes.isAlive(new ProcessIdentity("b-1", 50, 98764)));
    assertFalse(processes.isAlive(new ProcessIdentity("b-0", 50, 98765)));
    assertFalse(processes.isAlive(new ProcessIdentity("b-1", 51, 98765)));
  }

  @Test
  void listsProcessesAndNothingElse() throws IOException {
    process(50, "python3", "S");
    process(7, "sh", "S");
    Files.createDirectory(proc.resolve("60")); // ended while we looked
    List<Long> pids = new ProcFolder(proc).all().stream().map(ProcessStatus::pid).sorted().toList();
    assertEquals(List.of(7L, 50L), pids);
  }

  @Test
  void aVariableCountsAsAWhole() throws IOException {
    process(50, "python3", "S");
    Files.writeString(proc.resolve("50/environ"), "A=1\0RUN=/runs/é b\0Z=RUN=/x\0");
    Processes processes = new ProcFolder(proc);
    ProcessStatus status = processes.find(50).orElseThrow();
    assertTrue(processes.startedWith(status, "RUN", "/runs/é b"));
    assertFalse(processes.startedWith(status, "RUN", "/runs/é"));
    assertFalse(processes.startedWith(status, "RUN", "/x"));
    assertTrue(processes.startedWith(status, "A", "1"));
  }

  private void process(long pid, String name, String state) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Long.toString(pid)));
    String times =
        " 7 42 43 0 -1 4194304 1 0 0 0 1 2 0 0 20 0 1 0 98765 1000 2 1844674407370955161";
    Files.writeString(folder.resolve("stat"), pid + " (" + name + ") " + state + times + "\n");
  }
}
