package dev.lorabake.plan;

import java.util.List;

/**
 * A change of settings that needs less of the GPU's memory.
 *
 * @param set what to write
 * @param savesBytes of the need, pulled alone
 * @param neededBytes what the training then needs
 * @param cost what it costs, as half a sentence
 */
public record VramSaving(List<Wanted> set, long savesBytes, long neededBytes, String cost) {

  /** One option with the value to write; {@code batch_size} and {@code resolution} of a dataset. */
  public record Wanted(String option, Object value) {}
}
