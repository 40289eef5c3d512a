package dev.lorabake.run.watch;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.run.watch.Outlook.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the disk has no room for what remains to be saved. It counts what must fit for
 * certain: the files that stay, less those that upstream will remove, and one state more where
 * states are saved.
 */
final class DiskWatch {
  private static final long MEGABYTE = 1_000_000;

  private final Outlook outlook;
  private final FreeSpace disk;
  private final Map<String, Long> present = new HashMap<>();
  private final Set<String> announced = new HashSet<>();
  private long stateBytes;

  DiskWatch(Outlook outlook, FreeSpace disk) {
    this.outlook = outlook;
    this.disk = disk;
  }

  void after(Checkpoint checkpoint) {
    String name = nameOf(checkpoint.file());
    Long bytes = checkpoint.bytes();
    switch (checkpoint.stage()) {
      case BEGUN, WRITTEN -> announced.add(name);
      case VERIFIED -> {
        if (checkpoint.kind() == CheckpointKind.STATE) {
          stateBytes = bytes == null ? stateBytes : bytes;
        } else {
          present.put(name, bytes == null ? 0L : bytes);
        }
      }
      case REMOVED, BROKEN -> present.remove(name);
    }
  }

  /** What is the matter, or {@code null}. */
  @Nullable Noticed look() {
    long needed = needed();
    OptionalLong free = needed == 0 ? OptionalLong.empty() : disk.of(outlook.outputDir());
    if (free.isEmpty() || free.getAsLong() >= needed) {
      return null;
    }
    return new Noticed(
        Concern.DISK_NEARLY_FULL,
        outlook.outputDir()
            + " has room for "
            + free.getAsLong() / MEGABYTE
            + " MB, and at least "
            + needed / MEGABYTE
            + " MB remain to be saved: upstream dies when a file does not fit. Make room there"
            + " now; the training need not be stopped for it");
  }

  /** What must fit for certain; 0 when nothing is left to save. */
  long needed() {
    long stays = 0;
    long largest = 0;
    boolean any = false;
    for (Weights file : outlook.files()) {
      if (!announced.contains(file.file())) {
        any = true;
        largest = Math.max(largest, file.bytes());
        stays += file.kept() ? file.bytes() : 0;
      }
    }
    if (!any) {
      return 0;
    }
    long goes =
        outlook.files().stream()
            .filter(file -> !file.kept())
            .mapToLong(file -> present.getOrDefault(file.file(), 0L))
            .sum();
    return Math.max(stays - goes, largest) + stateBytes;
  }

  private static String nameOf(String file) {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }
}
