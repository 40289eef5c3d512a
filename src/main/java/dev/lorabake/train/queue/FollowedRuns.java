package dev.lorabake.train.queue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The runs that a runner watches, by the numbers of their entries. */
final class FollowedRuns {
  private final Surroundings machine;
  private final Map<Long, Followed> followed = new TreeMap<>();

  FollowedRuns(Surroundings machine) {
    this.machine = machine;
  }

  boolean isEmpty() {
    return followed.isEmpty();
  }

  boolean has(Entry entry) {
    return followed.containsKey(entry.number());
  }

  @Nullable Followed of(Entry entry) {
    return followed.get(entry.number());
  }

  /** What they were given, {@code null} for whatever there is. */
  List<@Nullable String> gpus() {
    List<@Nullable String> used = new ArrayList<>();
    followed.values().forEach(one -> used.add(one.gpu()));
    return used;
  }

  /** Watches a run; ends it where its entry was called off meanwhile. */
  void add(Entry entry, RunDirectory run, @Nullable String gpu)
      throws IOException, InterruptedException {
    Followed one = new Followed(run, gpu, machine);
    followed.put(entry.number(), one);
    one.start();
    stopIfCancelled(entry, one);
  }

  void remove(Entry entry) {
    followed.remove(entry.number());
  }

  void stopIfCancelled(Entry entry, Followed run) throws IOException, InterruptedException {
    if (entry.cancelled() != null && run.stopOnce()) {
      RunStop.now(run.run(), RunStop.GRACE, machine);
    }
  }

  /**
   * Tells all keepers that the machine is about to be taken away.
   *
   * @return whether any of the runs heeds that
   */
  boolean announceEnd() throws IOException {
    boolean heeded = false;
    for (Followed one : followed.values()) {
      heeded |= one.announceEnd(machine);
    }
    return heeded;
  }

  /** Stops watching those that did not heed it; they go on. */
  void leaveDeaf() throws IOException, InterruptedException {
    for (Followed one : List.copyOf(followed.values())) {
      if (!one.heedsEnd()) {
        one.leave();
        followed.values().remove(one);
      }
    }
  }

  /** Stops watching; the trainings go on. */
  void leave() throws InterruptedException {
    for (Followed one : followed.values()) {
      one.leave();
    }
    followed.clear();
  }
}
