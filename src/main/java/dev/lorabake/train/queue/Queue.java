package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with entries once they are in the queue. */
public final class Queue {
  private final QueueFolder folder;
  private final Surroundings machine;

  public Queue(QueueFolder folder, Surroundings machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /**
   * The queue as it stands.
   *
   * @param runner whether somebody is there who starts trainings
   * @param trouble files that cannot be read, name to reason
   */
  public record Overview(
      List<EntryLook> entries, boolean paused, boolean runner, Map<String, String> trouble) {}

  public Overview look() throws IOException, InterruptedException {
    QueueFolder.Listing listing = folder.list();
    List<EntryLook> looks = new ArrayList<>();
    for (Entry entry : listing.entries()) {
      looks.add(EntryLook.at(entry, folder.runsRoot(), machine));
    }
    return new Overview(
        List.copyOf(looks), folder.isPaused(), folder.isRunning(), listing.trouble());
  }

  /** One entry as it stands. */
  public EntryLook look(long number) throws IOException, InterruptedException {
    return EntryLook.at(find(number), folder.runsRoot(), machine);
  }

  /** Seconds for the steps of each waiting training, where a like run has shown its pace. */
  public Map<Long, Double> expected(List<EntryLook> looks) {
    Map<String, Optional<Double>> paces = new HashMap<>();
    Map<Long, Double> seconds = new HashMap<>();
    for (EntryLook look : looks) {
      Asked asked = look.entry().asked();
      if (look.state() == EntryState.WAITING || look.state() == EntryState.STARTING) {
        paces
            .computeIfAbsent(asked.stepKind(), kind -> Timing.pace(kind, folder.runsRoot()))
            .ifPresent(pace -> seconds.put(look.entry().number(), pace * asked.updates()));
      }
    }
    return seconds;
  }

  private Entry find(long number) throws IOException {
    return folder
        .list()
        .find(number)
        .orElseThrow(
            () -> new UserError("the queue has no entry " + number, "lorabake queue lists them"));
  }

  /**
   * Puts a waiting entry at another place.
   *
   * @param place among the waiting ones, from 1; a greater one than there is means the end
   */
  public void move(long number, int place) throws IOException, InterruptedException {
    if (place < 1) {
      throw new UserError("there is no place " + place, "places count from 1, the next to start");
    }
    requireWaiting(number, "moved");
    folder.change(() -> {
      List<Long> order = new ArrayList<>();
      List<Long> waiting = new ArrayList<>();
      for (Entry entry : folder.list().entries()) {
        order.add(entry.number());
        if (entry.isWaiting()) {
          waiting.add(entry.number());
        }
      }
      waiting.remove(number);
      order.remove(number);
      int at = place > waiting.size() ? order.size() : order.indexOf(waiting.get(place - 1));
      order.add(at, number);
      folder.writeOrder(order);
      return order;
    });
  }

  /**
   * Moves a waiting entry among the waiting ones, by its place as it is then: any number of such
   * moves at once add up.
   *
   * @param places below 0 to be started earlier; further than the first or last is as far as them
   */
  public void moveBy(long number, int places) throws IOException, InterruptedException {
    requireWaiting(number, "moved");
    folder.change(() -> {
      List<Long> order = new ArrayList<>();
      List<Integer> slots = new ArrayList<>();
      List<Long> waiting = new ArrayList<>();
      for (Entry entry : folder.list().entries()) {
        if (entry.isWaiting()) {
          slots.add(order.size());
          waiting.add(entry.number());
        }
        order.add(entry.number());
      }
      int from = waiting.indexOf(number);
      if (from >= 0) { // else it was started meanwhile
        waiting.remove(from);
        waiting.add(Math.clamp((long) from + places, 0, waiting.size()), number);
        for (int i = 0; i < slots.size(); i++) {
          order.set(slots.get(i), waiting.get(i));
        }
        folder.writeOrder(order);
      }
      return order;
    });
  }

  private void requireWaiting(long number, String what) throws IOException, InterruptedException {
    EntryLook look = look(number);
    if (look.state() != EntryState.WAITING) {
      throw new UserError(
          "entry " + number + " is " + look.state().id() + " and cannot be " + what,
          "only an entry that waits can");
    }
  }

  /**
   * Calls an entry off: one that waits is never started, one that runs is stopped now. It stays in
   * the list.
   *
   * @return how it stood before
   */
  public EntryState cancel(long number) throws IOException, InterruptedException {
    EntryLook before = look(number);
    if (before.state().isOver() && before.state() != EntryState.BLOCKED) {
      throw new UserError(
          "entry " + number + " is " + before.state().id() + " already",
          "lorabake queue clear-done takes it out of the list");
    }
    // the wish first: whoever is about to start it looks once more
    folder.edit(number, entry -> entry.cancelled(machine.clock().instant()));
    RunDirectory run = look(number).run();
    if (run != null && run.isAlive(machine.processes())) {
      RunStop.now(run, RunStop.GRACE, machine);
    }
    return before.state();
  }

  /**
   * Puts an entry that is over back among the waiting.
   *
   * @param fromStart whether it begins anew though there is a state to go on from
   */
  public void retry(long number, boolean fromStart) throws IOException, InterruptedException {
    EntryLook look = look(number);
    if (!look.state().isOver()) {
      throw new UserError(
          "entry " + number + " is " + look.state().id(), "it will be started without that");
    }
    if (look.state() == EntryState.FINISHED || look.state() == EntryState.SKIPPED) {
      throw new UserError(
          "entry " + number + " is done",
          "lorabake queue add with another --output_name trains it once more");
    }
    List<EntryLook> others = new ArrayList<>(look().entries());
    others.removeIf(other -> other.entry().number() == number);
    OutputClash.refuse(look.entry().asked(), others);
    folder.edit(number, entry -> entry.again(fromStart));
  }

  /**
   * Moves what is finished, skipped or cancelled into the folder {@code cleared}.
   *
   * @param all what failed, was stopped or lost too
   * @return their numbers
   */
  public List<Long> clearDone(boolean all) throws IOException, InterruptedException {
    List<Long> cleared = new ArrayList<>();
    for (EntryLook look : look().entries()) {
      boolean done =
          switch (look.state()) {
            case FINISHED, SKIPPED, CANCELLED -> true;
            case FAILED, STOPPED, LOST -> all;
            case WAITING, STARTING, PREPARING, TRAINING, SAMPLING, SAVING, STOPPING, BLOCKED ->
                false;
          };
      if (done) {
        folder.change(() -> {
          folder.clear(look.entry().number());
          return look;
        });
        cleared.add(look.entry().number());
      }
    }
    return cleared;
  }

  /** What the members of a grid came to, or of all entries that were started. */
  public List<Comparison> compare(@Nullable Long grid) throws IOException, InterruptedException {
    List<Comparison> rows = new ArrayList<>();
    for (Entry entry : folder.list().entries()) {
      if (grid == null ? entry.last() != null || entry.doneBy() != null : isIn(entry, grid)) {
        rows.add(Comparison.of(entry, folder.runsRoot(), machine));
      }
    }
    if (rows.isEmpty()) {
      throw new UserError(
          grid == null ? "no entry of the queue was started yet" : "there is no grid " + grid,
          "lorabake queue lists the entries; a grid has the number of its first");
    }
    return rows;
  }

  private static boolean isIn(Entry entry, long grid) {
    Long own = entry.asked().grid();
    return own != null && own == grid;
  }
}
