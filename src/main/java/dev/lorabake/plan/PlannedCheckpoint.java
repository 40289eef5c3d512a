package dev.lorabake.plan;

import org.jspecify.annotations.Nullable;

/**
 * A file that upstream will write.
 *
 * @param file its name within the output folder
 * @param epoch the epoch after which it is written, {@code null} for a save by steps
 * @param step the optimizer step after which it is written
 * @param bytes within some kB for a plain LoRA, an estimate for another network, 0 where unknown
 * @param kept whether it is still there at the end of the run
 */
public record PlannedCheckpoint(
    String file, @Nullable Long epoch, long step, long bytes, boolean kept) {}
