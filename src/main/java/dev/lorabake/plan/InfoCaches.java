package dev.lorabake.plan;

import dev.lorabake.dataset.ImageInfoFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lists of images that {@code cache_info} keeps in folders. What is not there upstream writes
 * while it starts, and reads for the next dataset of the same folder: with the part of the images
 * alone that the first was given by a validation split ({@code load_dreambooth_dir} of
 * train_util.py).
 */
final class InfoCaches {
  private final Map<Path, List<SourceImage>> lists = new HashMap<>();

  /** The list in the subset's folder before the start, {@code null} where the folder is read. */
  @Nullable List<SourceImage> read(SubsetSpec subset) {
    Path folder = folder(subset);
    if (folder == null || !Files.isRegularFile(folder.resolve(ImageInfoFile.NAME))) {
      return null;
    }
    return lists.computeIfAbsent(
        folder,
        _ ->
            ImageInfoFile.read(folder).entries().stream()
                .map(entry -> new SourceImage(entry.path(), entry.width(), entry.height()))
                .toList());
  }

  /** The subset as the next dataset finds it. */
  SubsetImages now(SubsetImages subset) {
    Path folder = folder(subset.spec());
    List<SourceImage> list = folder == null ? null : lists.get(folder);
    return list == null ? subset : new SubsetImages(subset.spec(), list);
  }

  /** A dataset got these images of the subset. */
  void given(SubsetSpec subset, List<SourceImage> images) {
    Path folder = folder(subset);
    if (folder != null) {
      lists.putIfAbsent(folder, List.copyOf(images));
    }
  }

  /** {@code null} where no list is kept. */
  private static @Nullable Path folder(SubsetSpec subset) {
    boolean kept = subset.treatment().infoCached() && subset.metadataFile() == null;
    return kept ? subset.imageDir() : null;
  }
}
