package dev.lorabake.plan;

import dev.lorabake.recipe.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something about the dataset that upstream trips over or silently passes by.
 *
 * @param subject the folder, file or bucket it is about
 * @param detail the figures of it, ready for a sentence
 * @param at the place of the setting that names it
 */
public record PlanProblem(Kind kind, String subject, String detail, @Nullable Place at) {

  /** What went wrong. */
  public enum Kind {
    /** No dataset at all: neither blocks nor {@code train_data_dir} nor {@code in_json}. */
    NO_DATASET,
    FOLDER_MISSING,
    /** {@code train_data_dir} has no {@code N_name} child. */
    NO_REPEAT_FOLDERS,
    /** A child of {@code train_data_dir} that upstream passes by. */
    FOLDER_IGNORED,
    FOLDER_EMPTY,
    /** Everything together comes to no training image: upstream exits with 0. */
    NO_IMAGES,
    /** The resolution lies outside the range of bucket sizes. */
    RESOLUTION_OUTSIDE_BUCKETS,
    BUCKET_STEP_INVALID,
    /** The same in a dataset of masks, where nothing checks it. */
    BUCKET_STEP_UNCHECKED,
    /** The image is too thin for any bucket. */
    IMAGE_UNBUCKETABLE,
    /** The image is much smaller than its bucket, and enlarged to it. */
    IMAGE_ENLARGED,
    /** Two metadata files of a dataset name images alike: one displaces the other. */
    IMAGE_NAMED_TWICE,
    /** Cached latents are taken for the image of a metadata file. */
    IMAGE_TAKEN_FROM_CACHE,
    /** Images lie in a folder within the subset's, or beside the folders of repeats. */
    IMAGES_OUT_OF_REACH,
    /** Buckets are off, and the image is of another size than the resolution. */
    IMAGE_SIZE_DIFFERS,
    /** No seed fixes which images are set aside, so bucket counts differ from run to run. */
    VALIDATION_SPLIT_RANDOM,
    /** An image is in the training and in the validation part. */
    VALIDATION_OVERLAPS,
    /** A validation that is cut short changes which batches make an update. */
    VALIDATION_BREAKS_ACCUMULATION,
    /** A value that the arithmetic needs is missing or senseless. */
    VALUE_INVALID
  }
}
