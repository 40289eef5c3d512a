package dev.lorabake.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run writes, each kind at its largest moment. */
public record DiskUse(List<Item> items) {
  /** Nothing, where nothing would be trained. */
  static final DiskUse NONE = new DiskUse(List.of());

  /**
   * Files of one kind in one folder.
   *
   * @param kind {@code checkpoints states samples latents text-outputs tensorboard log}
   * @param place {@code output}, {@code dataset}, {@code logging} or {@code run}: whose folder it
   *     is
   * @param folder as the recipe names it, {@code null} for the run directory
   * @param files how many are written in all, folders for states
   * @param bytes what lies there at once at the most, with what is removed again later
   */
  public record Item(String kind, String place, @Nullable String folder, long files, long bytes) {}

  /** All of them together. */
  public long totalBytes() {
    return items.stream().mapToLong(Item::bytes).sum();
  }
}
