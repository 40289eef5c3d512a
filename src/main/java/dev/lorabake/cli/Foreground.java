package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.run.EventJson;
import dev.lorabake.run.Following;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Settled;
import dev.lorabake.run.StopRequest;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Shows a detached run to whoever sits at the terminal, until it ends or they leave. */
final class Foreground {
  private final dev.lorabake.cli.Surroundings terminal;
  private final Output output;
  private final boolean json;
  private final boolean plain;
  private final Surroundings machine = Surroundings.system();
  private final AtomicBoolean asking = new AtomicBoolean();

  /**
   * @param json print the events instead, one object a line
   * @param plain never rewrite a line, even on a terminal
   */
  Foreground(dev.lorabake.cli.Surroundings terminal, Output output, boolean json, boolean plain) {
    this.terminal = terminal;
    this.output = output;
    this.json = json;
    this.plain = plain;
  }

  /** Follows the run, and those that go on from it by themselves; the answer is the exit code. */
  int follow(RunDirectory first) {
    RunDirectory run = first;
    try {
      while (true) {
        Optional<Outcome> outcome = toTheEnd(run);
        if (outcome.isEmpty()) {
          output.note(
              "the training goes on; come back with: lorabake watch " + terminal.shown(run.path()));
          return ExitCode.FINE;
        }
        Aftermath aftermath = new Aftermath(terminal, output, json, machine);
        Interrupts.onInterrupt(aftermath::leave);
        Optional<Settled> settled = aftermath.of(run, outcome.get());
        Optional<RunDirectory> next =
            settled.isEmpty() ? Optional.empty() : Aftermath.next(run, settled.get());
        if (next.isEmpty()) {
          if (settled.isEmpty()) {
            aftermath.tellIfLeft(run);
          }
          return exitCode(outcome.get());
        }
        run = next.get();
      }
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be followed: " + e.getMessage(),
          "the training goes on; mend the disk and come back with lorabake watch",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FINE;
    }
  }

  /** Empty where somebody left before its end. */
  private Optional<Outcome> toTheEnd(RunDirectory run) throws IOException, InterruptedException {
    boolean inPlace = terminal.interactive() && !plain;
    LiveView view = new LiveView(output, inPlace, System::nanoTime, ResumedFrom.readable(run));
    Consumer<JournalEntry> show = entry -> show(view, entry);
    Following following = new Following(run, machine, show, view::forget);
    Interrupts.onInterrupt(() -> interrupted(run, following));
    try (MachineSignals _ = MachineSignals.passOn(run, output, machine)) {
      Optional<Outcome> outcome = following.toTheEnd();
      if (!json) {
        view.end();
        outcome.ifPresent(
            how -> new RunSummary(output, terminal.workingFolder()).print(run, view, how));
      }
      return outcome;
    }
  }

  static int exitCode(Outcome outcome) {
    return switch (outcome.verdict()) {
      case FINISHED -> ExitCode.FINE;
      case FAILED -> ExitCode.FAILED;
      case STOPPED -> ExitCode.STOPPED;
      case LOST -> ExitCode.LOST;
    };
  }

  private void show(LiveView view, JournalEntry entry) {
    if (json) {
      output.jsonLine(EventJson.members(entry));
      output.flush();
    } else if (asking.get()) {
      view.note(entry);
    } else {
      view.accept(entry);
    }
  }

  private void interrupted(RunDirectory run, Following following) {
    if (!terminal.interactive() || json || !asking.compareAndSet(false, true)) {
      following.leave();
      return;
    }
    try {
      ask(run, following);
    } catch (IOException e) {
      output.note("the stop could not be carried out: " + e.getMessage());
    } catch (UserError e) {
      output.error(String.valueOf(e.getMessage()), e.help());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.set(false);
    }
  }

  private void ask(RunDirectory run, Following following) throws IOException, InterruptedException {
    output.clearLine();
    output.line("Stop the training? What was learnt since the last checkpoint would be lost.");
    output.line("Type a letter and press Enter:");
    output.line("  s  stop now");
    output.line("  c  stop after the next checkpoint");
    output.line("  l  leave it running and go");
    output.line("  anything else goes on watching");
    output.flush();
    String answer = terminal.in().readLine();
    switch (answer == null ? "l" : answer.strip().toLowerCase(Locale.ROOT)) {
      case "s" -> {
        output.line("stopping …");
        output.flush();
        RunStop.now(run, RunStop.GRACE, machine)
            .ifPresent(how -> StopCommand.refuseHalfAStop(run.name(), how));
      }
      case "c" -> {
        StopRequest.write(run, StopRequest.Mode.AFTER_CHECKPOINT, machine.clock());
        output.line("it will stop when the next checkpoint has verified");
      }
      case "l" -> following.leave();
      default -> output.line("watching");
    }
    output.flush();
  }
}
