package dev.lorabake.foreign;

/**
 * Something that the recipe says though no key of the source does, such as a default of the old
 * tool that sd-scripts has otherwise.
 *
 * @param target where it stands, dotted as in {@link Account#targets}
 * @param reason a clause without a full stop
 */
public record Addition(String target, Object value, String reason) {}
