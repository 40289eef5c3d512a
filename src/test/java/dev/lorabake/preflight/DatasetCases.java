package dev.lorabake.preflight;

import static dev.lorabake.preflight.RuleCase.rule;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.plan.PlannedBucket;
import java.util.List;
import java.util.stream.Stream;

/** Folders, images, buckets, regularisation images. */
final class DatasetCases {
  private static final String EXTRA_SUBSET = "\n[[datasets.subsets]]\nimage_dir = ";

  private static final String BLOCK =
      "[[datasets]]\nresolution = 1024\nenable_bucket = true\nmax_bucket_reso = 2048\n"
          + "[[datasets.subsets]]\nimage_dir = \"cats\"\n";

  private DatasetCases() {}

  static List<RuleCase> rows() {
    return Stream.of(folders(), sizes(), regularisation(), amounts())
        .flatMap(List::stream)
        .toList();
  }

  private static RuleCase problem(String id, Kind kind, String subject, String detail) {
    return rule(id).bad(on -> on.plan(plan -> plan.problem(kind, subject, detail)));
  }

  private static List<RuleCase> folders() {
    return List.of(
        problem("no-dataset", Kind.NO_DATASET, "datasets", "nothing")
            .says("neither [[datasets]] nor train_data_dir", "image_dir ="),
        problem("folder-missing", Kind.FOLDER_MISSING, "/nowhere/cats", "there is no such folder")
            .says("datasets[0].subsets[0].image_dir: /nowhere/cats: there is no such folder"),
        problem("folder-missing", Kind.FOLDER_MISSING, "/nowhere/cats", "there is no such folder")
            .bad(on -> on.machine(MachineFixture::rented))
            .as(Severity.WARNING)
            .says("the machine that trains must have it"),
        problem("no-repeat-folders", Kind.NO_REPEAT_FOLDERS, "/nowhere/images", "none")
            .says("has no folder like 10_name"),
        problem("folder-ignored", Kind.FOLDER_IGNORED, "/nowhere/images/cats", "its name")
            .says("1 folder with images passed over (cats)", "10_cats"),
        problem("folder-empty", Kind.FOLDER_EMPTY, "/nowhere/cats", "it holds no image")
            .as(Severity.WARNING)
            .says("there is no image in /nowhere/cats", "trains without it"),
        rule("folder-empty")
            .bad(on ->
                on.plan(plan ->
                    plan.images(0, 1)
                        .problem(Kind.FOLDER_EMPTY, "/nowhere/cats", "it holds no image")))
            .says("finds nothing to train on"),
        problem("no-images", Kind.NO_IMAGES, "datasets", "none")
            .says("ends with exit code 0", "[[datasets.subsets]]"),
        rule("unreadable-image")
            .bad(on ->
                on.plan(plan ->
                    plan.problem(Kind.IMAGE_UNREADABLE, "/cats/a.png", "the file is empty")
                        .problem(Kind.IMAGE_UNREADABLE, "/cats/b.png", "cut off")
                        .problem(Kind.IMAGE_UNREADABLE, "/cats/c.png", "cut off")
                        .problem(Kind.IMAGE_UNREADABLE, "/cats/d.png", "cut off")
                        .problem(Kind.IMAGE_UNREADABLE, "/cats/e.png", "x; and 7 more like it")))
            .says("12 images in /cats", "a.png (the file is empty)", "and 9 more"),
        problem("unusable-value", Kind.VALUE_INVALID, "resolution", "it is not set")
            .says("resolution: it is not set", "resolution = 1024"),
        rule("train-data-dir-beside-datasets")
            .bad("train_data_dir = \"images\"")
            .good("train_data_dir = \"images\"\ndataset_config = \"data.toml\"")
            .says("train_data_dir \"images\" is ignored"),
        rule("folder-used-twice")
            .bad(BLOCK + EXTRA_SUBSET + "\"./cats\"")
            .good(BLOCK + EXTRA_SUBSET + "\"dogs\"")
            .says("datasets[0].subsets[1] names \"./cats\"", "num_repeats"));
  }

