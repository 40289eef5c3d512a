package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.LogRows;
import dev.lorabake.run.LogTail;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the trainer's own log. */
@Command(
    name = "logs",
    description = "Show what the trainer of a run wrote, its bars in their last state.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final String ALL = "all";
  private static final Pattern PADDING = Pattern.compile("(?<=[^ ]) {8,}(?=[^ ])");

  private final dev.lorabake.cli.Surroundings terminal;
  private final Output output;
  private final Surroundings machine = Surroundings.system();
  private volatile boolean left;

  @Mixin RunArguments run;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows, until the run ends.")
  boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "Show the last N lines (40), or all.",
      defaultValue = "40")
  String lines = "40";

  @Option(names = "--raw", description = "Give the bytes as they are.")
  boolean raw;

  LogsCommand(dev.lorabake.cli.Surroundings terminal, Output output) {
    this.terminal = terminal;
    this.output = output;
  }

  @Override
  public Integer call() {
    long wanted = wanted();
    RunDirectory directory = run.find(terminal);
    if (follow) {
      Interrupts.onInterrupt(() -> left = true);
    }
    try (LogTail log = open(directory)) {
      if (log == null) {
        output.note(directory.name() + ": the trainer has written nothing");
        return ExitCode.FINE;
      }
      if (wanted < 0) {
        log.toFirst();
      } else if (log.toLast(wanted)) {
        output.note("these are fewer lines: more are too far back; -n all shows the whole log");
      }
      if (raw) {
        output.flush();
        OutputStream bytes = terminal.rawOut();
        show(directory, log, bytes::write, bytes::flush);
      } else {
        shown(directory, log);
      }
      return ExitCode.FINE;
    } catch (IOException e) {
      throw new UserError(
          "the log of " + directory.name() + " cannot be shown: " + e.getMessage(),
          "it is " + directory.file(RunDirectory.TRAINER_LOG),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FINE;
    } finally {
      Interrupts.endOnInterrupt();
    }
  }

  /** -1 for all. */
  private long wanted() {
    if (lines.equals(ALL)) {
      return -1;
    }
    try {
      long number = Long.parseLong(lines);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UserError(
        "-n is \"" + lines + "\", expected a number of lines", "write -n 100, or -n all");
  }

  private @Nullable LogTail open(RunDirectory directory) throws IOException, InterruptedException {
    Optional<LogTail> log = LogTail.open(directory);
    while (log.isEmpty() && follow && !left && directory.isAlive(machine.processes())) {
      machine.pacer().pause(LOOK_EVERY);
      log = LogTail.open(directory);
    }
    return log.orElse(null);
  }

  private void shown(RunDirectory directory, LogTail log) throws IOException, InterruptedException {
    boolean live = follow && terminal.interactive();
    LogRows rows =
        new LogRows(row -> {
          if (live) {
            output.clearLine();
          }
          output.line(squeezed(row));
        });
    show(
        directory,
        log,
        (bytes, from, length) -> rows.feed(bytes, length),
        () -> {
          if (live) {
            output.rewrite(shortened(rows.open()));
          }
          output.flush();
        });
    if (live) {
      output.clearLine();
    }
    rows.finish();
    output.flush();
  }

  /** Upstream pads its lines to the width of a terminal that there is none of. */
  private static String squeezed(String row) {
    return PADDING.matcher(row).replaceAll("  ");
  }

  /** A row that is rewritten has to fit into one line of the terminal. */
  private static String shortened(String row) {
    return row.length() < PlanText.COLUMNS ? row : row.substring(0, PlanText.COLUMNS - 1);
  }

  /** Where bytes go. */
  private interface Target {
    void take(byte[] bytes, int from, int length) throws IOException;
  }

  /** What is done when there is nothing more for now. */
  private interface Pause {
    void now() throws IOException;
  }

  private void show(RunDirectory directory, LogTail log, Target target, Pause pause)
      throws IOException, InterruptedException {
    LogTail.Sink sink = (bytes, length) -> target.take(bytes, 0, length);
    boolean goesOn = true;
    while (goesOn && !left) {
      // asked before the log is read to its end: what the trainer wrote last is then in it
      goesOn = follow && directory.isAlive(machine.processes());
      boolean more = log.next(sink);
      while (more && !left) {
        more = log.next(sink);
      }
      pause.now();
      if (goesOn) {
        machine.pacer().pause(LOOK_EVERY);
      }
    }
  }
}
