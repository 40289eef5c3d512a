package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.plan.PlannedBucket;
import java.util.List;

/** Folders, images, buckets, captions. */
final class DatasetCases {
  private static final String TWO_DATASETS =
      """
      [[datasets]]
      resolution = 1024
      enable_bucket = true
      max_bucket_reso = 2048
      caption_extension = ".txt"
      [[datasets.subsets]]
      image_dir = "images"
      num_repeats = 10
      """;

  private DatasetCases() {}

  private static RuleCase problem(String rule, Kind kind, String subject, String detail) {
    return rule(rule)
        .bad(on -> on.plan(plan -> plan.problem(kind, subject, detail)))
        .says(subject + ": " + detail);
  }

  static List<RuleCase> rows() {
    return List.of(
        rule("captions-always-dropped")
            .bad("!cache_text_encoder_outputs\n@caption_dropout_rate = 1.0")
            .good("!cache_text_encoder_outputs\n@caption_dropout_rate = 0.1")
            .says("caption_dropout_rate 1.0 drops every caption"),
        rule("prior-loss-without-regularisation")
            .bad("prior_loss_weight = 0.5")
            .good("prior_loss_weight = 0.5")
            .good(on -> on.plan(plan -> plan.reg(10)))
            .says("prior_loss_weight 0.5 weighs regularisation images, and there are none"),
        rule("train-data-dir-beside-datasets")
            .bad("train_data_dir = \"images\"")
            .good("")
            .says("train_data_dir \"images\" is ignored"),
        problem("missing-dataset", Kind.NO_DATASET, "datasets", "none"),
        problem("missing-folder", Kind.FOLDER_MISSING, "images", "there is no such folder"),
        problem("no-repeat-folders", Kind.NO_REPEAT_FOLDERS, "data", "no folder like 10_name"),
        problem("ignored-folder", Kind.FOLDER_IGNORED, "data/cat", "no number of repeats"),
        problem("empty-folder", Kind.FOLDER_EMPTY, "images", "it holds no image"),
        problem("no-images", Kind.NO_IMAGES, "datasets", "no training image"),
        problem("unbucketable-image", Kind.IMAGE_UNBUCKETABLE, "a.png", "4000x20"),
        problem("no-buckets-for-mixed-sizes", Kind.IMAGE_SIZE_DIFFERS, "images", "3 images")
            .as(Severity.WARNING),
        problem("no-buckets-for-mixed-sizes", Kind.IMAGE_SIZE_DIFFERS, "images", "3 images")
            .bad("!cache_latents")
            .alongside("latents-not-cached"),
        problem("resolution-outside-buckets", Kind.RESOLUTION_OUTSIDE_BUCKETS, "1280", "to 1024"),
        problem("invalid-bucket-step", Kind.BUCKET_STEP_INVALID, "bucket_reso_steps", "48"),
        problem("unplannable-value", Kind.VALUE_INVALID, "image_dir", "the subset names none"),
        rule("buckets-capped")
            .bad("@max_bucket_reso = 1024")
            .bad(on ->
                on.plan(plan ->
                    plan.buckets(
                        new PlannedBucket(704, 1024, 50, 50),
                        new PlannedBucket(1024, 1024, 150, 150))))
            .good("@max_bucket_reso = 1024")
            .says("50 images (repeats counted)", "smallest at 704x1024", "max_bucket_reso = 2048"),
        rule("cached-captions-trained")
            .bad("!network_train_unet_only")
            .good("!network_train_unet_only\n!cache_text_encoder_outputs")
            .says("network_train_unet_only = true"),
        rule("cached-captions-trained")
            .bad(
                "family = \"flux\"\n!network_train_unet_only\n"
                    + "network_args = [\"train_t5xxl=True\"]")
            .good("family = \"flux\"\n!network_train_unet_only")
            .says("train_t5xxl=True with cached captions"),
        rule("cached-captions-varied")
            .bad("@@shuffle_caption = true\n@@keep_tokens = 1")
            .good("!cache_text_encoder_outputs\n@@shuffle_caption = true\n@@keep_tokens = 1")
            .says("shuffle_caption true with cached captions: sd-scripts stops"),
        rule("cached-captions-varied")
            .bad("family = \"lumina\"\ncaption_dropout_rate = 0.1")
            .good("family = \"anima\"\ncaption_dropout_rate = 0.1")
            .as(Severity.WARNING)
            .says("they are never varied"),
        rule("cached-info-with-validation")
            .bad("@cache_info = true\n@validation_split = 0.1\n@validation_seed = 1")
            .bad(on -> on.plan(plan -> plan.validation(2)))
            .good("@validation_split = 0.1\n@validation_seed = 1")
            .says("remove cache_info"),
        rule("cached-latents-with-augmentation")
            .bad("@@color_aug = true")
            .good("@@flip_aug = true")
            .says("color_aug with cached latents: sd-scripts stops"),
        rule("captions-not-found")
            .bad("!@caption_extension")
            .bad(on -> on.plan(plan -> plan.captionsMissing(20)))
            .good("!@caption_extension")
            .says("20 of 20 images have no .caption file", "caption_extension = \".txt\""),
        rule("high-resolution")
            .bad("@resolution = 2048\n@max_bucket_reso = 4096")
            .bad(on -> on.plan(plan -> plan.side(2048)))
            .good("")
            .says("resolution 2048x2048", "resolution = 1024"),
        rule("large-batch")
            .bad("@batch_size = 8\nlearning_rate = 3e-4")
            .bad(on -> on.plan(plan -> plan.batch(8).images(20, 40)))
            .good("@batch_size = 2")
            .good(on -> on.plan(plan -> plan.batch(2).images(20, 20)))
            .alongside("overtraining")
            .says("batch_size 8 on 20 images"),
        rule("lonely-regularisation")
            .bad(
                TWO_DATASETS
                    + "[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\n"
                    + "image_dir = \"reg\"\nis_reg = true\n")
            .good(TWO_DATASETS + "[[datasets.subsets]]\nimage_dir = \"reg\"\nis_reg = true\n")
            .says("datasets[1] has regularisation images alone"),
        rule("low-resolution")
            .bad("@resolution = 512")
            .bad(on -> on.plan(plan -> plan.side(512)))
            .good("@resolution = 768")
            .good(on -> on.plan(plan -> plan.side(768)))
            .says("resolution 512x512 on Stable Diffusion XL, which was made for 1024"),
        rule("masked-loss-without-masks")
            .bad("masked_loss = true")
            .good("masked_loss = true\n@@alpha_mask = true")
            .says("nothing is masked"),
        rule("mixed-subsets")
            .bad("@@conditioning_data_dir = \"masks\"")
            .good("@@conditioning_data_dir = \"masks\"\nmasked_loss = true")
            .says("conditioning_data_dir is refused without masked_loss"),
        rule("mixed-subsets")
            .bad(
                TWO_DATASETS
                    + "[[datasets.subsets]]\nimage_dir = \"more\"\nmetadata_file = \"meta.json\"\n")
            .good(TWO_DATASETS)
            .says("only 1 of 2 subsets have metadata_file"),
        rule("regularisation-doubles-steps")
            .bad(TWO_DATASETS + "[[datasets.subsets]]\nimage_dir = \"reg\"\nis_reg = true\n")
            .bad(on -> on.plan(plan -> plan.reg(100)))
            .good(TWO_DATASETS)
            .says("400 steps for 200 training images", "4000 steps in all"),
        rule("repeated-folder")
            .bad(TWO_DATASETS + "[[datasets.subsets]]\nimage_dir = \"./images\"\n")
            .good(TWO_DATASETS + "[[datasets.subsets]]\nimage_dir = \"more\"\n")
            .as(Severity.WARNING)
            .says("image_dir ./images stands twice"),
        rule("sd-two-without-velocity")
            .bad("family = \"sd2\"\n!v_parameterization")
            .bad(on -> on.plan(plan -> plan.side(768)))
            .good("family = \"sd2\"\n!v_parameterization\n@resolution = 512")
            .good(on -> on.plan(plan -> plan.side(512)))
            .says("v_parameterization = true"),
        rule("shuffled-trigger-word")
            .bad("!cache_text_encoder_outputs\n@@shuffle_caption = true")
            .good("!cache_text_encoder_outputs\n@@shuffle_caption = true\n@@keep_tokens = 1")
            .says("keep_tokens = 1"),
        rule("surplus-regularisation")
            .bad(TWO_DATASETS + "[[datasets.subsets]]\nimage_dir = \"reg\"\nis_reg = true\n")
            .bad(on -> on.plan(plan -> plan.reg(300)))
            .good(on -> on.plan(plan -> plan.reg(200)))
            .alongside("regularisation-doubles-steps")
            .says("300 regularisation images and 200 training images", "100 are never used"),
        rule("thin-buckets")
            .bad("@batch_size = 2")
            .bad(on ->
                on.plan(plan ->
                    plan.batch(2)
                        .buckets(
                            new PlannedBucket(832, 1216, 1, 1),
                            new PlannedBucket(896, 1152, 1, 1),
                            new PlannedBucket(1024, 1024, 4, 2))
                        .steps(2000)))
            .good("@batch_size = 2")
            .good(on -> on.plan(plan -> plan.batch(2)))
            .alongside("overtraining")
            .says("2 of 3 buckets have fewer images than the batch of 2: 4 batches instead of 3"),
        rule("unfixed-validation")
            .bad("@validation_split = 0.1")
            .bad(on -> on.plan(plan -> plan.validation(2)))
            .good("@validation_split = 0.1\n@validation_seed = 1")
            .says("validation_seed = 42"),
        rule("validation-never-used")
            .bad("@validation_split = 0.01\n@validation_seed = 1")
            .good("@validation_split = 0.1\n@validation_seed = 1")
            .good(on -> on.plan(plan -> plan.validation(2)))
            .says("nothing is validated"),
        rule("weighted-captions-unsupported")
            .bad("family = \"flux\"\nweighted_captions = true\n!cache_text_encoder_outputs")
            .good("!cache_text_encoder_outputs\nweighted_captions = true")
            .says("does not exist for FLUX.1"));
  }
}
