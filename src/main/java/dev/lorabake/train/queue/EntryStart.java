package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Prepared;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the entries of a queue whose turn has come. */
final class EntryStart {
  private final QueueFolder folder;
  private final Work work;
  private final Surroundings machine;
  private final GpuSlots slots;
  private final FollowedRuns followed;
  private final EntryPlan plans;
  private final Consumer<QueueEvent> listener;
  private final Consumer<String> moments;

  /**
   * @param followed is given what was started
   * @param moments is called wherever a death would leave something begun
   */
  EntryStart(
      QueueFolder folder,
      Work work,
      Surroundings machine,
      GpuSlots slots,
      FollowedRuns followed,
      Consumer<QueueEvent> listener,
      Consumer<String> moments) {
    this.folder = folder;
    this.work = work;
    this.machine = machine;
    this.slots = slots;
    this.followed = followed;
    this.plans = new EntryPlan(folder, work, machine);
    this.listener = listener;
    this.moments = moments;
  }

  /** Starts an entry, or finds out why not; false where it has to wait for a slot. */
  boolean begin(Entry entry) throws IOException, InterruptedException {
    Optional<String> slot = slots.free(followed.gpus());
    if (slot.isEmpty()) {
      return false;
    }
    Entry.Attempt begun = entry.isWaiting() ? null : entry.last();
    String gpu = begun != null ? begun.gpu() : slot.get().isEmpty() ? null : slot.get();
    try {
      Prepared prepared = work.prepare(entry, folder.recipe(entry.number()));
      if (begun == null) {
        Optional<RunDirectory> done = ProvenDone.find(entry, prepared, folder.runsRoot(), machine);
        if (done.isPresent()) {
          String run = done.get().name();
          Entry skipped = folder.edit(entry.number(), now -> now.doneBy(run));
          listener.accept(new QueueEvent.Skipped(skipped, run));
          return true;
        }
      }
      EntryPlan.Start planned =
          begun == null ? plans.next(entry, prepared) : plans.again(entry, prepared, begun);
      Optional<String> hindrance = Hindrance.of(entry, planned.prepared(), gpu, work.variables());
      if (hindrance.isPresent()) {
        block(entry, hindrance.get());
        return true;
      }
      OutputClash.refuseRunning(
          entry.asked(), EntryPlan.runs(entry), folder.runsRoot(), machine.processes());
      start(entry, planned, begun, gpu);
    } catch (UserError e) {
      block(entry, e.getMessage() + "; " + e.help());
    } catch (RuntimeException e) {
      block(entry, "a fault of lorabake: " + e); // the others are not to suffer for it
    }
    return true;
  }

  private void block(Entry entry, String reason) throws IOException, InterruptedException {
    try {
      Entry blocked = folder.edit(entry.number(), now -> now.blocked(reason));
      listener.accept(new QueueEvent.Blocked(blocked, reason));
    } catch (JsonError e) {
      listener.accept(new QueueEvent.Blocked(entry, "its file is damaged: " + e.getMessage()));
    }
  }

  private void start(
      Entry entry, EntryPlan.Start planned, Entry.@Nullable Attempt begun, @Nullable String gpu)
      throws IOException, InterruptedException {
    var upstream = work.upstream(entry);
    AtomicReference<Entry.@Nullable Attempt> attempt = new AtomicReference<>(begun);
    if (begun == null) {
      folder.edit(
          entry.number(),
          now -> {
            if (!now.isWaiting()) {
              return now; // called off in the meantime
            }
            Entry.Attempt made = attempt(now, gpu, planned);
            attempt.set(made);
            return now.attempting(made);
          });
      moments.accept("written down");
    }
    Entry.Attempt mine = attempt.get();
    if (mine == null) {
      return;
    }
    RunDirectory run =
        work.start(
            mine.run(),
            planned.prepared(),
            planned.from(),
            upstream,
            GpuSlots.environment(mine.gpu(), work.variables()));
    moments.accept("started");
    Entry started = folder.edit(entry.number(), now -> now.started(mine.run()));
    moments.accept("known as started");
    followed.add(started, run, mine.gpu());
    listener.accept(new QueueEvent.Started(started, run, mine.gpu(), planned.from(), false));
  }

  /** Its number makes the run's name one that no other program chooses. */
  private Entry.Attempt attempt(Entry entry, @Nullable String gpu, EntryPlan.Start planned) {
    String run =
        RunDirectory.freeName(
            folder.runsRoot(),
            "q" + entry.number() + "-" + entry.asked().label(),
            LocalDateTime.now(ZoneId.systemDefault()));
    return new Entry.Attempt(
        run, machine.clock().instant(), gpu, false, planned.earlier(), planned.why());
  }
}
