package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.util.List;
import java.util.stream.Stream;

/** Rows of {@link DatasetConfigFailures} about buckets, sizes, validation and separators. */
final class DatasetSizeFailures {
  private static final String FIXED = "@validation_seed = 1\n";

  private DatasetSizeFailures() {}

  static List<UpstreamFailure> rows() {
    return Stream.of(buckets(), sizes(), validation(), captions()).flatMap(List::stream).toList();
  }

  private static List<UpstreamFailure> buckets() {
    return List.of(
        failure(
                "max-bucket-lt-resolution",
                ERROR,
                "max_bucket_reso is below the resolution, as 1024 is by default",
                "train_util.py:769")
            .foundBy("resolution-outside-buckets", "@resolution = 1280\n!@max_bucket_reso"),
        failure(
                "min-bucket-gt-resolution",
                ERROR,
                "min_bucket_reso is above the resolution",
                "train_util.py:766")
            .foundBy("resolution-outside-buckets", "@min_bucket_reso = 1088"),
        failure(
                "max-bucket-not-multiple",
                CHANGED,
                "max_bucket_reso or min_bucket_reso is no multiple of bucket_reso_steps: rounded"
                    + " outwards",
                "train_util.py:758")
            .foundBy("bucket-limit-rounded", "@max_bucket_reso = 2000"),
        failure(
                "min-bucket-rounds-to-zero",
                CRASH,
                "min_bucket_reso is below bucket_reso_steps, and rounds to 0",
                "model_util.py make_bucket_resolutions")
            .foundBy("unplannable-value", "@min_bucket_reso = 32"),
        failure(
                "bucket-no-upscale-ignores-minmax",
                IGNORED,
                "bucket_no_upscale with a limit of the buckets",
                "train_util.py:1032")
            .foundBy("conflicting-options", "@bucket_no_upscale = true"),
        failure(
                "bucket-options-without-enable",
                IGNORED,
                "an option of the buckets without enable_bucket",
                "train_util.py:1940")
            .foundBy("inactive-option", "!@enable_bucket"),
        failure(
                "no-upscale-image-below-step",
                CRASH,
                "bucket_no_upscale, and an image less high than bucket_reso_steps",
                "train_util.py:345")
            .foundBy(
                "unbucketable-image",
                "@bucket_no_upscale = true\n!@max_bucket_reso",
                on -> on.file("images/a.png", SampleImages.png(1024, 40))),
        failure(
                "small-image-upscaled",
                CHANGED,
                "an image is smaller than its bucket, and enlarged",
                "train_util.py:305")
            .foundBy(
                "enlarged-images", "", on -> on.file("images/a.png", SampleImages.png(512, 512))),
        failure(
                "bucket-steps-64",
                ERROR,
                "bucket_reso_steps is no multiple of 64 (SD 1.x, 2.x, FLUX.1, Lumina,"
                    + " HunyuanImage)",
                "train_util.py:1094")
            .foundBy("invalid-bucket-step", "family = \"flux\"\n@bucket_reso_steps = 32"),
        failure(
                "bucket-steps-32",
                ERROR,
                "bucket_reso_steps is no multiple of 32 (SDXL, SD3)",
                "train_util.py:1094")
            .foundBy("invalid-bucket-step", "@bucket_reso_steps = 16"),
        failure(
                "bucket-steps-16",
                ERROR,
                "bucket_reso_steps is no multiple of 16 (Anima)",
                "train_util.py:1094")
            .foundBy("invalid-bucket-step", "family = \"anima\"\n@bucket_reso_steps = 24"),
        failure(
                "bucket-steps-masked-unchecked",
                IGNORED,
                "a dataset of masks with such a bucket_reso_steps: nothing checks it",
                "train_util.py:1094")
            .foundBy(
                "invalid-bucket-step",
                Severity.WARNING,
                "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n@bucket_reso_steps = 16",
                DatasetConfigFailures::withMasks));
  }

  private static List<UpstreamFailure> sizes() {
    return List.of(
        failure(
                "resolution-indivisible",
                CRASH,
                "without enable_bucket, resolution is no multiple of 32 (SDXL) or 16 (SD3, FLUX.1,"
                    + " Lumina, Anima)",
                "sdxl_original_unet.py, flux_utils.py pack_latents")
            .foundBy(
                "indivisible-resolution", "!@enable_bucket\n!@max_bucket_reso\n@resolution = 1000"),
        failure(
                "masked-buckets-indivisible",
                CRASH,
                "with masks, bucket_reso_steps makes such sizes",
                "sdxl_original_unet.py")
            .foundBy(
                "indivisible-resolution",
                "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n"
                    + "@bucket_reso_steps = 16\n@resolution = 1008\n@max_bucket_reso = 2016",
                DatasetConfigFailures::withMasks),
        failure(
                "face-crop-with-buckets",
                IGNORED,
                "face_crop_aug_range with enable_bucket or cached latents",
                "train_util.py:1628")
            .foundBy("conflicting-options", "@@face_crop_aug_range = [2.0, 4.0]"),
        failure(
                "random-crop-small-image",
                ERROR,
                "random_crop without buckets, and an image is smaller than the resolution",
                "train_util.py:1656")
            .foundBy(
                "no-buckets-for-mixed-sizes",
                "!@enable_bucket\n!@max_bucket_reso\n!cache_latents\n@@random_crop = true",
                on -> on.file("images/a.png", SampleImages.png(1000, 2000))));
  }

