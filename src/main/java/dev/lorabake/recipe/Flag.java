package dev.lorabake.recipe;

import java.util.List;

/**
 * One upstream option given on lorabake's command line.
 *
 * @param option upstream's name with underscores
 * @param values the words after it; none for a switch
 */
public record Flag(String option, List<String> values) {}
