package dev.lorabake.event;

import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param seq counts from 1 without gaps within a run
 * @param at wall time at which lorabake saw it, for display only
 */
public record JournalEntry(long seq, Instant at, RunEvent event) {}
