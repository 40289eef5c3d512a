package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.UserError;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.Home;
import dev.lorabake.train.Measuring;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.RunProgress;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Measures a recipe in the foreground. Standard output belongs to the plan: progress goes to
 * standard error, and only for a person.
 */
final class Measurement {
  private static final long REDRAW_NANOS = 100_000_000L;

  private final Surroundings terminal;
  private final Output output;
  private final Path root;

  /**
   * @param root where run directories are made
   */
  Measurement(Surroundings terminal, Output output, Path root) {
    this.terminal = terminal;
    this.output = output;
    this.root = root;
  }

  /** Runs it; the answer is the exit code, fine once there is something to plan by. */
  int make(Prepared prepared, UpstreamPlace place, MeasureGoal goal) {
    Measuring measuring = new Measuring(Home.find(), root, terminal.commands());
    // whatever ends us while the trainer is being started has to wait for it, so as to end it too
    CompletableFuture<RunDirectory> begun = new CompletableFuture<>();
    Thread ending = new Thread(() -> stopOnce(begun).join(), "end of the measurement");
    Runtime.getRuntime().addShutdownHook(ending); // SIGTERM, or the terminal is closed
    Interrupts.onInterrupt(() -> {
      CompletableFuture<Void> _ = stopOnce(begun); // here, or later by whoever starts it
    });
    try {
      RunDirectory run = measuring.start(prepared, place, goal, terminal.rehearsalSwitches());
      tell("measuring in " + terminal.shown(run.path()) + "; Ctrl-C ends it");
      begun.complete(run);
      return ended(run, follow(run), prepared.recipe());
    } catch (IOException e) {
      throw new UserError(
          "the measurement cannot be followed: " + e.getMessage(), "mend the disk, start anew", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.STOPPED;
    } finally {
      begun.cancel(false); // where nothing was started
      Interrupts.endOnInterrupt();
      forget(ending);
    }
  }

  /** Stops what was begun, at once or as soon as it is. */
  private CompletableFuture<Void> stopOnce(CompletableFuture<RunDirectory> begun) {
    return begun.handle((run, _) -> {
      if (run != null) {
        stop(run);
      }
      return null;
    });
  }

  /** Follows it to its end, and ends it where something keeps us from that. */
  private Outcome follow(RunDirectory run) throws IOException, InterruptedException {
    Progress progress = new Progress();
    boolean over = false;
    progress.begin();
    try {
      Outcome outcome = Measuring.follow(run, progress, progress::forget);
      over = true;
      return outcome;
    } finally {
      progress.end();
      if (!over) {
        stop(run);
      }
    }
  }

  private int ended(RunDirectory run, Outcome outcome, Recipe recipe) {
    if (outcome.verdict() != Verdict.FINISHED) {
      Outcome.Cause cause = outcome.cause();
      String log = "the trainer's log is " + terminal.shown(run.file(RunDirectory.TRAINER_LOG));
      output.error(
          "the measurement "
              + outcome.verdict().id()
              + ": "
              + Figures.brief(outcome.reason())
              + (cause == null ? "" : "; cause: " + cause.text()),
          cause == null || cause.help().isEmpty() ? log : cause.help() + "; " + log);
    } else if (recipe.flag("cache_latents_to_disk")
        || recipe.flag("cache_text_encoder_outputs_to_disk")) {
      tell("the caches that it left beside the images serve the training");
    }
    return Foreground.exitCode(outcome);
  }

  private void tell(String text) {
    if (terminal.interactive()) {
      output.note(text);
    }
  }

  private void stop(RunDirectory run) {
    try {
      Measuring.stop(run);
    } catch (IOException e) {
      output.note("the measurement could not be ended: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // it is running already, which is what it is for
    }
  }

  /** One line that is rewritten. */
  private final class Progress implements Consumer<JournalEntry> {
    private RunProgress progress = RunProgress.start();
    private long drawn = System.nanoTime() - REDRAW_NANOS;

    @Override
    public void accept(JournalEntry entry) {
      progress = progress.after(entry);
      if (terminal.interactive() && System.nanoTime() - drawn >= REDRAW_NANOS) {
        output.status(ProgressText.plain(progress));
        drawn = System.nanoTime();
      }
    }

    /** Long before the trainer says a word. */
    void begin() {
      if (terminal.interactive()) {
        output.status(ProgressText.plain(progress));
      }
    }

    void forget() {
      progress = RunProgress.start();
    }

    void end() {
      if (terminal.interactive()) {
        output.clearStatus();
      }
    }
  }
}
