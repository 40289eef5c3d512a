package dev.lorabake.render;

import java.nio.file.Path;

/**
 * Where upstream is started from.
 *
 * @param python the Python of upstream's environment; a bare name is looked up when the script runs
 * @param checkout the folder of sd-scripts
 * @param accelerate whether {@code accelerate launch} starts the script, else Python itself
 */
public record LaunchPlace(String python, Path checkout, boolean accelerate) {}
