package dev.lorabake.run;

import org.jspecify.annotations.Nullable;

/**
 * The most memory that was in use on one card during a run, in bytes, as nvidia-smi showed it.
 * Between two looks more may have been in use.
 *
 * @param index as nvidia-smi counts the cards
 * @param used whether the trainer used it: its processes were seen there, or it was given the card;
 *     {@code null} where neither is known
 * @param baselineBytes what others used before the trainer started, {@code null} for unknown
 * @param aboveBaselineBytes {@code peakBytes} without that
 * @param trainerBytes the most that the trainer's own processes held; {@code null} where nvidia-smi
 *     does not show them, as in containers
 * @param samples looks while the trainer ran
 * @param samplesNearPeak those of them within a twentieth of the peak: one alone may be a moment
 */
public record CardPeak(
    int index,
    String uuid,
    String name,
    @Nullable Boolean used,
    long totalBytes,
    @Nullable Long baselineBytes,
    long peakBytes,
    @Nullable Long aboveBaselineBytes,
    @Nullable Long trainerBytes,
    long samples,
    long samplesNearPeak) {}
