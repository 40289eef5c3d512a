package dev.lorabake.plan;

import dev.lorabake.dataset.CaptionRule;
import dev.lorabake.recipe.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One subset after upstream's look-up of its values.
 *
 * @param imageDir {@code null} only for a metadata file with absolute names
 * @param maskDir {@code conditioning_data_dir}, {@code null} unless the dataset is masked
 * @param metadataFile {@code null} unless the subset is of a metadata dataset
 * @param classTokens the caption of images without one, {@code null} for an empty caption
 * @param freeSize whether images need not have the dataset's size without buckets (random crop,
 *     face crop)
 */
record SubsetSpec(
    @Nullable Path imageDir,
    @Nullable Path maskDir,
    @Nullable Path metadataFile,
    long repeats,
    boolean reg,
    @Nullable String classTokens,
    CaptionRule captions,
    boolean freeSize,
    Treatment treatment,
    @Nullable Place at) {

  /** What upstream tells subsets apart by. */
  String identity() {
    Path path = metadataFile != null ? metadataFile : imageDir;
    return String.valueOf(path);
  }
}
