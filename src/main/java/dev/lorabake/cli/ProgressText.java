package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.event.PhaseName;
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
      return phase(progress);
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
        ? phase(progress)
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

  /** The part of the work that upstream is in, in words. */
  static String phase(RunProgress progress) {
    String name = words(progress.phase());
    if (progress.phaseTotal() == null || progress.phaseTotal() == 0) {
      return name;
    }
    long done = progress.phaseDone() == null ? 0 : progress.phaseDone();
    return name + " " + Figures.count(done) + "/" + Figures.count(progress.phaseTotal());
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

  static String words(PhaseName phase) {
    return switch (phase) {
      case IMPORTS -> "loading Python and torch";
      case TOKENIZER -> "loading the tokenizer";
      case DATASET -> "reading the dataset";
      case IMAGE_SIZES -> "reading image sizes";
      case CAPTIONS -> "reading captions";
      case BUCKETS -> "sorting images into buckets";
      case ACCELERATOR -> "preparing the device";
      case MODEL -> "loading the model";
      case LATENT_CACHE -> "caching latents";
      case TEXT_ENCODER_CACHE -> "caching text encoder outputs";
      case NETWORK -> "creating the network";
      case OPTIMIZER -> "preparing the optimizer";
      case RESUME -> "loading the state to resume from";
      case TRAINING -> "training";
      case SAMPLING -> "making control images";
      case VALIDATION -> "validating";
      case SAVING -> "saving";
      case SAVED -> "saved";
    };
  }
}
