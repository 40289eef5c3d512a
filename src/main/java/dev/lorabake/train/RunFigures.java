package dev.lorabake.train;

import dev.lorabake.Figures;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.CardPeak;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.StepStretches;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, to be laid beside others.
 *
 * @param step of the whole training
 * @param total the step of the whole training at which it ends; 0 where no step was done
 * @param loss upstream's average at the last step that had one
 * @param lossFinite whether the last step's was a number
 * @param tailLoss mean of that average over the last fifth of the steps: one step says little
 * @param secondsPerStep by when the steps were seen
 * @param peakBytes most memory in use on one of its cards
 * @param fileBytes size of the last checkpoint
 */
public record RunFigures(
    long step,
    long total,
    @Nullable Double loss,
    boolean lossFinite,
    @Nullable Double tailLoss,
    @Nullable Double secondsPerStep,
    @Nullable Long peakBytes,
    @Nullable Long fileBytes) {
  /** Of a training that never ran. */
  public static final RunFigures NONE = new RunFigures(0, 0, null, true, null, null, null, null);

  private static final double TAIL = 0.2;

  /**
   * Looks at a run. Of one that goes on while nobody watches, what only its log holds counts too.
   *
   * @param entries is given each entry
   */
  public static RunFigures of(
      RunDirectory run, Surroundings machine, Consumer<JournalEntry> entries)
      throws IOException, InterruptedException {
    List<RunEvent.Step> steps = new ArrayList<>();
    List<JournalEntry> seen = new ArrayList<>();
    StepStretches stretches = new StepStretches();
    Consumer<JournalEntry> each =
        event -> {
          entries.accept(event);
          if (event.event() instanceof RunEvent.Step step) {
            steps.add(step);
            if (event.seq() > 0) { // else nobody saw when it was done
              seen.add(event);
              stretches.accept(event);
            }
          }
        };
    RunStatus.readAhead(run, machine, each);
    List<Double> losses =
        steps.stream().flatMap(step -> Optional.ofNullable(step.avrLoss()).stream()).toList();
    Double pace = stretches.secondsPerStep();
    Optional<ResumedFrom> resumed = ResumedFrom.readable(run);
    Damage files = new Damage(run);
    return new RunFigures(
        resumed.map(ResumedFrom::countedFrom).orElse(0L)
            + (steps.isEmpty() ? 0 : steps.getLast().step()),
        resumed.map(ResumedFrom::total).orElse(steps.isEmpty() ? 0 : steps.getLast().total()),
        losses.isEmpty() ? null : losses.getLast(),
        steps.isEmpty() || steps.getLast().lossFinite(),
        tail(losses),
        pace == null ? pace(seen) : pace,
        files
            .read(() -> MemoryPeak.read(run), Optional.<MemoryPeak>empty())
            .flatMap(peak -> peak.used().stream().map(CardPeak::peakBytes).reduce(Math::max))
            .orElse(null),
        files.read(() -> Optional.ofNullable(size(run)), Optional.<Long>empty()).orElse(null));
  }

  /** {@code 456/1,200}, of the whole training; empty where nothing is known. */
  public String steps() {
    return total == 0 ? "" : Figures.count(step) + "/" + Figures.count(total);
  }

  /** The loss as it is shown; empty for none. */
  public String lossText() {
    return !lossFinite ? "NaN" : loss == null ? "" : Figures.loss(loss);
  }

  private static @Nullable Double tail(List<Double> losses) {
    if (losses.isEmpty()) {
      return null;
    }
    int from = (int) Math.floor(losses.size() * (1 - TAIL));
    return losses.subList(Math.min(from, losses.size() - 1), losses.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  /** Of a run too short to have stretches of a second. */
  private static @Nullable Double pace(List<JournalEntry> seen) {
    if (seen.size() < 2) {
      return null;
    }
    Duration took = Duration.between(seen.getFirst().at(), seen.getLast().at());
    return took.isPositive() ? took.toNanos() / 1e9 / (seen.size() - 1) : null;
  }

  private static @Nullable Long size(RunDirectory run) throws IOException {
    Path file = Expectation.read(run).map(Expectation::finalCheckpoint).orElse(null);
    return file != null && Files.isRegularFile(file) ? (Long) Files.size(file) : null;
  }
}
