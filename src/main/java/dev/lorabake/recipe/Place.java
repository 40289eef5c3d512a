package dev.lorabake.recipe;

import java.nio.file.Path;

/** Where a value stands: file, line and column, both counted from 1. */
public record Place(Path file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
