package dev.lorabake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFileTest {
  @TempDir Path folder;

  @Test
  void aLinkPlantedInTheCacheIsReplaced() throws IOException {
    Path canary = Files.writeString(folder.resolve("canary"), "alive");
    Path file = Files.createSymbolicLink(folder.resolve("kept.json"), canary);
    CacheFile.write(file, "new");
    assertEquals("alive", Files.readString(canary));
    assertEquals("new", Files.readString(file));
    assertFalse(Files.isSymbolicLink(file));
  }
}
