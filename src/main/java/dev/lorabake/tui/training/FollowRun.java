package dev.lorabake.tui.training;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.run.Following;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a run, as its supervisor where it has none, and tells its events in portions: a log of
 * thousands of lines a second becomes a few messages.
 */
record FollowRun(RunDirectory run, Leave leave) implements Effect {
  private static final long PORTION_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int PORTION = 2000;
  private static final int LOOK_EVERY_PORTIONS = 10;

  /** Events, in order. */
  record Events(RunDirectory run, List<JournalEntry> entries) implements Msg {}

  /** The journal will come once more from its beginning. */
  record Forgotten(RunDirectory run) implements Msg {}

  /** What its directory says now. */
  record Look(RunDirectory run, Instant now, RunFacts facts) implements Msg {}

  /** It ended. */
  record Ended(RunDirectory run, Outcome outcome) implements Msg {}

  /** Ends the following; the training goes on. */
  static final class Leave implements Effect {
    private volatile @Nullable Following following;
    private volatile boolean left;

    @Override
    public void perform(World world, Consumer<Msg> tell) {
      left = true;
      Following now = following;
      if (now != null) {
        now.leave();
      }
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    Portion portion = new Portion(tell);
    look(world, tell); // before the events, which are counted by it
    Following following =
        new Following(
            run,
            world.machine(),
            portion,
            () -> {
              portion.flush();
              tell.accept(new Forgotten(run));
            });
    leave.following = following;
    if (leave.left) {
      return;
    }
    Thread.ofVirtual().start(() -> portion.flushEvery(world, leave));
    Optional<Outcome> outcome = following.toTheEnd();
    portion.flush();
    look(world, tell);
    outcome.ifPresent(ended -> tell.accept(new Ended(run, ended)));
    leave.left = true;
  }

  private void look(World world, Consumer<Msg> tell) throws IOException {
    tell.accept(new Look(run, world.machine().clock().instant(), RunFacts.of(run)));
  }

  /** Gathers events for a moment. */
  private final class Portion implements Consumer<JournalEntry> {
    private final Consumer<Msg> tell;
    private final List<JournalEntry> gathered = new ArrayList<>();

    Portion(Consumer<Msg> tell) {
      this.tell = tell;
    }

    @Override
    public synchronized void accept(JournalEntry entry) {
      gathered.add(entry);
      if (gathered.size() >= PORTION) {
        flush();
      }
    }

    synchronized void flush() {
      if (!gathered.isEmpty()) {
        tell.accept(new Events(run, List.copyOf(gathered)));
        gathered.clear();
      }
    }

    void flushEvery(World world, Leave until) {
      try {
        for (int portions = 1; !until.left; portions++) {
          TimeUnit.NANOSECONDS.sleep(PORTION_NANOS);
          flush();
          if (portions % LOOK_EVERY_PORTIONS == 0) {
            look(world, tell);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        // the directory is gone, which the following itself will tell
      }
    }
  }
}
