package dev.lorabake.tui.picker;

import java.time.LocalDateTime;

/**
 * Something that lies in a folder.
 *
 * @param size in bytes, 0 for what is no file
 * @param modified when it was written last, in this machine's time
 * @param model whether it is a folder that holds a whole model in diffusers' layout
 */
record Item(String name, Type type, long size, LocalDateTime modified, boolean model) {
  /** What it is, behind any links. */
  enum Type {
    FOLDER,
    FILE,
    /** A device, a broken link, or what cannot be looked at. */
    OTHER
  }

  boolean isHidden() {
    return name.startsWith(".");
  }
}
