package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonError;
import dev.lorabake.process.LockFile;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.SetAside;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts one entry after another, and watches those that run. It may die at any moment: the
 * trainings go on under their keepers, and the next runner takes up what it finds.
 *
 * <p>No training is started twice, since a start is written down with the name of its run directory
 * before anything is done for it, and a keeper starts nothing in a directory that has, or had, one.
 */
public final class QueueRunner {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final QueueFolder folder;
  private final Work work;
  private final Surroundings machine;
  private final GpuSlots slots;
  private final long retryLost;
  private final Consumer<QueueEvent> listener;
  private final Consumer<String> moments;
  private final Map<Long, Followed> followed = new TreeMap<>();
  private final Set<String> settled = new HashSet<>();
  private boolean changed;
  private volatile boolean left;
  private final AtomicInteger announcements = new AtomicInteger();
  private volatile boolean ending;
  private int announced;

  /**
   * @param retryLost how often an entry is started again because its run was lost
   * @param listener is told what happens, on the thread that calls {@link #run}
   */
  public QueueRunner(
      QueueFolder folder,
      Work work,
      Surroundings machine,
      GpuSlots slots,
      long retryLost,
      Consumer<QueueEvent> listener) {
    this(folder, work, machine, slots, retryLost, listener, _ -> {});
  }

  /**
   * As above.
   *
   * @param moments is called wherever a death would leave something begun
   */
  QueueRunner(
      QueueFolder folder,
      Work work,
      Surroundings machine,
      GpuSlots slots,
      long retryLost,
      Consumer<QueueEvent> listener,
      Consumer<String> moments) {
    this.folder = folder;
    this.work = work;
    this.machine = machine;
    this.slots = slots;
    this.retryLost = retryLost;
    this.listener = listener;
    this.moments = moments;
  }

  /** Makes {@link #run} return soon; trainings go on. May be called from any thread. */
  public void leave() {
    left = true;
  }

  /**
   * The machine is about to be taken away: nothing more is started, runs whose policy heeds that
   * are told and followed to their end, the others go on. May be called from any thread.
   *
   * @param certainly whether this runner is to end where no run heeds it, too
   */
  public void machineEnds(boolean certainly) {
    ending |= certainly;
    announcements.incrementAndGet();
  }

  /** Whether {@link #run} returned, or will soon, for the end of the machine. */
  public boolean isEnding() {
    return ending;
  }

  /**
   * Works until nothing waits and nothing runs, or until {@link #leave}. While the queue is paused
   * it stays as long as something waits.
   *
   * @throws UserError when another runner is at work
   */
  public void run() throws IOException, InterruptedException {
    Optional<LockFile> lock = folder.runner();
    if (lock.isEmpty()) {
      throw new UserError(
          "the queue has a runner already", "lorabake queue shows what it does; one is enough");
    }
    try (LockFile _ = lock.get()) {
      while (!left && !isDone()) {
        machine.pacer().pause(LOOK_EVERY);
      }
    } finally {
      for (Followed one : followed.values()) {
        one.leave();
      }
      followed.clear();
    }
  }

  /** Does what can be done now; whether that was all for good. */
  private boolean isDone() throws IOException, InterruptedException {
    announceEnd();
    boolean begun = true;
    boolean waiting = false;
    while (begun && !left) {
      moments.accept("look");
      List<Entry> entries = folder.list().entries();
      changed = false;
      for (Entry entry : entries) {
        attend(entry);
      }
      Optional<Entry> next = next(changed ? folder.list().entries() : entries);
      waiting = next.isPresent();
      announceEnd();
      begun = waiting && !ending && !folder.isPaused() && begin(next.orElseThrow());
    }
    return (ending || !waiting) && followed.isEmpty();
  }

  /** Passes news of the machine's end on, and lets go of runs that do not heed it. */
  private void announceEnd() throws IOException, InterruptedException {
    int heard = announcements.get();
    if (heard == announced) {
      return;
    }
    announced = heard;
    List<Followed> deaf = new ArrayList<>();
    for (Followed one : followed.values()) {
      if (!one.isDone() && one.announceEnd(machine)) {
        ending = true;
      } else {
        deaf.add(one);
      }
    }
    if (ending) {
      for (Followed one : deaf) {
        one.leave();
        followed.values().remove(one);
      }
    }
  }

  /** The first that may be started; one whose start was begun goes before. */
  private Optional<Entry> next(List<Entry> entries) throws IOException, InterruptedException {
    Entry waiting = null;
    for (Entry entry : entries) {
      if (followed.containsKey(entry.number())) {
        continue;
      }
      Entry.Attempt last = entry.last();
      if (last != null
          && !settled.contains(last.run())
          && look(entry).state() == EntryState.STARTING) {
        return Optional.of(entry);
      }
      waiting = waiting == null && entry.isWaiting() ? entry : waiting;
    }
    return Optional.ofNullable(waiting);
  }

  private EntryLook look(Entry entry) throws IOException, InterruptedException {
    return EntryLook.at(entry, folder.runsRoot(), machine);
  }

