package dev.lorabake.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One image by its header.
 *
 * @param path as upstream will name it
 * @param width as upstream will read it, 0 when the file is unreadable
 * @param height as upstream will read it, 0 when the file is unreadable
 * @param unreadable why its size is unknown, {@code null} for a sound image
 */
public record ImageFile(
    String path, int width, int height, Caption caption, @Nullable String unreadable) {
  public boolean readable() {
    return unreadable == null;
  }
}
