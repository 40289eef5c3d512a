package dev.lorabake.train.queue;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.Retry;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.SetAside;
import dev.lorabake.train.policy.ChosenTry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans the next attempt of an entry: from the last state that verifies of the one before, else
 * from the beginning, for which what the ones before left is moved out of the way.
 */
final class EntryPlan {
  private final QueueFolder folder;
  private final Work work;
  private final Surroundings machine;

  EntryPlan(QueueFolder folder, Work work, Surroundings machine) {
    this.folder = folder;
    this.work = work;
    this.machine = machine;
  }

  /**
   * What is to be started.
   *
   * @param from where it goes on; {@code null} for the beginning
   * @param earlier the name of the run that its settings come from; {@code null} for the frozen
   *     recipe
   * @param why it is started by itself; {@code null} where it is not
   */
  record Start(
      Prepared prepared,
      @Nullable ResumedFrom from,
      @Nullable String earlier,
      @Nullable Retry why) {
    private static Start anew(Prepared prepared, @Nullable Retry why) {
      return new Start(prepared, null, null, why);
    }
  }

  /** The names of the runs that were started for an entry. */
  static Set<String> runs(Entry entry) {
    return entry.attempts().stream().map(Entry.Attempt::run).collect(Collectors.toSet());
  }

  /**
   * Plans it.
   *
   * @param frozen the entry's recipe as it stands now
   */
  Start next(Entry entry, Prepared frozen) throws IOException {
    if (!entry.wasStarted()) {
      return Start.anew(frozen, null);
    }
    Entry.Again wish = entry.again();
    Retry why = wish == null ? null : wish.why();
    if (wish == null || !wish.fromStart()) {
      Optional<RunDirectory> earlier = last(entry);
      Optional<Start> further =
          earlier.isEmpty() ? Optional.empty() : goOn(entry, earlier.get(), why);
      if (further.isPresent()) {
        return further.get();
      }
    }
    setAside(entry, frozen);
    return Start.anew(work.prepare(entry, folder.recipe(entry.number())), why);
  }

  /** Plans one once more that somebody began who died over it: the same comes out. */
  Start again(Entry entry, Prepared frozen, Entry.Attempt begun) throws IOException {
    if (begun.from() == null) {
      return Start.anew(frozen, begun.why());
    }
    RunDirectory earlier = RunDirectory.open(folder.runsRoot().resolve(begun.from()));
    return goOn(entry, earlier, begun.why()).orElseGet(() -> Start.anew(frozen, begun.why()));
  }

  /** The last attempt that was started and whose directory is there. */
  private Optional<RunDirectory> last(Entry entry) throws IOException {
    for (Entry.Attempt attempt : entry.attempts().reversed()) {
      Path path = folder.runsRoot().resolve(attempt.run());
      if (attempt.started() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(RunDirectory.open(path));
      }
    }
    return Optional.empty();
  }

  /** Empty where it saved nothing, and is to begin anew as it was. */
  private Optional<Start> goOn(Entry entry, RunDirectory earlier, @Nullable Retry why)
      throws IOException {
    Preparing preparing = work.preparing(entry);
    String card = entry.asked().card();
    ChosenTry chosen = ChosenTry.of(earlier, preparing, card, why);
    NextTry next = chosen.next();
    if (next.fresh()) {
      if (chosen.changes().isEmpty()) {
        return Optional.empty();
      }
      setAside(entry, next.prepared());
      next = chosen.anew(earlier, preparing, card);
    }
    return Optional.of(new Start(next.prepared(), next.from(), earlier.name(), why));
  }

  private void setAside(Entry entry, Prepared prepared) throws IOException {
    Set<String> runs = runs(entry);
    for (RunDirectory run : RunDirectory.list(folder.runsRoot())) {
      if (runs.contains(run.name()) && !run.isAlive(machine.processes())) {
        SetAside.of(run, prepared);
      }
    }
  }
}
