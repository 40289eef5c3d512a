package dev.lorabake.log;

import static dev.lorabake.event.PhaseName.CAPTIONS;
import static dev.lorabake.event.PhaseName.IMAGE_SIZES;
import static dev.lorabake.event.PhaseName.MODEL;
import static dev.lorabake.event.PhaseName.SAMPLING;
import static dev.lorabake.event.PhaseName.VALIDATION;

import dev.lorabake.event.PhaseName;

/** Gives each bar to whom it concerns; only {@code steps:} itself counts steps. */
final class BarReader {
  private final LogState state;

  BarReader(LogState state) {
    this.state = state;
  }

  void read(Bar bar) {
    switch (bar.kind()) {
      case STEPS -> state.step(bar);
      case VALIDATION, EPOCH_VALIDATION -> {
        if (state.validation(bar)) {
          state.phases().progress(VALIDATION, bar.done(), bar.total());
        }
      }
      case CAPTIONS -> progress(CAPTIONS, bar);
      case IMAGE_SIZES -> progress(IMAGE_SIZES, bar);
      case MODEL, SHARDS -> progress(MODEL, bar);
      case SAMPLING -> progress(SAMPLING, bar);
      case UNLABELLED -> unlabelled(bar);
      case OTHER -> {}
    }
  }

  private void progress(PhaseName phase, Bar bar) {
    state.phases().progress(phase, bar.done(), bar.total());
  }

  private void unlabelled(Bar bar) {
    PhaseName phase = state.phases().current();
    if (phase == null) {
      return;
    }
    switch (phase) {
      case IMAGE_SIZES, LATENT_CACHE, TEXT_ENCODER_CACHE, SAMPLING -> progress(phase, bar);
      case IMPORTS,
          TOKENIZER,
          DATASET,
          CAPTIONS,
          BUCKETS,
          ACCELERATOR,
          MODEL,
          NETWORK,
          OPTIMIZER,
          RESUME,
          TRAINING,
          VALIDATION,
          SAVING,
          SAVED -> {}
    }
  }
}
