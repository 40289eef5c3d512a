package dev.lorabake.catalog;

/** Which sd-scripts some facts were read from. */
public record Upstream(String project, String version, String commit) {}
