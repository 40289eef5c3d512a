package dev.lorabake.event;

import java.util.Locale;

/** The parts of a training in the order in which upstream goes through them. */
public enum PhaseName {
  IMPORTS,
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
  SAMPLING,
  VALIDATION,
  SAVING,
  SAVED;

  /** The name as it stands in the journal: lower case with hyphens. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
