package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.plan.PlannedBucket;
import java.util.List;

/** The dataset configuration: which key where, and what comes of it. */
final class DatasetConfigCases {
  private static final String MASKED =
      "masked_loss = true\n!cache_text_encoder_outputs\n@@conditioning_data_dir = \"masks\"\n";
  private static final String METADATA = "!@caption_extension\n@@metadata_file = \"meta.json\"\n";
  private static final String SPLIT = "@validation_split = 0.1\n@validation_seed = 1\n";

  private DatasetConfigCases() {}

  static List<RuleCase> rows() {
    return List.of(
        rule("bucket-limit-rounded")
            .bad("@max_bucket_reso = 2000")
            .good("@max_bucket_reso = 2048")
            .says("max_bucket_reso 2000 is no multiple of 64, and counts as 2048"),
        rule("bucket-limit-rounded")
            .bad("@min_bucket_reso = 300")
            .good("@min_bucket_reso = 320")
            .says("min_bucket_reso = 256"),
        rule("bucket-limit-rounded")
            .bad("@min_bucket_reso = 300")
            .good("@min_bucket_reso = 300")
            .good(on ->
                on.plan(plan ->
                    plan.problem(
                        PlanProblem.Kind.BUCKET_STEP_INVALID, "bucket_reso_steps", "48 is not")))
            .says("min_bucket_reso = 256"),
        rule("dataset-key-of-another-kind")
            .bad("@@metadata_file = \"meta.json\"")
            .good(METADATA)
            .says("caption_extension stands in a dataset with a metadata_file"),
        rule("dataset-key-of-another-kind")
            .bad("masked_loss = true\n@@conditioning_data_dir = \"masks\"\n@@class_tokens = \"a\"")
            .good("@@class_tokens = \"a\"")
            .says("class_tokens stands in a dataset with a conditioning_data_dir"),
        rule("dataset-without-subsets")
            .bad("[[datasets]]\nresolution = 1024\nenable_bucket = true\nmax_bucket_reso = 2048")
            .good("")
            .says("datasets[0] has no [[datasets.subsets]]"),
        rule("enlarged-images")
            .bad(on -> on.plan(plan -> plan.problem(Kind.IMAGE_ENLARGED, "1024x1024", "3 of 20")))
            .says("1024x1024: 3 of 20", "bucket_no_upscale = true"),
        rule("images-out-of-reach")
            .bad(on -> on.plan(plan -> plan.problem(Kind.IMAGES_OUT_OF_REACH, "images/more", "5")))
            .says("images/more: 5"),
        rule("indivisible-resolution")
            .bad(on ->
                on.plan(plan -> plan.buckets(new PlannedBucket(1000, 1000, 200, 200)).unbucketed()))
            .good("family = \"sd15\"")
            .good(on -> on.plan(plan -> plan.buckets(new PlannedBucket(504, 504, 200, 200))))
            .says("datasets[0] trains at 1000x1000", "multiples of 32", "enable_bucket = true"),
        rule("metadata-image-from-cache")
            .bad(on -> on.plan(plan -> plan.problem(Kind.IMAGE_TAKEN_FROM_CACHE, "m.json", "20")))
            .says("m.json: 20", "image_size"),
        rule("metadata-name-twice")
            .bad(on -> on.plan(plan -> plan.problem(Kind.IMAGE_NAMED_TWICE, "m.json", "3 of its")))
            .says("m.json: 3 of its"),
        rule("option-overridden-by-datasets")
            .bad("resolution = \"512\"")
            .good("resolution = \"1024,1024\"")
            .says("resolution \"512\" has no effect: the datasets say resolution 1024"),
        rule("option-overridden-by-datasets")
            .bad("dataset_repeats = 5")
            .good("dataset_repeats = 5\n!@@num_repeats")
            .says("the datasets say num_repeats 10"),
        rule("overlapping-validation")
            .bad(
                on -> on.plan(plan -> plan.problem(Kind.VALIDATION_OVERLAPS, "images", "18 of 20")))
            .says("images: 18 of 20"),
        rule("random-validation-timesteps")
            .bad("family = \"flux\"\n" + SPLIT)
            .bad(on -> on.plan(plan -> plan.validation(2)))
            .good("family = \"sd3\"\n" + SPLIT)
            .says("random timesteps"),
        rule("separator-becomes-comma")
            .bad(
                "!cache_text_encoder_outputs\n@@caption_separator = \".\"\n"
                    + "@@shuffle_caption = true\n@@keep_tokens = 1")
            .good("!cache_text_encoder_outputs\n@@caption_separator = \".\"")
            .says("caption_separator \".\" with shuffle_caption"),
        rule("shared-latent-cache")
            .bad("cache_latents_to_disk = true\n" + twoSizes())
            .good(twoSizes())
            .says("is trained at 1024 and 768"),
        rule("train-data-dir-beside-datasets")
            .bad("dataset_config = \"set.toml\"")
            .good("")
            .bad(on -> on.file("set.toml", DatasetConfigFailures.FULL))
            .says("dataset_config \"set.toml\" is ignored"),
        rule("unheard-in-masked-dataset")
            .bad(MASKED + "@@caption_dropout_every_n_epochs = 3")
            .good(MASKED + "@@caption_dropout_rate = 0.1")
            .says("caption_dropout_every_n_epochs 3", "drops every caption, in every epoch"),
        rule("unheard-in-masked-dataset")
            .bad(MASKED + "@@token_warmup_step = 0.2")
            .good("!cache_text_encoder_outputs\n@@token_warmup_step = 0.2")
            .as(Severity.WARNING)
            .says("token_warmup_step 0.2", "has no effect"),
        rule("unread-key")
            .bad(
                DatasetConfigFailures.NO_DATASET
                    + "resolution = \"1024\"\ntrain_data_dir = \"data\"\nenable_bucket = true\n"
                    + "max_bucket_reso = 2048\ncaption_extension = \".txt\"\n"
                    + "!@@image_dir\n!@@num_repeats\n[general]\nflip_aug = true")
            .good("[general]\nflip_aug = true")
            .says("nothing reads general", "set the same in [train]"),
        rule("validation-on-training-images")
            .bad(METADATA + SPLIT)
            .bad(on -> on.plan(plan -> plan.validation(20)))
            .good(SPLIT)
            .says("every image is trained and validated"),
        rule("wrong-choice")
            .bad("@@resize_interpolation = \"lancsoz\"")
            .good("@@resize_interpolation = \"lanczos\"")
            .says("resize_interpolation is \"lancsoz\""),
        rule("wrong-type")
            .bad("validation_split = 0")
            .good("validation_split = 0.0")
            .says("validation_split is 0, expected a number with a decimal point"));
  }

  private static String twoSizes() {
    return DatasetConfigFailures.FULL + DatasetConfigFailures.FULL.replace("1024", "768");
  }
}
