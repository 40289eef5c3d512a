package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.event.PhaseName;
import dev.lorabake.train.PhaseWords;
import dev.lorabake.train.RunProgress;
import java.util.ArrayList;
import java.util.List;

/** A run's progress as one line of at most 80 columns. */
final class ProgressText {
  private static final int COLUMNS = 80;
  private static final int BAR = 20;
  private static final int SHORT_BAR = 8;
  private static final String GAP = "  ";

  private ProgressText() {}

  /** With a bar, to be rewritten in place on a terminal. */
  static String live(RunProgress progress) {
    if (progress.totalSteps() == 0 || progress.phase() != PhaseName.TRAINING) {
      return PhaseWords.of(progress);
    }
    List<String> gpu = GpuText.parts(progress.gpus());
    int length = gpu.isEmpty() ? BAR : SHORT_BAR;
    int filled =
        (int) (length * Math.min(progress.step(), progress.totalSteps()) / progress.totalSteps());
    return fitted("█".repeat(filled) + "░".repeat(length - filled) + " ", progress, gpu);
  }

  /** Without a bar, to stand in a file. */
  static String plain(RunProgress progress) {
    return progress.totalSteps() == 0 || progress.phase() != PhaseName.TRAINING
        ? PhaseWords.of(progress)
        : fitted("step ", progress, GpuText.parts(progress.gpus()));
  }

  /** What does not fit is left out: the epoch for the GPU, the GPU's lesser figures first. */
  private static String fitted(String before, RunProgress progress, List<String> gpu) {
    String alone = before + facts(progress, true);
    for (boolean epoch : gpu.isEmpty() ? List.of(true) : List.of(true, false)) {
      String facts = before + facts(progress, epoch);
      if (gpu.isEmpty() || (facts + GAP + gpu.getFirst()).length() > COLUMNS) {
        continue;
      }
      StringBuilder line = new StringBuilder(facts);
      for (String part : gpu) {
        if (line.length() + GAP.length() + part.length() <= COLUMNS) {
          line.append(GAP).append(part);
        }
      }
      return line.toString();
    }
    return alone;
  }

  private static String facts(RunProgress progress, boolean epoch) {
    List<String> facts = new ArrayList<>();
    facts.add(Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps()));
    if (epoch && progress.epochs() > 0) {
      facts.add("epoch " + progress.epoch() + "/" + progress.epochs());
    }
    if (!progress.lossFinite()) {
      facts.add("loss NaN");
    } else if (progress.loss() != null) {
      facts.add("loss " + Figures.loss(progress.loss()));
    }
    Double pace = progress.secondsPerStep();
    if (pace != null && pace > 0) {
      facts.add(Figures.secondsPerStep(pace));
    }
    progress.remaining().ifPresent(left -> facts.add(Figures.duration(left) + " left"));
    return String.join(GAP, facts);
  }
}
