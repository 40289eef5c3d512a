package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The hashes of many pictures, decoded in parallel, each once in its life. */
final class PictureHashes {
  private final HashCache cache;

  PictureHashes(HashCache cache) {
    this.cache = cache;
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
   * @param progress is told how many are done, from several threads
   * @param cancelled is asked before each; what is done until then is answered
   */
  Hashed of(List<Path> files, IntConsumer progress, BooleanSupplier cancelled) {
    @Nullable Long[] found = new @Nullable Long[files.size()];
    AtomicInteger done = new AtomicInteger();
    Parallel.forEach(
        found.length,
        () ->
            i -> {
              if (!cancelled.getAsBoolean()) {
                found[i] = hash(files.get(i));
                progress.accept(done.incrementAndGet());
              }
            });
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
    cache.save();
    return new Hashed(hashes, skipped);
  }

  private @Nullable Long hash(Path file) {
    try {
      BasicFileAttributes identity = Files.readAttributes(file, BasicFileAttributes.class);
      Long known = cache.find(file, identity);
      if (known != null) {
        return known;
      }
      long hash = PictureHash.of(file);
      cache.keep(file, identity, hash);
      return hash;
    } catch (IOException | UnreadableImage e) {
      return null;
    }
  }
}
