package dev.lorabake.train;

import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import org.jspecify.annotations.Nullable;

/** What a training stops its steps for. */
enum Part {
  SAVES,
  SAMPLES,
  VALIDATION;

  /** The part that an event belongs to; {@code null} for steps and what comes before them. */
  static @Nullable Part of(RunEvent.Phase phase) {
    return switch (phase.name()) {
      case SAVING -> SAVES;
      case SAMPLING -> SAMPLES;
      case VALIDATION -> VALIDATION;
      case IMPORTS,
          TOKENIZER,
          DATASET,
          IMAGE_SIZES,
          CAPTIONS,
          BUCKETS,
          ACCELERATOR,
          MODEL,
          LATENT_CACHE,
          TEXT_ENCODER_CACHE,
          NETWORK,
          OPTIMIZER,
          RESUME,
          TRAINING,
          SAVED ->
          null;
    };
  }

  static @Nullable Part of(RunEvent.Checkpoint checkpoint) {
    return checkpoint.stage() == CheckpointStage.BEGUN ? SAVES : null;
  }
}