  /** Takes up a run that nobody here watches, and learns the end of one. */
  private void attend(Entry entry) throws IOException, InterruptedException {
    Entry.Attempt last = entry.last();
    if (last == null || settled.contains(last.run())) {
      return;
    }
    Followed known = followed.get(entry.number());
    if (known != null && !known.isDone()) {
      stopIfCancelled(entry, known);
      return;
    }
    if (known == null && ending) {
      return;
    }
    EntryLook look = look(entry);
    RunDirectory run = look.run();
    if (look.state().isRunning() && run != null) {
      if (known == null) {
        Entry started = folder.edit(entry.number(), now -> now.started(last.run()));
        changed = true;
        stopIfCancelled(started, follow(started, run, last.gpu()));
        listener.accept(new QueueEvent.Started(started, run, last.gpu(), true));
      } else {
        Exception trouble = known.trouble();
        if (trouble != null) {
          listener.accept(new QueueEvent.Unwatched(entry, String.valueOf(trouble.getMessage())));
        }
        stopIfCancelled(entry, known);
      }
    } else if (look.state().isOver()) {
      followed.remove(entry.number());
      if (run != null && !last.started()) { // by a runner that died before it could note it
        folder.edit(entry.number(), now -> now.started(last.run()));
        changed = true;
      }
      settle(look, last, known != null);
    }
  }

  /**
   * An entry whose run is over.
   *
   * @param watched whether it ended under this runner; else only a loss is told
   */
  private void settle(EntryLook look, Entry.Attempt last, boolean watched)
      throws IOException, InterruptedException {
    settled.add(last.run());
    Entry entry = look.entry();
    boolean lost = look.state() == EntryState.LOST;
    if (watched || lost) {
      listener.accept(new QueueEvent.Ended(entry, look.state(), look.reason()));
    }
    if (lost && entry.cancelled() == null && entry.lostRetries() < retryLost) {
      Entry again = folder.edit(entry.number(), Entry::againAfterLoss);
      changed = true;
      listener.accept(new QueueEvent.Retried(again, again.lostRetries()));
    }
  }

  private void stopIfCancelled(Entry entry, Followed run) throws IOException, InterruptedException {
    if (entry.cancelled() != null && run.stopOnce()) {
      RunStop.now(run.run(), RunStop.GRACE, machine);
    }
  }

  private Followed follow(Entry entry, RunDirectory run, @Nullable String gpu) {
    Followed one = new Followed(run, gpu, machine);
    followed.put(entry.number(), one);
    one.start();
    return one;
  }

  /** Starts an entry, or finds out why not; false where it has to wait for a slot. */
  private boolean begin(Entry entry) throws IOException, InterruptedException {
    List<@Nullable String> used = new ArrayList<>();
    followed.values().forEach(one -> used.add(one.gpu()));
    Optional<String> slot = slots.free(used);
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
        prepared = afterSettingAside(entry, prepared);
      }
      Optional<String> hindrance = Hindrance.of(entry, prepared, gpu, work.variables());
      if (hindrance.isPresent()) {
        block(entry, hindrance.get());
        return true;
      }
      OutputClash.refuseRunning(entry.asked(), runs(entry), folder.runsRoot(), machine.processes());
      start(entry, prepared, begun, gpu);
    } catch (UserError e) {
      block(entry, e.getMessage() + "; " + e.help());
    } catch (RuntimeException e) {
      block(entry, "a fault of lorabake: " + e); // the others are not to suffer for it
    }
    return true;
  }

  private static Set<String> runs(Entry entry) {
    return entry.attempts().stream().map(Entry.Attempt::run).collect(Collectors.toSet());
  }

  private Prepared afterSettingAside(Entry entry, Prepared prepared)
      throws IOException, InterruptedException {
    if (!entry.wasStarted()) {
      return prepared;
    }
    Set<String> runs = runs(entry);
    for (RunDirectory run : RunDirectory.list(folder.runsRoot())) {
      if (runs.contains(run.name()) && !run.isAlive(machine.processes())) {
        SetAside.of(run, prepared);
      }
    }
    return work.prepare(entry, folder.recipe(entry.number()));
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
      Entry entry, Prepared prepared, Entry.@Nullable Attempt begun, @Nullable String gpu)
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
            Entry.Attempt made = attempt(now, gpu);
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
            mine.run(), prepared, upstream, GpuSlots.environment(mine.gpu(), work.variables()));
    moments.accept("started");
    Entry started = folder.edit(entry.number(), now -> now.started(mine.run()));
    moments.accept("known as started");
    stopIfCancelled(started, follow(started, run, mine.gpu()));
    listener.accept(new QueueEvent.Started(started, run, mine.gpu(), false));
  }

  /** Its number makes the run's name one that no other program chooses. */
  private Entry.Attempt attempt(Entry entry, @Nullable String gpu) {
    String run =
        RunDirectory.freeName(
            folder.runsRoot(),
            "q" + entry.number() + "-" + entry.asked().label(),
            LocalDateTime.now(ZoneId.systemDefault()));
    return new Entry.Attempt(run, machine.clock().instant(), gpu, false);
  }
}
