package dev.lorabake.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the training needs of the GPU's memory, in bytes.
 *
 * @param allocatedBytes peak of all tensors
 * @param neededBytes the smallest free memory it runs in
 * @param shownBytes what nvidia-smi will show on a roomy card
 * @param lowBytes lower end of the honest range of {@code neededBytes}
 * @param highBytes upper end of it
 * @param source where the figures come from, and how far they can be trusted
 * @param largestBatch the largest batch that fits the machine's card; {@code null} without a card,
 *     0 when not even one image fits
 * @param parts what the peak is made of, by name
 * @param smallestCard the smallest known card that it runs on, {@code null} for none
 * @param savings what would need less, each by itself, the cheapest first
 * @param toFit what makes it fit the machine's card; {@code null} where it fits, without a card, or
 *     where nothing helps
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
    @Nullable String smallestCard,
    List<VramSaving> savings,
    @Nullable VramFit toFit,
    @Nullable MeasuredPeak measured) {}
