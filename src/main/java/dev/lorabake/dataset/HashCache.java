package dev.lorabake.dataset;

import dev.lorabake.CacheFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of pictures by the file's identity: path, size and time of change. A cache file that
 * cannot be read is as good as none.
 */
final class HashCache {
  private static final long FORMAT = 0x6c62_6861_7368_3031L;
  private static final int MOST_ENTRIES = 2_000_000;

  private final @Nullable Path file;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile boolean changed;

  private record Entry(long size, long changedMillis, long hash) {}

  /**
   * @param file where they are kept, {@code null} to keep them in memory alone
   */
  HashCache(@Nullable Path file) {
    this.file = file;
    if (file != null) {
      entries.putAll(read(file));
    }
  }

  @Nullable Long find(Path picture, BasicFileAttributes identity) {
    Entry entry = entries.get(picture.toString());
    if (entry == null
        || entry.size != identity.size()
        || entry.changedMillis != identity.lastModifiedTime().toMillis()) {
      return null;
    }
    return entry.hash;
  }

  void keep(Path picture, BasicFileAttributes identity, long hash) {
    entries.put(
        picture.toString(),
        new Entry(identity.size(), identity.lastModifiedTime().toMillis(), hash));
    changed = true;
  }

  /** Writes what was added, aside and renamed; a disk that is full is no reason to stop. */
  void save() {
    if (file == null || !changed) {
      return;
    }
    try {
      CacheFile.write(file, this::fill);
      changed = false;
    } catch (IOException e) {
      // nothing is lost but the time of the next look
    }
  }

  private void fill(Path draft) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
      Map<String, Entry> all = Map.copyOf(entries);
      out.writeLong(FORMAT);
      out.writeInt(all.size());
      for (Map.Entry<String, Entry> entry : all.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeLong(entry.getValue().size);
        out.writeLong(entry.getValue().changedMillis);
        out.writeLong(entry.getValue().hash);
      }
    }
  }

  private static Map<String, Entry> read(Path file) {
    Map<String, Entry> entries = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readLong() == FORMAT ? Math.min(in.readInt(), MOST_ENTRIES) : 0;
      for (int i = 0; i < count; i++) {
        entries.put(in.readUTF(), new Entry(in.readLong(), in.readLong(), in.readLong()));
      }
      return entries;
    } catch (IOException e) {
      return Map.of();
    }
  }
}
