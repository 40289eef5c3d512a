package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The hashes of many pictures, decoded in parallel, each once in its life. */
final class PictureHashes {
  /** Decoding so many takes about a minute: no more is lost to somebody who does not wait. */
  private static final int SAVE_EVERY = 500;

  private final Scanning scanning;
  private final Map<String, FolderMemory> memories = new ConcurrentHashMap<>();

  PictureHashes(Scanning scanning) {
    this.scanning = scanning;
  }

  /**
   * What could be hashed, and what not.
   *
   * @param hashes by path, in the order asked for
   * @param skipped pictures that cannot be decoded here
   */
  record Hashed(Map<String, Long> hashes, int skipped) {}

  /**
   * Hashes the files.
   *
   * @throws ScanCancelled when the progress ended it; what was done until then is remembered
   */
  Hashed of(List<Path> files) {
    @Nullable Long[] found = new @Nullable Long[files.size()];
    boolean whole = false;
    try {
      Parallel.forEach(
          found.length,
          new Parallel.Watch(Progress.Work.COMPARING_PICTURES, scanning.progress()),
          () -> i -> found[i] = hash(files.get(i)));
      whole = true;
    } finally {
      for (FolderMemory memory : memories.values()) {
        memory.save(whole);
      }
    }
    Map<String, Long> hashes = new LinkedHashMap<>();
    int skipped = 0;
    for (int i = 0; i < found.length; i++) {
      Long hash = found[i];
      if (hash == null) {
        skipped++;
      } else {
        hashes.put(files.get(i).toString(), hash);
      }
    }
    return new Hashed(hashes, skipped);
  }

  private @Nullable Long hash(Path file) {
    try {
      FolderMemory memory =
          memories.computeIfAbsent(
              String.valueOf(file.toAbsolutePath().getParent()),
              folder -> scanning.memory("pictures\n" + folder));
      FileIdentity identity = FileIdentity.of(file);
      String name = String.valueOf(file.getFileName());
      FolderMemory.Fact known = memory.find(name, identity);
      if (known != null) {
        return known.first();
      }
      long hash = PictureHash.of(file);
      int kept = memory.keep(name, identity, new FolderMemory.Fact(hash, 0, ""));
      if (kept > 0 && kept % SAVE_EVERY == 0) {
        memory.save(false);
      }
      return hash;
    } catch (IOException | UnreadableImage e) {
      return null;
    }
  }
}
