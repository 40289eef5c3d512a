package dev.lorabake.train;

import java.nio.file.Path;

/**
 * The sd-scripts checkout to train with and the Python of its environment.
 *
 * @param python a path, or a bare name that the PATH resolves
 * @param source who named it, as the end of a sentence
 */
public record UpstreamPlace(Path checkout, String python, boolean rehearsal, String source) {}
