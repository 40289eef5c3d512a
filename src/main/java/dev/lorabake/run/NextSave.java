package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import dev.lorabake.process.Pacer;
import dev.lorabake.run.watch.Outlook;
import dev.lorabake.run.watch.Outlook.Weights;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Foretells when a run's next save comes: which step it follows by the plan, how long steps take by
 * what is seen of them as they happen, or else by upstream's own bar.
 */
final class NextSave {
  private static final long STRETCH = Duration.ofSeconds(1).toNanos();

  /** The pace of now counts: a card that got hot is slower than it was. */
  private static final int MOST_STRETCHES = 15;

  /** Before, the bar's mean still holds the first step, which is a slow one. */
  private static final long FEWEST_BARS = 8;

  /** Steps may get quicker than they were; by so much they do not. */
  private static final double QUICKEST = 0.8;

  private final Pacer pacer;
  private final List<Long> saves;
  private final Deque<Double> paces = new ArrayDeque<>();
  private @Nullable Double bar;
  private boolean live;
  private long step;
  private long seen;
  private long from;
  private @Nullable Long fromNanos;

  NextSave(Optional<Outlook> outlook, Expectation expected, Pacer pacer) {
    this.pacer = pacer;
    this.saves = saves(outlook.map(Outlook::files).orElse(List.of()), expected.lastStep());
    this.seen = pacer.nanos();
  }

  /** As the bar counts, which after a resume is not always as upstream names its files. */
  private static List<Long> saves(List<Weights> files, @Nullable Long last) {
    List<Long> steps = files.stream().map(Weights::step).filter(Objects::nonNull).toList();
    long more = steps.isEmpty() || last == null ? 0 : steps.getLast() - last;
    return steps.stream().map(saved -> saved - more).sorted().toList();
  }

  /** All that was in the log when we came is read: from here on steps come as they happen. */
  void caughtUp() {
    live = true;
  }

  /** Takes in what the journal tells. */
  void after(RunEvent event) {
    if (!(event instanceof RunEvent.Step next)) {
      return;
    }
    long now = pacer.nanos();
    if (next.step() >= FEWEST_BARS) {
      bar = next.secondsPerStep();
    }
    step = next.step();
    seen = now;
    Long begun = fromNanos;
    if (!live || begun == null || step <= from) {
      fromNanos = live ? (Long) now : null;
      from = step;
    } else if (now - begun >= STRETCH) {
      paces.addLast((now - begun) / 1e9 / (step - from));
      if (paces.size() > MOST_STRETCHES) {
        paces.removeFirst();
      }
      fromNanos = now;
      from = step;
    }
  }

  /**
   * The step that the next save follows, the last one done among them, for its save may be under
   * way; empty where the plan knows of none.
   */
  Optional<Long> step() {
    return saves.stream().filter(save -> save >= step).findFirst();
  }

  /** Whether steps are to be done before the next save, so that none is under way. */
  boolean isAhead() {
    return step().filter(save -> save > step).isPresent();
  }

  /** Whether the plan is known and has no save in store. */
  private boolean isNone() {
    return !saves.isEmpty() && step().isEmpty();
  }

  /** Seconds until the step is done that the next save follows; empty where nobody can tell. */
  Optional<Double> seconds() {
    Double pace = paces.isEmpty() ? bar : median();
    if (pace == null || step().isEmpty()) {
      return Optional.empty();
    }
    double since = (pacer.nanos() - seen) / 1e9;
    return Optional.of(Math.max(0, (step().get() - step) * pace - since));
  }

  private Double median() {
    return paces.stream().sorted().skip(paces.size() / 2).findFirst().orElseThrow();
  }

  /** Whether no save can come within this time, even if steps were somewhat quicker than so far. */
  boolean isSurelyLater(Duration time) {
    return isNone()
        || seconds().filter(needed -> QUICKEST * needed > time.toNanos() / 1e9).isPresent();
  }
}
