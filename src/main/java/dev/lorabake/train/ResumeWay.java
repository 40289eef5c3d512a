package dev.lorabake.train;

import java.util.Locale;

/** How the steps of a training are counted on. */
public enum ResumeWay {
  /** At the beginning of the state's epoch: exact where the state was saved at an epoch's end. */
  EPOCH,
  /** In the middle of an epoch, whose first batches are passed over. */
  SKIP,
  /** As a training of the rest alone, whose epochs begin at 1. */
  REST;

  /** The name as it stands in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
