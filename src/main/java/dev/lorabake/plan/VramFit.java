package dev.lorabake.plan;

import java.util.List;

/**
 * The changes that cost least among those that make a training fit its card.
 *
 * @param changes each with what it saves on top of those before it
 * @param neededBytes what the training then needs
 */
public record VramFit(List<VramSaving> changes, long neededBytes) {}