  private static List<RuleCase> sizes() {
    return List.of(
        problem("image-too-thin", Kind.IMAGE_UNBUCKETABLE, "/cats/a.png", "60x2000 is too thin")
            .says("1 image in /cats", "60x2000"),
        problem(
                "resolution-outside-buckets",
                Kind.RESOLUTION_OUTSIDE_BUCKETS,
                "1280x1280",
                "bucket sides go from 256 to 1024")
            .bad("@resolution = 1280\n!@max_bucket_reso")
            .good("@resolution = 1280")
            .says("1280x1280 does not fit", "max_bucket_reso = 2560"),
        problem("bucket-step-invalid", Kind.BUCKET_STEP_INVALID, "bucket_reso_steps", "48 is not")
            .bad("@bucket_reso_steps = 48")
            .good("@bucket_reso_steps = 32")
            .says("bucket_reso_steps 48 is not", "Stable Diffusion XL needs"),
        problem("sizes-without-buckets", Kind.IMAGE_SIZE_DIFFERS, "/cats", "3 of 20 images differ")
            .as(Severity.WARNING)
            .says("3 of 20 images differ", "enable_bucket = true"),
        problem("sizes-without-buckets", Kind.IMAGE_SIZE_DIFFERS, "/cats", "3 of 20 images differ")
            .bad("!cache_latents")
            .says("without enable_bucket"),
        rule("resolution-below-model")
            .bad("@resolution = 512")
            .good("@resolution = 768")
            .says("resolution 512x512", "was trained at 1024"),
        rule("resolution-above-model")
            .bad("family = \"sd15\"\n@resolution = 1024\n@max_bucket_reso = 2048")
            .good("family = \"sd15\"\n@resolution = 768\n@max_bucket_reso = 1536")
            .says("4 times the work", "resolution = 512"),
        rule("bucket-limit-shrinks-images")
            .bad("!@max_bucket_reso")
            .bad(on ->
                on.plan(plan ->
                    plan.buckets(
                        new PlannedBucket(704, 1024, 150, 150),
                        new PlannedBucket(1024, 1024, 50, 50))))
            .good("!@max_bucket_reso")
            .says("shrinks 150 of 200 images", "704x1024 have 69 %", "max_bucket_reso = 2048"),
        rule("short-batches")
            .bad("@batch_size = 8")
            .bad(on ->
                on.plan(plan ->
                    plan.batch(8)
                        .buckets(
                            new PlannedBucket(832, 1216, 10, 2),
                            new PlannedBucket(1024, 1024, 1, 1),
                            new PlannedBucket(1216, 832, 1, 1))
                        .images(12, 1)
                        .epochs(90)))
            .good("@batch_size = 8")
            .good(on -> on.plan(plan -> plan.batch(8)))
            .says("batch_size 8", "4 batches", "hold 3 images", "3 of 3 buckets"));
  }

  private static List<RuleCase> regularisation() {
    String regBlock =
        "[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\nimage_dir = \"reg\"\n";
    return List.of(
        rule("regularisation-doubles-steps")
            .bad(on -> on.plan(plan -> plan.reg(10)))
            .says("10 regularisation images are repeated to match 200 training samples", "4000"),
        rule("regularisation-in-own-dataset")
            .bad(BLOCK + regBlock + "is_reg = true\n")
            .good(BLOCK + EXTRA_SUBSET + "\"reg\"\nis_reg = true\n")
            .says("datasets[1] has regularisation images only"),
        rule("surplus-regularisation-images")
            .bad(on -> on.plan(plan -> plan.reg(500)))
            .alongside("regularisation-doubles-steps")
            .good(on -> on.plan(plan -> plan.reg(100)))
            .says("500 regularisation samples for 200 training samples", "last 300"),
        rule("prior-loss-without-regularisation")
            .bad("prior_loss_weight = 0.5")
            .good("prior_loss_weight = 0.5")
            .good(on -> on.plan(plan -> plan.reg(10)))
            .says("prior_loss_weight 0.5"));
  }

  private static List<RuleCase> amounts() {
    return List.of(
        rule("validation-leaks")
            .bad("@validation_split = 0.1")
            .bad(on -> on.plan(plan -> plan.validation(2)))
            .good("@validation_split = 0.1\n@validation_seed = 1")
            .says("validation_split 0.1 without validation_seed", "validation_seed = 42"),
        rule("validation-set-empty")
            .bad("@validation_split = 0.01\n@validation_seed = 1")
            .good("@validation_split = 0.1\n@validation_seed = 1")
            .good(on -> on.plan(plan -> plan.validation(2)))
            .says("validation_split 0.01 of 20 images rounds to none"),
        rule("masked-loss-without-masks")
            .bad("masked_loss = true")
            .good("masked_loss = true\n@@alpha_mask = true")
            .says("the loss is not masked", "alpha_mask = true"),
        rule("few-images")
            .bad(on -> on.plan(plan -> plan.images(3, 10)))
            .good(on -> on.plan(plan -> plan.images(5, 10)))
            .says("with 3 images"),
        rule("many-repeats")
            .bad(on -> on.plan(plan -> plan.images(20, 200).epochs(1)))
            .good(on -> on.plan(plan -> plan.images(20, 50).epochs(4)))
            .says("about 200 times", "4000 steps", "20 times the epochs"));
  }
}
