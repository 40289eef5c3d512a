package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.process.LockFile;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.policy.Further;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

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
  private final Surroundings machine;
  private final Rules rules;
  private final Consumer<QueueEvent> listener;
  private final Consumer<String> moments;
  private final FollowedRuns followed;
  private final EntryStart starts;
  private final Set<String> settled = new HashSet<>();
  private boolean changed;
  private volatile boolean left;
  private final AtomicInteger announcements = new AtomicInteger();
  private volatile boolean ending;
  private int announced;

  /**
   * @param rules when an entry is started again unasked
   * @param listener is told what happens, on the thread that calls {@link #run}
   */
  public QueueRunner(
      QueueFolder folder,
      Work work,
      Surroundings machine,
      GpuSlots slots,
      Rules rules,
      Consumer<QueueEvent> listener) {
    this(folder, work, machine, slots, rules, listener, _ -> {});
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
      Rules rules,
      Consumer<QueueEvent> listener,
      Consumer<String> moments) {
    this.folder = folder;
    this.machine = machine;
    this.rules = rules;
    this.listener = listener;
    this.followed = new FollowedRuns(machine);
    this.starts = new EntryStart(folder, work, machine, slots, followed, listener, moments);
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
      followed.leave();
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
      List<Entry> now = changed ? folder.list().entries() : entries;
      Optional<Entry> next = next(now);
      waiting = next.isPresent() || now.stream().anyMatch(Entry::isWaiting);
      announceEnd();
      begun = next.isPresent() && !ending && !folder.isPaused() && starts.begin(next.get());
    }
    return (ending || !waiting) && followed.isEmpty();
  }

  /** Passes news of the machine's end on, and lets go of runs that do not heed it. */
  private void announceEnd() throws IOException, InterruptedException {
    int heard = announcements.get();
    if (heard > announced) {
      announced = heard;
      ending |= followed.announceEnd();
      if (ending) {
        followed.leaveDeaf();
      }
    }
  }

  /** The first that may be started now; one whose start was begun goes before. */
  private Optional<Entry> next(List<Entry> entries) throws IOException, InterruptedException {
    Entry waiting = null;
    for (Entry entry : entries) {
      if (followed.has(entry)) {
        continue;
      }
      Entry.Attempt last = entry.last();
      if (last != null
          && !settled.contains(last.run())
          && look(entry).state() == EntryState.STARTING) {
        return Optional.of(entry);
      }
      waiting = waiting == null && entry.isWaiting() && isDue(entry) ? entry : waiting;
    }
    return Optional.ofNullable(waiting);
  }

  private boolean isDue(Entry entry) {
    Entry.Again wish = entry.again();
    return wish == null || wish.isDue(machine.clock().instant());
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
    Followed known = followed.of(entry);
    if (known != null && !known.isDone()) {
      followed.stopIfCancelled(entry, known);
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
        followed.add(started, run, last.gpu());
        listener.accept(new QueueEvent.Started(started, run, last.gpu(), null, true));
      } else {
        Exception trouble = known.trouble();
        if (trouble != null) {
          listener.accept(new QueueEvent.Unwatched(entry, String.valueOf(trouble.getMessage())));
        }
        followed.stopIfCancelled(entry, known);
      }
    } else if (look.state().isOver()) {
      followed.remove(entry);
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
    if (entry.cancelled() != null) {
      return;
    }
    if (lost && entry.lostRetries() < rules.retryLost()) {
      Entry again = folder.edit(entry.number(), now -> now.againAfterLoss(rules.fromStart()));
      changed = true;
      listener.accept(new QueueEvent.Retried(again, again.lostRetries()));
      return;
    }
    goOnByPolicy(look);
  }

  private void goOnByPolicy(EntryLook look) throws IOException, InterruptedException {
    Entry entry = look.entry();
    RunDirectory run = look.run();
    Outcome outcome = look.outcome();
    if (run == null || outcome == null) {
      return;
    }
    Instant now = machine.clock().instant();
    Optional<Further> further =
        Further.of(rules.policy(entry.asked()), run, outcome, entry.tries(), now);
    if (further.isPresent()) {
      Instant due = now.plus(further.get().pause());
      Entry again = folder.edit(entry.number(), wish -> wish.again(further.get(), due));
      changed = true;
      listener.accept(new QueueEvent.GoesOn(again, further.get()));
    }
  }
}
