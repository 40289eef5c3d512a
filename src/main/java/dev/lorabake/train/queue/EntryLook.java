package dev.lorabake.train.queue;

import dev.lorabake.Figures;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.json.JsonError;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.RunProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands now.
 *
 * @param run of its last attempt; {@code null} where there is none, or it is gone
 * @param progress over the whole training
 * @param outcome how that ended; {@code null} while it has not
 * @param reason why it is where it is, for a person; {@code null} where that needs no words
 */
public record EntryLook(
    Entry entry,
    EntryState state,
    @Nullable RunDirectory run,
    RunProgress progress,
    @Nullable Outcome outcome,
    @Nullable String reason) {

  /** What the steps count to: those of its plan, as long as its run has not told. */
  public long total() {
    return progress.totalSteps() == 0 ? entry.asked().updates() : progress.totalSteps();
  }

  /** {@code 456/1,200}, of the whole training. */
  public String steps() {
    return Figures.count(progress.step()) + "/" + Figures.count(total());
  }

  /** Looks at the run directory of its last attempt. */
  static EntryLook at(Entry entry, Path runsRoot, Surroundings machine)
      throws IOException, InterruptedException {
    return at(entry, runsRoot, machine, _ -> {});
  }

  /**
   * As above.
   *
   * @param events is given the journal's entries
   */
  static EntryLook at(
      Entry entry, Path runsRoot, Surroundings machine, Consumer<JournalEntry> events)
      throws IOException, InterruptedException {
    Entry.Attempt last = entry.last();
    if (last == null || (entry.attempts().size() < entry.wanted() && entry.cancelled() == null)) {
      Entry.Again wish = entry.again();
      return settled(entry, EntryState.WAITING, wish == null ? null : wish.reason());
    }
    Path folder = runsRoot.resolve(last.run());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return last.started()
          ? settled(entry, EntryState.LOST, "its run directory is gone")
          : settled(entry, EntryState.STARTING, null);
    }
    if (!Files.exists(folder.resolve("supervisor.lock"), LinkOption.NOFOLLOW_LINKS)) {
      return settled(entry, EntryState.STARTING, null);
    }
    RunDirectory run = RunDirectory.open(folder);
    try {
      if (!run.wasStarted()) {
        return settled(entry, EntryState.STARTING, null);
      }
      RunProgress[] progress = {RunProgress.start()};
      RunStatus status =
          RunStatus.read(
              run,
              machine,
              event -> {
                progress[0] = progress[0].after(event);
                events.accept(event);
              });
      Outcome outcome = status.outcome();
      return new EntryLook(
          entry,
          EntryState.of(status.state()),
          run,
          progress[0].over(ResumedFrom.readable(run)),
          outcome,
          outcome == null ? null : reason(outcome));
    } catch (JsonError e) {
      return settled(entry, EntryState.LOST, "its run directory is damaged: " + e.getMessage());
    }
  }

  private static String reason(Outcome outcome) {
    return outcome.cause() == null ? outcome.reason() : outcome.cause().text();
  }

  /** What was decided about an entry stands above where it would be without. */
  private static EntryLook settled(Entry entry, EntryState otherwise, @Nullable String reason) {
    EntryState state = otherwise;
    String why = reason;
    if (entry.cancelled() != null) {
      state = EntryState.CANCELLED;
      why = null;
    } else if (entry.blocked() != null) {
      state = EntryState.BLOCKED;
      why = entry.blocked();
    } else if (entry.doneBy() != null) {
      state = EntryState.SKIPPED;
      why = "done already by " + entry.doneBy();
    }
    return new EntryLook(entry, state, null, RunProgress.start(), null, why);
  }
}
