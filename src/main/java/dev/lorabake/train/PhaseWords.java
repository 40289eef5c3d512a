package dev.lorabake.train;

import dev.lorabake.Figures;
import dev.lorabake.event.PhaseName;

/** What upstream is doing, in a person's words. */
public final class PhaseWords {
  private PhaseWords() {}

  /** The part of the work that upstream is in, in words, and how much of it is done. */
  public static String of(RunProgress progress) {
    String name = of(progress.phase());
    if (progress.phaseTotal() == null || progress.phaseTotal() == 0) {
      return name;
    }
    long done = progress.phaseDone() == null ? 0 : progress.phaseDone();
    return name + " " + Figures.count(done) + "/" + Figures.count(progress.phaseTotal());
  }

  public static String of(PhaseName phase) {
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
