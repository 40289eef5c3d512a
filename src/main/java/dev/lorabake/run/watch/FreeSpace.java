package dev.lorabake.run.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How much room a folder's disk has; tests bring their own. */
public interface FreeSpace {
  /** In bytes; empty where it cannot be told. */
  OptionalLong of(Path folder);

  /** The machine's own. */
  static FreeSpace system() {
    return folder -> {
      try {
        return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
      } catch (IOException e) {
        return OptionalLong.empty();
      }
    };
  }
}
