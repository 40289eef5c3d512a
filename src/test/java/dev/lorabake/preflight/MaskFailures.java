package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.nio.file.Files;
import java.util.List;

/** What masks do to upstream. */
final class MaskFailures {
  private static final String MASKED = "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n";

  private MaskFailures() {}

  /** A mask for every image, and then some other file. */
  private static Fixture masks(Fixture on) {
    byte[] mask = SampleImages.png(1024, 1024);
    Fixture masked = on;
    for (int i = 0; i < SampleImages.COUNT; i++) {
      masked = masked.file("masks/" + i + ".png", mask);
    }
    return masked;
  }

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "masked-loss-no-mask",
                IGNORED,
                "masked_loss without conditioning_data_dir and alpha_mask",
                "library/custom_train_functions.py:497")
            .foundBy("masked-loss-without-masks", "masked_loss = true"),
        failure(
                "mask-missing-for-image",
                ERROR,
                "an image has no file of its name in conditioning_data_dir",
                "library/train_util.py:2487")
            .foundBy(
                "missing-mask",
                MASKED,
                on -> masks(on).then(folder -> Files.delete(folder.resolve("masks/3.png")))),
        failure(
                "mask-folder-missing",
                CRASH,
                "conditioning_data_dir is no folder",
                "library/train_util.py:2467")
            .foundBy("missing-mask", MASKED),
        failure(
                "mask-without-image",
                ERROR,
                "a picture in conditioning_data_dir belongs to no image",
                "library/train_util.py:2490")
            .foundBy(
                "surplus-mask",
                MASKED,
                on -> masks(on).file("masks/x.png", SampleImages.png(1024, 1024))),
        failure(
                "mask-size-mismatch",
                ERROR,
                "enable_bucket, and a mask has another size than its image",
                "library/train_util.py:2537")
            .foundBy(
                "mask-of-another-size",
                MASKED,
                on -> masks(on).file("masks/3.png", SampleImages.png(512, 512))),
        failure("mask-unreadable", CRASH, "a mask cannot be read", "library/train_util.py:2533")
            .foundBy("unreadable-image", MASKED, on -> masks(on).file("masks/3.png", "")),
        failure(
                "alpha-mask-and-masked-loss",
                CHANGED,
                "one dataset has alpha_mask and another conditioning_data_dir",
                "library/custom_train_functions.py:488")
            .harmless("a batch is of one dataset and is masked by what that dataset has"),
        failure(
                "masked-token-warmup-ratio",
                IGNORED,
                "token_warmup_step below 1 in a dataset with masks",
                "library/train_util.py:891")
            .foundBy(
                "unheard-in-masked-dataset",
                MASKED + "!cache_text_encoder_outputs\n@@token_warmup_step = 0.5",
                MaskFailures::masks),
        failure(
                "random-crop-masked",
                ERROR,
                "random_crop in a dataset with masks",
                "library/train_util.py:2395")
            .foundBy(
                "random-crop-with-masks", MASKED + "@@random_crop = true", MaskFailures::masks),
        failure(
                "cache-latents-with-aug",
                ERROR,
                "cached latents with color_aug or random_crop",
                "train_network.py:581")
            .foundBy("cached-latents-with-augmentation", "@@color_aug = true"),
        failure(
                "cache-latents-with-aug-masked",
                IGNORED,
                "cached latents with color_aug in a dataset with masks",
                "library/train_util.py:1099")
            .foundBy(
                "cached-latents-with-augmentation",
                MASKED + "@@color_aug = true",
                MaskFailures::masks));
  }
}
