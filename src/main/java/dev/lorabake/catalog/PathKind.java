package dev.lorabake.catalog;

import org.jspecify.annotations.Nullable;

/** What an option's value names on the disk. */
public enum PathKind {
  NONE,
  FILE,
  FOLDER,
  /** A checkpoint file, a diffusers folder, or a name on the Hugging Face hub. */
  MODEL,
  OUTPUT_FOLDER,
  /** A file that is made, in a folder that is not. */
  OUTPUT_FILE;

  static PathKind parse(@Nullable String text) {
    return switch (text) {
      case null -> NONE;
      case "file" -> FILE;
      case "folder" -> FOLDER;
      case "model" -> MODEL;
      case "output-folder" -> OUTPUT_FOLDER;
      case "output-file" -> OUTPUT_FILE;
      default -> throw new IllegalArgumentException("unknown kind of path " + text);
    };
  }
}
