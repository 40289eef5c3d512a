package dev.lorabake.train.queue;

import dev.lorabake.run.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for when an entry was added; never changed afterwards.
 *
 * @param label a name for people and for the run's directory
 * @param source the file that was added; the frozen copy counts, not this one
 * @param flags options given beside the file, as text, secrets left out
 * @param varied the settings of this member of a grid, option to value; empty where it is none
 * @param grid number of the grid's first entry; {@code null} where it belongs to none
 * @param outputDir absolute
 * @param files names of all that it will save, by its plan
 * @param digest SHA-256 of the frozen recipe
 * @param card what {@code --gpu} named, {@code null} for this machine
 * @param checkout what {@code --sd-scripts} named, {@code null} for what the runner's surroundings
 *     name; so for Python
 * @param again whether to train it even where an earlier run has proven it done
 * @param secrets options that were given a value which is kept nowhere
 * @param updates steps by its plan
 * @param stepKind what decides how long a step takes
 * @param policy when it goes on by itself; {@code null} for what the runner says
 */
public record Asked(
    String label,
    Instant added,
    Path source,
    List<String> flags,
    Map<String, String> varied,
    @Nullable Long grid,
    Path outputDir,
    String outputName,
    List<String> files,
    String digest,
    @Nullable String card,
    boolean rehearsal,
    @Nullable Path checkout,
    @Nullable String python,
    boolean again,
    List<String> secrets,
    long updates,
    String stepKind,
    @Nullable Policy policy) {}
