package dev.lorabake.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * Runs short commands, such as probes, to their end. The call always returns: a command that takes
 * too long is killed with its children, and one that cannot be killed is given up.
 */
public final class Commands {
  /** How much of each output stream is kept. */
  public static final int MOST_OUTPUT = 4 << 20;

  /** How long the end of a killed command, and of what it holds open, is waited for. */
  private static final Duration GIVE_UP = Duration.ofSeconds(3);

  private Commands() {}

  /** The library's own takes the blanks off both ends of an argument, and a name may have them. */
  private static final class ExactWords extends CommandLine {
    private final List<String> argv;

    ExactWords(List<String> argv) {
      super(argv.getFirst());
      this.argv = List.copyOf(argv);
    }

    @Override
    public String[] toStrings() {
      return argv.toArray(String[]::new);
    }
  }

  /**
   * Runs one command without a shell and with no input.
   *
   * @param argv program and arguments, passed as they are
   * @param environment added to this program's own
   * @throws IOException when the program cannot be started
   * @throws InterruptedException after the command was killed
   */
  public static CommandResult run(
      List<String> argv, Duration timeout, Map<String, String> environment)
      throws IOException, InterruptedException {
    CommandLine command = new ExactWords(argv);
    BoundedOutput stdout = new BoundedOutput(MOST_OUTPUT);
    BoundedOutput stderr = new BoundedOutput(MOST_OUTPUT);
    PumpStreamHandler streams = new PatientPumps(stdout, stderr);
    streams.setStopTimeout(GIVE_UP);
    DefaultExecutor executor =
        DefaultExecutor.builder()
            .setExecuteStreamHandler(streams)
            .setThreadFactory(Thread.ofPlatform().daemon().name("command").factory())
            .get();
    executor.setExitValues(null);
    TreeWatchdog watchdog = new TreeWatchdog(timeout);
    executor.setWatchdog(watchdog);
    Map<String, String> whole = new HashMap<>(System.getenv());
    whole.putAll(environment);
    End end = new End();
    executor.execute(command, whole, end);
    try {
      end.waitFor(timeout.plus(GIVE_UP).plus(GIVE_UP));
    } catch (InterruptedException e) {
      watchdog.destroyTree();
      throw e;
    }
    Integer exit = end.hasResult() && end.getException() == null ? end.getExitValue() : null;
    boolean ended = exit != null || watchdog.timedOut() || !end.hasResult();
    if (!ended && end.getException().getCause() instanceof IOException cause) {
      throw cause;
    }
    return new CommandResult(
        stdout.text(), stderr.text(), exit, watchdog.timedOut() || !end.hasResult());
  }

  /** Tells the end at once; the library's own looks for it twenty times a second. */
  private static final class End extends DefaultExecuteResultHandler {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public void onProcessComplete(int exit) {
      super.onProcessComplete(exit);
      latch.countDown();
    }

    @Override
    public void onProcessFailed(ExecuteException e) {
      super.onProcessFailed(e);
      latch.countDown();
    }

    /** Waits for it, not longer than this; {@link #hasResult} tells whether it came. */
    @Override
    public void waitFor(Duration patience) throws InterruptedException {
      var _ = latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Lets the command's end count although a child that it left behind holds its output open. */
  private static final class PatientPumps extends PumpStreamHandler {
    PatientPumps(BoundedOutput stdout, BoundedOutput stderr) {
      super(stdout, stderr);
    }

    @Override
    public void stop() {
      try {
        super.stop();
      } catch (IOException e) {
        // the pumps were given up: what was read until then is the output
      }
    }
  }
}
