package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockFileTest {
  /** Prints whether the lock is free for another program. */
  private static final String TRY =
      "import fcntl, sys\n"
          + "with open(sys.argv[1], 'r+b') as file:\n"
          + "    try:\n"
          + "        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
          + "        print('free')\n"
          + "    except OSError:\n"
          + "        print('held')\n";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void makeTheFile() throws IOException {
    file = Files.createFile(folder.resolve("lock"));
  }

  @Test
  void excludesOtherPrograms() throws Exception {
    try (LockFile lock = LockFile.tryTake(file).orElseThrow()) {
      assertEquals("held", byPython());
      assertTrue(LockFile.isHeld(file), lock::toString);
    }
    assertEquals("free", byPython());
    assertFalse(LockFile.isHeld(file));
  }

  @Test
  void lookingAtAnOwnLockDoesNotDropIt() throws Exception {
    try (LockFile lock = LockFile.tryTake(file).orElseThrow()) {
      assertTrue(LockFile.isHeld(file), lock::toString);
      assertTrue(LockFile.tryTake(file).isEmpty());
      assertEquals("held", byPython());
    }
  }

  @Test
  void seesALockOfPython() throws Exception {
    Process holder =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl, sys\n"
                    + "file = open(sys.argv[1], 'r+b')\n"
                    + "fcntl.lockf(file, fcntl.LOCK_EX)\n"
                    + "print('taken', flush=True)\n"
                    + "sys.stdin.read()",
                file.toString())
            .start();
    try {
      assertEquals("taken", holder.inputReader().readLine());
      assertTrue(LockFile.isHeld(file));
      assertTrue(LockFile.tryTake(file).isEmpty());
      holder.destroyForcibly().waitFor();
      assertFalse(LockFile.isHeld(file));
      LockFile.tryTake(file).orElseThrow().close();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void aMissingFileIsNotHeld() throws IOException {
    assertFalse(LockFile.isHeld(folder.resolve("none")));
  }

  private String byPython() throws Exception {
    return Commands.run(
            List.of("python3", "-c", TRY, file.toString()), Duration.ofSeconds(30), Map.of())
        .stdout()
        .strip();
  }
}
