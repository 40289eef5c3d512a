package dev.lorabake.recipe;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's dataset configuration, read but not judged: {@code [general]} and the {@code
 * [[datasets]]} blocks.
 *
 * @param file the separate dataset TOML it was read from, {@code null} when it stands in the recipe
 */
public record DatasetConfig(Settings general, List<DatasetBlock> datasets, @Nullable Path file) {
  public static DatasetConfig none() {
    return new DatasetConfig(Settings.none(), List.of(), null);
  }

  /** No dataset block: the images come from {@code train_data_dir} or {@code in_json}. */
  public boolean isEmpty() {
    return datasets.isEmpty();
  }
}
