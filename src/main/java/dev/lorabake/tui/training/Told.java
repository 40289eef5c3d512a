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
import org.jspecify.annotations.Nullable;

/**
 * What a run's events come to, as far as the screen shows it; of bounded size.
 *
 * @param checkpoints the last event about each file, by file, in the order of their saving
 * @param happened the newest last
 * @param samples in the order of their making
 */
record Told(
    RunProgress progress,
    LossCurve curve,
    Map<String, RunEvent.Checkpoint> checkpoints,
    List<Happened> happened,
    List<SampleFile> samples,
    @Nullable Double lr) {
  private static final int MOST_HAPPENED = 500;

  static Told nothing() {
    return new Told(RunProgress.start(), LossCurve.empty(), Map.of(), List.of(), List.of(), null);
  }

  Told after(List<JournalEntry> entries) {
    RunProgress now = progress;
    Double rate = lr;
    List<LossCurve.Loss> losses = new ArrayList<>();
    Map<String, RunEvent.Checkpoint> files = new LinkedHashMap<>(checkpoints);
    List<Happened> lines = new ArrayList<>(happened);
    List<SampleFile> pictures = new ArrayList<>(samples);
    for (JournalEntry entry : entries) {
      now = now.after(entry);
      Happened.of(entry).ifPresent(lines::add);
      if (entry.event() instanceof RunEvent.Step step) {
        rate = step.lr() == null ? rate : step.lr();
        LossCurve.of(entry).ifPresent(losses::add);
      } else if (entry.event() instanceof RunEvent.Sample sample) {
        SampleFile.of(sample).ifPresent(pictures::add);
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
        now,
        curve.with(losses),
        files,
        List.copyOf(lines.subList(surplus, lines.size())),
        List.copyOf(pictures),
        rate);
  }
}
