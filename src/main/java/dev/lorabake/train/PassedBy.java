package dev.lorabake.train;

import java.nio.file.Path;

/** A state or file of weights that cannot be gone on from, and why. */
public record PassedBy(Path path, String problem) {}
