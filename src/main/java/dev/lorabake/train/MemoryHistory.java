package dev.lorabake.train;

import dev.lorabake.plan.MeasuredPeak;
import dev.lorabake.run.CardPeak;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the memory of earlier runs came to, as far as it can be believed. */
final class MemoryHistory {
  /** Enough for the plan's batch and some others. */
  private static final int MOST_FOUND = 20;

  /** Fewer looks at about the peak are a moment, not a training. */
  private static final long FEWEST_SAMPLES = 3;

  /** The optimizer's state comes with the first step. */
  private static final long FEWEST_STEPS = 3;

  /** What others may have used of a card whose peak cannot be told by process. */
  private static final double OTHERS_SHARE = 0.1;

  private final LikeRuns runs;

  MemoryHistory(Path runsRoot) {
    this.runs = new LikeRuns(runsRoot);
  }

  /** What like runs took, the latest first; their batch may be another. */
  List<MeasuredPeak> find(MemoryKind kind) {
    return runs.find(
        RunDirectory.MEMORY_KIND,
        MemoryKind::read,
        kind::isLike,
        MemoryHistory::measured,
        MOST_FOUND);
  }

  private static @Nullable MeasuredPeak measured(RunDirectory run, MemoryKind kind)
      throws IOException {
    Optional<MemoryPeak> peak = MemoryPeak.read(run);
    boolean trained =
        peak.filter(found -> found.outOfMemory() || found.steps() >= FEWEST_STEPS).isPresent();
    if (!trained) {
      return null;
    }
    boolean outOfMemory = peak.get().outOfMemory();
    long most = 0;
    for (CardPeak card : peak.get().used()) {
      boolean seen = outOfMemory || card.samplesNearPeak() >= FEWEST_SAMPLES;
      Long bytes = seen ? byTrainer(card) : null;
      if (bytes == null) {
        return null; // of several cards, all or none
      }
      most = Math.max(most, bytes);
    }
    return most == 0 ? null : new MeasuredPeak(most, run.name(), kind.batch(), outOfMemory);
  }

  /** {@code null} where others may have had a part in it. */
  private static @Nullable Long byTrainer(CardPeak card) {
    if (card.trainerBytes() != null) {
      return card.trainerBytes();
    }
    Long before = card.baselineBytes();
    boolean alone = before != null && before <= OTHERS_SHARE * card.totalBytes();
    return alone ? card.aboveBaselineBytes() : null;
  }
}
