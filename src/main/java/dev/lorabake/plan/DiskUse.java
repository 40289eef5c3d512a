package dev.lorabake.plan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run writes, each kind at its largest moment. */
public record DiskUse(List<Item> items) {
  /** Nothing, where nothing would be trained. */
  static final DiskUse NONE = new DiskUse(List.of());

  /** What the files of a run are. */
  public enum Kind {
    CHECKPOINTS,
    STATES,
    SAMPLES,
    LATENTS,
    TEXT_OUTPUTS,
    TENSORBOARD,
    LOG;

    /** The name as it stands in JSON and tables. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Files of one kind in one folder.
   *
   * @param place {@code output}, {@code dataset}, {@code logging} or {@code run}: whose folder it
   *     is
   * @param folder as the recipe names it, {@code null} for the run directory
   * @param files how many are written in all, folders for states
   * @param bytes what lies there at once at the most, with what is removed again later
   */
  public record Item(Kind kind, String place, @Nullable String folder, long files, long bytes) {}

  /** All of them together. */
  public long totalBytes() {
    return items.stream().mapToLong(Item::bytes).sum();
  }
}
