package dev.lorabake.dataset;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier look learnt of the files of one folder, each believed only as long as its
 * identity is the same. May be used by several threads.
 */
final class FolderMemory {
  private final @Nullable MemoryFile file;
  private final long begun;
  private final MemoryFile.Table known;
  private final BitSet used = new BitSet();
  private final Map<Long, Entry> added = new LinkedHashMap<>();

  /**
   * What was learnt of a file.
   *
   * @param first a number, like {@code second} with a meaning of the asker's
   * @param text may be empty
   */
  record Fact(long first, long second, String text) {}

  /** A fact with the file's identity when it was learnt. */
  record Entry(FileIdentity identity, Fact fact) {}

  private FolderMemory(@Nullable MemoryFile file, long begun) {
    this.file = file;
    this.begun = begun;
    this.known = file == null ? MemoryFile.Table.EMPTY : file.read();
  }

  /**
   * The memory of that folder.
   *
   * @param home where memories are kept, {@code null} for one that is forgotten at the end
   * @param subject what is remembered: facts learnt in another way need another subject
   * @param begun before any file is looked at; nanoseconds since 1970
   */
  static FolderMemory of(@Nullable Path home, String subject, long begun) {
    return new FolderMemory(home == null ? null : new MemoryFile(home, subject), begun);
  }

  /** Whether anything is remembered beyond this process. */
  boolean lasts() {
    return file != null;
  }

  /** What is known of the file of that name, {@code null} where that is nothing. */
  @Nullable Fact find(String name, FileIdentity identity) {
    long hash = hash(name);
    int row = known.row(hash);
    if (row >= 0 && known.identity(row).equals(identity)) {
      synchronized (used) {
        used.set(row);
      }
      return known.fact(row);
    }
    synchronized (added) {
      Entry entry = added.get(hash);
      return entry != null && entry.identity.equals(identity) ? entry.fact : null;
    }
  }

  /**
   * Remembers it; but not of a file that was changed just now and may change again unnoticed.
   *
   * @param identity from before the file was read
   * @return how many facts have been added; 0 where this one was not
   */
  int keep(String name, FileIdentity identity, Fact fact) {
    if (!identity.settledBefore(begun)) {
      return 0;
    }
    synchronized (added) {
      added.put(hash(name), new Entry(identity, fact));
      return added.size();
    }
  }

  /**
   * Writes what was added; a disk that is full is no reason to stop.
   *
   * @param whole whether every file of interest was asked for: then what was not is forgotten
   */
  void save(boolean whole) {
    synchronized (added) {
      if (file == null || added.isEmpty()) {
        return;
      }
      Map<Long, Entry> all = new LinkedHashMap<>();
      synchronized (used) {
        for (int row = 0; row < known.rows(); row++) {
          if (!whole || used.get(row)) {
            all.put(known.hash(row), new Entry(known.identity(row), known.fact(row)));
          }
        }
      }
      all.putAll(added);
      file.write(all);
      if (whole) {
        added.clear();
      }
    }
  }

  /** 64 bits of a name; where two names share them, size, times and inode still have to agree. */
  static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }
}
