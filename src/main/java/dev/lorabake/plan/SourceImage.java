package dev.lorabake.plan;

/**
 * An image as the arithmetic sees it.
 *
 * @param key what upstream registers it by: the same key twice in a dataset is one image
 */
record SourceImage(String key, int width, int height) {}
