package dev.lorabake.log.diagnosis;

/**
 * The line that tells it.
 *
 * @param line its number in the log, from 1, counted by line feeds
 * @param text what stands there, made visible
 */
public record Evidence(long line, String text) {}
