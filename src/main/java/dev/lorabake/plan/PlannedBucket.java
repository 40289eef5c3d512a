package dev.lorabake.plan;

/** A bucket in use: {@code count} images after repeats and balancing, in {@code batches}. */
public record PlannedBucket(int width, int height, long count, long batches) {}
