package dev.lorabake.plan;

/**
 * A part of a run with its own need of GPU memory.
 *
 * @param phase {@code caching-latents}, {@code caching-text}, {@code training} or {@code sampling}
 * @param neededBytes the smallest free memory that it runs in
 * @param highBytes upper end of the honest range
 * @param fits whether it fits the machine's card by {@code neededBytes}; without a card true
 * @param what lies on the card then, as a person would say it
 */
public record VramPhase(String phase, long neededBytes, long highBytes, boolean fits, String what) {
  /** Phase of the training steps themselves. */
  public static final String TRAINING = "training";
}
