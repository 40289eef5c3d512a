package dev.lorabake.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the training needs of the GPU's memory, in bytes.
 *
 * @param allocatedBytes peak of all tensors
 * @param neededBytes the smallest free memory that the training steps run in
 * @param shownBytes what nvidia-smi will show on a roomy card
 * @param lowBytes lower end of the honest range of {@code neededBytes}
 * @param highBytes upper end of it
 * @param source where the figures come from, and how far they can be trusted
 * @param largestBatch the largest batch that fits the machine's card, in all datasets, up to {@link
 *     #MOST_IMAGES}; {@code null} without a card, 0 when not even one image fits
 * @param parts what the peak is made of, by name
 * @param phases what each part of the run needs, in their order
 * @param verdict whether the steps fit the machine's card; {@code null} without one
 * @param smallestCard the smallest known card that every phase runs on, {@code null} for none
 * @param savings what would need less, each by itself, the cheapest first
 * @param toFit what makes it fit the machine's card; {@code null} where it fits, without a card, or
 *     where nothing helps
 * @param notes settings that look as if they saved memory, and do not
 * @param measured the like run that the figures are corrected by; {@code null} where there is none
 */
public record VramEstimate(
    long allocatedBytes,
    long neededBytes,
    long shownBytes,
    long lowBytes,
    long highBytes,
    String source,
    @Nullable Integer largestBatch,
    Map<String, Long> parts,
    List<VramPhase> phases,
    @Nullable String verdict,
    @Nullable String smallestCard,
    List<VramSaving> savings,
    @Nullable VramFit toFit,
    List<String> notes,
    @Nullable MeasuredPeak measured) {
  /** Larger batches are not looked for. */
  public static final int MOST_IMAGES = 64;

  /** The whole range lies within the card. */
  public static final String FITS = "fits";

  /** It should fit, and may not. */
  public static final String TIGHT = "tight";

  /** It does not fit. */
  public static final String TOO_SMALL = "too-small";

  /** The phase that needs most. */
  public VramPhase worst() {
    return phases.stream()
        .max(Comparator.comparingLong(VramPhase::neededBytes))
        .orElse(new VramPhase(VramPhase.TRAINING, neededBytes, highBytes, true, ""));
  }
}
