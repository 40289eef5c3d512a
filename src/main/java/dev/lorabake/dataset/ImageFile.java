package dev.lorabake.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One image by its header.
 *
 * @param path as upstream will name it
 * @param width as upstream will read it, 0 when the file is unreadable
 * @param height as upstream will read it, 0 when the file is unreadable
 * @param unreadable why its size is unknown, {@code null} for a sound image
 * @param traits what else its file tells
 */
public record ImageFile(
    String path,
    int width,
    int height,
    Caption caption,
    @Nullable String unreadable,
    ImageTraits traits) {
  public boolean readable() {
    return unreadable == null;
  }

  /** Its file's name without folders. */
  public String name() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /** Its file's name without folders and ending: captions, masks and caches go by it. */
  public String stem() {
    String name = name();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
