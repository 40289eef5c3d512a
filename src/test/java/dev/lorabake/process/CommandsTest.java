package dev.lorabake.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void tellsWhatWasPrintedAndTheExitCode() throws Exception {
    assertEquals(
        new CommandResult("out\n", "errör\n", 3, false),
        run("sh", "-c", "echo out; echo errör >&2; exit 3"));
  }

  @Test
  void saysWhenAllIsWell() throws Exception {
    assertTrue(run("true").ok());
    assertFalse(run("false").ok());
  }

  @Test
  void passesArgumentsAsTheyAre() throws Exception {
    String code =
        "import sys; print(sys.argv[1:] == ['$(touch x)', 'a b', '\"q\"', \"'\", '', '*', '-n',"
            + " '${x}', '\\\\', ' ', ' e '])";
    var result =
        run(
            "python3",
            "-c",
            code,
            "$(touch x)",
            "a b",
            "\"q\"",
            "'",
            "",
            "*",
            "-n",
            "${x}",
            "\\",
            " ",
            " e ");
    assertEquals("True\n", result.stdout());
  }

  @Test
  void addsToTheEnvironment() throws Exception {
    var result =
        Commands.run(List.of("sh", "-c", "echo $LORA-$HOME"), LONG, Map.of("LORA", "bake"));
    assertEquals("bake-" + System.getenv("HOME") + "\n", result.stdout());
  }

  @Test
  void aProgramThatIsMissingIsAnError() {
    assertThrows(IOException.class, () -> run("/no/such/program"));
  }

  @Test
  void endsWhatTakesTooLongWithItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    var result =
        Commands.run(
            List.of("sh", "-c", "sleep 600 & echo $! >" + pids + "; echo begun; wait"),
            Duration.ofSeconds(2),
            Map.of());
    assertTrue(result.timedOut());
    assertFalse(result.ok());
    assertEquals("begun\n", result.stdout());
    long child = Long.parseLong(Files.readString(pids).strip());
    Processes here = Processes.here();
    Eventually.isTrue(
        "the child's end", () -> here.find(child).filter(found -> !found.ended()).isEmpty());
  }

  @Test
  void returnsThoughAGrandchildHoldsTheOutputOpen() throws Exception {
    Path pids = folder.resolve("pids");
    var result = run("sh", "-c", "sleep 600 & echo $! >" + pids + "; echo done");
    assertEquals("done\n", result.stdout());
    assertEquals(0, result.exit());
    ProcessHandle.of(Long.parseLong(Files.readString(pids).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void keepsABoundedPartOfTheOutput() throws Exception {
    var result = run("sh", "-c", "head -c 9000000 /dev/zero");
    assertEquals(Commands.MOST_OUTPUT, result.stdout().length());
    assertEquals(0, result.exit());
  }

  @Test
  void aSignalIsAnExitCodeAbove128() throws Exception {
    assertEquals(137, run("sh", "-c", "kill -9 $$").exit());
  }

  @Test
  void anInterruptedCallLeavesNoProcess() throws Exception {
    Path pids = folder.resolve("pids");
    Thread caller =
        Thread.ofPlatform()
            .start(() ->
                assertThrows(
                    InterruptedException.class,
                    () -> run("sh", "-c", "echo $$ >" + pids + "; exec sleep 600")));
    Eventually.isTrue(
        "the command", () -> Files.exists(pids) && Files.readString(pids).endsWith("\n"));
    caller.interrupt();
    caller.join();
    long pid = Long.parseLong(Files.readString(pids).strip());
    Eventually.isTrue("the command's end", () -> Processes.here().find(pid).isEmpty());
  }

  @Test
  void hasNoInput() throws Exception {
    assertEquals(new CommandResult("", "", 0, false), run("cat"));
  }

  private static CommandResult run(String... argv) throws Exception {
    return Commands.run(List.of(argv), LONG, Map.of());
  }
}
