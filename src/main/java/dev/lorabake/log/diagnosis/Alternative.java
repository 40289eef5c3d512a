package dev.lorabake.log.diagnosis;

/**
 * What else the same words may come from.
 *
 * @param tell how to tell the two apart
 */
public record Alternative(String category, String cause, String tell) {}
