package dev.lorabake.tui.training;

import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.train.RunProgress;
import dev.lorabake.tui.LossCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run's events come to, as far as the screen shows it; of bounded size.
 *
 * @param facts what is known beside the events
 * @param bar counts as upstream's bar does, which of a resumed run begins near 0 again
 * @param curve over the whole training
 * @param checkpoints the last event about each file, by file, in the order of their saving
 * @param happened the newest last
 * @param samples in the order of their making
 * @param lr of the denoising network, where upstream writes it down for TensorBoard
 * @param peakMib the most memory that was seen in use on one card
 */
record Told(
    RunFacts facts,
    RunProgress bar,
    Times times,
    LossCurve curve,
    Map<String, RunEvent.Checkpoint> checkpoints,
    List<Happened> happened,
    List<SampleFile> samples,
    @Nullable Double lr,
    @Nullable Double peakMib) {
  private static final int MOST_HAPPENED = 500;

  /** Before the first event. */
  static Told nothing(RunFacts facts) {
    return new Told(
        facts,
        RunProgress.start(),
        Times.unknown(),
        LossCurve.empty(),
        Map.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  /** How far the whole training is, of which a resumed run is the last part. */
  RunProgress progress() {
    return bar.over(Optional.ofNullable(facts.resumed()));
  }

  Told knowing(RunFacts now) {
    return new Told(now, bar, times, curve, checkpoints, happened, samples, lr, peakMib);
  }

  Told after(List<JournalEntry> entries) {
    RunProgress now = bar;
    Times when = times;
    Double peak = peakMib;
    long before = facts.countedFrom();
    Double rate = lr;
    List<LossCurve.Loss> losses = new ArrayList<>();
    Map<String, RunEvent.Checkpoint> files = new LinkedHashMap<>(checkpoints);
    List<Happened> lines = new ArrayList<>(happened);
    List<SampleFile> pictures = new ArrayList<>(samples);
    for (JournalEntry entry : entries) {
      now = now.after(entry);
      when = when.after(entry, now.phase());
      Happened.of(entry).ifPresent(lines::add);
      if (entry.event() instanceof RunEvent.Step step) {
        rate = step.lr() == null ? rate : step.lr();
        LossCurve.of(entry)
            .map(loss -> new LossCurve.Loss(before + loss.step(), loss.value()))
            .ifPresent(losses::add);
      } else if (entry.event() instanceof RunEvent.Sample sample) {
        SampleFile.of(sample, before).ifPresent(pictures::add);
      } else if (entry.event() instanceof RunEvent.Telemetry look) {
        peak = higher(peak, look.memoryMib());
      } else if (entry.event() instanceof RunEvent.Checkpoint checkpoint) {
        if (checkpoint.stage() == CheckpointStage.REMOVED) {
          files.remove(checkpoint.file());
        } else {
          files.put(checkpoint.file(), checkpoint);
        }
      }
    }
    int surplus = Math.max(0, lines.size() - MOST_HAPPENED);
    return new Told(
        facts,
        now,
        when,
        curve.with(losses),
        files,
        List.copyOf(lines.subList(surplus, lines.size())),
        List.copyOf(pictures),
        rate,
        peak);
  }

  private static @Nullable Double higher(@Nullable Double one, @Nullable Double other) {
    return one == null || (other != null && other > one) ? other : one;
  }
}
