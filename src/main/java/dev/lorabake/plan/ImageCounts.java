package dev.lorabake.plan;

/** Images after repeats, as upstream prints them before the first step. */
public record ImageCounts(long train, long reg, long validation) {}
