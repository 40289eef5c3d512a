package dev.lorabake.cli;

import dev.lorabake.event.PhaseName;
import dev.lorabake.train.RunProgress;
import java.util.ArrayList;
import java.util.List;

/** A run's progress as one line of at most 80 columns. */
final class ProgressText {
  private static final int BAR = 20;

  private ProgressText() {}

  /** With a bar, to be rewritten in place on a terminal. */
  static String live(RunProgress progress) {
    if (progress.totalSteps() == 0 || progress.phase() != PhaseName.TRAINING) {
      return phase(progress);
    }
    long filled = BAR * Math.min(progress.step(), progress.totalSteps()) / progress.totalSteps();
    String bar = "█".repeat((int) filled) + "░".repeat(BAR - (int) filled);
    return bar + " " + facts(progress);
  }

  /** Without a bar, to stand in a file. */
  static String plain(RunProgress progress) {
    return progress.totalSteps() == 0 || progress.phase() != PhaseName.TRAINING
        ? phase(progress)
        : "step " + facts(progress);
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

  private static String facts(RunProgress progress) {
    List<String> facts = new ArrayList<>();
    facts.add(Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps()));
    if (progress.epochs() > 0) {
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
    return String.join("  ", facts);
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
