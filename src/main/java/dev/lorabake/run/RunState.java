package dev.lorabake.run;

import dev.lorabake.event.PhaseName;
import java.util.Locale;

/** Where a run is; told anew from the facts whenever somebody asks, and written nowhere. */
public enum RunState {
  PREPARING,
  TRAINING,
  SAMPLING,
  SAVING,
  STOPPING,
  FINISHED,
  FAILED,
  STOPPED,
  LOST;

  /** The name as it stands in JSON and tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the run has ended. */
  public boolean isOver() {
    return switch (this) {
      case PREPARING, TRAINING, SAMPLING, SAVING, STOPPING -> false;
      case FINISHED, FAILED, STOPPED, LOST -> true;
    };
  }

  static RunState of(Verdict verdict) {
    return switch (verdict) {
      case FINISHED -> FINISHED;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
      case LOST -> LOST;
    };
  }

  /** Of a run that is alive. */
  static RunState of(PhaseName phase) {
    return switch (phase) {
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
          RESUME ->
          PREPARING;
      case TRAINING, VALIDATION -> TRAINING;
      case SAMPLING -> SAMPLING;
      case SAVING, SAVED -> SAVING;
    };
  }
}