  private static List<UpstreamFailure> validation() {
    return List.of(
        failure(
                "validation-split-out-of-range",
                WARNING,
                "validation_split is not between 0 and 1: no validation, and above 1 fewer images"
                    + " to train on",
                "config_util.py:497")
            .foundBy("out-of-range", FIXED + "@validation_split = 1.5"),
        failure(
                "validation-split-too-small",
                IGNORED,
                "validation_split comes to no image",
                "train_util.py:177")
            .foundBy("validation-never-used", FIXED + "@validation_split = 0.02"),
        failure(
                "validation-split-all",
                ERROR,
                "validation_split is 1: nothing is left to train on",
                "train_util.py:173")
            .foundBy("no-images", FIXED + "@validation_split = 1.0"),
        failure(
                "validation-split-overlap",
                CHANGED,
                "both parts of a split are rounded up: one image is in both",
                "train_util.py:173")
            .foundBy("overlapping-validation", FIXED + "@validation_split = 0.13"),
        failure(
                "validation-split-empty-dir",
                CRASH,
                "validation_split, and a folder has no image",
                "train_util.py:167")
            .foundBy("empty-folder", FIXED + "@validation_split = 0.1\n@@image_dir = \"empty\""),
        failure(
                "validation-without-seed",
                CHANGED,
                "validation_split without validation_seed: images are in both parts",
                "train_util.py:165")
            .foundBy("unfixed-validation", "@validation_split = 0.1"),
        failure(
                "validation-masked",
                ERROR,
                "validation_split with conditioning_data_dir: masks are left over",
                "train_util.py:2490")
            .foundBy(
                "unplannable-value",
                "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n"
                    + FIXED
                    + "@validation_split = 0.1",
                DatasetConfigFailures::withMasks),
        failure(
                "validation-metadata",
                CHANGED,
                "validation_split with metadata_file or in_json: all images are in both parts",
                "config_util.py:496")
            .foundBy(
                "validation-on-training-images",
                DatasetFolderFailures.METADATA + FIXED + "@validation_split = 0.1",
                DatasetConfigFailures::withMetadata),
        failure(
                "validation-options-without-split",
                IGNORED,
                "an option of the validation without validation_split",
                "train_network.py:789")
            .foundBy("inactive-option", "validate_every_n_steps = 100"),
        failure(
                "validation-repeats",
                CHANGED,
                "num_repeats does not count in the validation",
                "train_util.py:2117")
            .harmless("an image need not be validated twice, and the plan counts with it"),
        failure(
                "validation-timesteps-ignored",
                CHANGED,
                "FLUX.1, Lumina, Anima and HunyuanImage validate at random timesteps instead of"
                    + " four fixed ones",
                "flux_train_utils.py:476")
            .foundBy(
                "random-validation-timesteps",
                "family = \"flux\"\n" + FIXED + "@validation_split = 0.1"));
  }

  private static List<UpstreamFailure> captions() {
    String loose = "!cache_text_encoder_outputs\n";
    return List.of(
        failure(
                "caption-extension-no-dot",
                CHANGED,
                "caption_extension without its dot: the dot is put before it",
                "train_util.py:536")
            .harmless("the files that were meant are read"),
        failure(
                "keep-tokens-without-shuffle",
                IGNORED,
                "keep_tokens, and no tag is moved or left out",
                "train_util.py:867")
            .foundBy("inactive-option", "@@keep_tokens = 1"),
        failure(
                "keep-separator-without-shuffle",
                CHANGED,
                "keep_tokens_separator, and no tag is moved or left out: it stays in the caption",
                "train_util.py:867")
            .foundBy("inactive-option", "@@keep_tokens_separator = \"|||\""),
        failure(
                "caption-separator-not-comma",
                CHANGED,
                "caption_separator is no comma, and tags are moved or left out: they are joined"
                    + " with commas",
                "train_util.py:915")
            .foundBy(
                "separator-becomes-comma",
                loose + "@@caption_separator = \".\"\n@@shuffle_caption = true"),
        failure(
                "secondary-separator-without-shuffle",
                CHANGED,
                "secondary_separator always becomes the caption_separator in the end",
                "train_util.py:918")
            .harmless("the caption reads as if the tags had not been tied"));
  }
}
