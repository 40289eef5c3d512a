package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Summary;
import dev.lorabake.event.RunEvent.Validation;
import dev.lorabake.process.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes events of the log on in their order, steps and validations with the exact numbers of the
 * tracker's file. Upstream writes them there just after it printed them, so an event waits for them
 * a moment, and whatever comes behind it waits too; where the file does not keep up it is not
 * waited for.
 */
final class ExactEvents implements AutoCloseable {
  private static final long LONGEST_WAIT = 2_000_000_000L;
  private static final long LOOK_EVERY = 5_000_000_000L;

  /** So often in a row in vain that the file is not waited for any more. */
  private static final int VAIN_WAITS = 3;

  private final @Nullable Path loggingDir;
  private final Instant started;
  private final Pacer pacer;
  private final Deque<RunEvent> waiting = new ArrayDeque<>();
  private @Nullable TrackerFile file;
  private @Nullable ExactNumbers numbers;
  private @Nullable Long totalSteps;
  private @Nullable Long waitingSince;
  private @Nullable Long lastLook;
  private int vainWaits;

  /**
   * @param loggingDir where upstream makes the file; {@code null} where it makes none
   * @param started of the trainer
   */
  ExactEvents(@Nullable Path loggingDir, Instant started, Pacer pacer) {
    this.loggingDir = loggingDir;
    this.started = started;
    this.pacer = pacer;
  }

  /** Takes in an event that was told before. */
  void told(RunEvent event) {
    if (event instanceof Summary summary) {
      totalSteps = summary.totalSteps();
    }
  }

  /** Takes the next events of the log, none maybe, and returns those that are ready. */
  List<RunEvent> pass(List<RunEvent> events) {
    if (loggingDir == null) {
      return events;
    }
    waiting.addAll(events);
    return release(false);
  }

  /** Takes the last events of the log and returns all that waited. */
  List<RunEvent> finish(List<RunEvent> events) {
    waiting.addAll(events);
    return release(true);
  }

  private List<RunEvent> release(boolean atOnce) {
    List<RunEvent> ready = new ArrayList<>();
    while (!waiting.isEmpty()) {
      RunEvent first = waiting.getFirst();
      told(first);
      RunEvent exact = exact(first);
      if (exact == null) {
        if (!atOnce && isWorthWaiting()) {
          return ready;
        }
        exact = first;
      }
      ready.add(exact);
      waiting.removeFirst();
      waitingSince = null;
    }
    return ready;
  }

  /** The event with exact numbers; null where they are not there yet. */
  private @Nullable RunEvent exact(RunEvent event) {
    if (!(event instanceof Step) && !(event instanceof Validation)) {
      return event;
    }
    try {
      ExactNumbers read = numbers();
      if (read == null) {
        return event;
      }
      RunEvent exact = exact(event, read);
      vainWaits = exact == null ? vainWaits : 0;
      return exact;
    } catch (IOException e) {
      return event; // the log's own numbers remain
    }
  }

  private @Nullable RunEvent exact(RunEvent event, ExactNumbers read) throws IOException {
    if (event instanceof Step step) {
      boolean bare = step.avrLoss() == null && step.lossFinite();
      return bare ? event : read.exact(step, step.step() + ahead(step));
    }
    if (event instanceof Validation validation && validation.avrLoss() != null) {
      return read.exact(validation);
    }
    return event; // no loss was printed that the file's could be held against
  }

  private boolean isWorthWaiting() {
    if (vainWaits >= VAIN_WAITS) {
      return false;
    }
    long now = pacer.nanos();
    long since = waitingSince == null ? now : waitingSince;
    waitingSince = since;
    boolean over = now - since > LONGEST_WAIT;
    vainWaits += over ? 1 : 0;
    return !over;
  }

  /** How far upstream's own count is ahead of the bar's, after skipping to an initial step. */
  private long ahead(Step step) {
    Long total = totalSteps;
    return total == null ? 0 : Math.max(0, total - step.total());
  }

  private @Nullable ExactNumbers numbers() throws IOException {
    Path folder = loggingDir;
    long now = pacer.nanos();
    if (numbers == null && folder != null && (lastLook == null || now - lastLook > LOOK_EVERY)) {
      lastLook = now;
      Optional<TrackerFile> found = TrackerFile.find(folder, started);
      if (found.isPresent()) {
        file = found.get();
        numbers = new ExactNumbers(found.get());
      }
    }
    return numbers;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
