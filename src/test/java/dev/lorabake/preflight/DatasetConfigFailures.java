package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.List;
import java.util.stream.Stream;

/** Rows of one stage; see {@link UpstreamFailure}. */
final class DatasetConfigFailures {
  private static final String WRONG_TYPE = "dataset-key-of-wrong-type";
  private static final String OTHER_KIND = "dataset-key-of-another-kind";
  private static final String METADATA = "@@metadata_file = \"meta.json\"\n";
  private static final String MASKED = "masked_loss = true\n@@conditioning_data_dir = \"masks\"\n";

  private DatasetConfigFailures() {}

  static Stage stage() {
    return new Stage(
        "Reading the dataset configuration and its folders",
        Stream.of(files(), tables(), values(), kinds(), DatasetFolderFailures.rows())
            .flatMap(List::stream)
            .toList());
  }

  private static List<UpstreamFailure> files() {
    return List.of(
        failure(
                "dataset-config-missing-file",
                ERROR,
                "dataset_config names no file",
                "config_util.py load_user_config")
            .refused("there is no file", "", on -> on.withChanges(config("none.toml"))),
        failure(
                "dataset-config-bad-extension",
                ERROR,
                "dataset_config is called neither .toml nor .json",
                "config_util.py load_user_config")
            .refused("neither .toml nor .json", config("set.txt"), on -> on.file("set.txt", FULL)),
        failure(
                "dataset-config-parse-error",
                ERROR,
                "dataset_config is not valid TOML or JSON",
                "config_util.py load_user_config")
            .refused("not valid TOML", config("set.toml"), on -> on.file("set.toml", "a = [")),
        failure(
                "dataset-config-parse-error-json",
                ERROR,
                "dataset_config is not valid JSON",
                "config_util.py load_user_config")
            .refused("not valid JSON", config("set.json"), on -> on.file("set.json", "{")),
        failure(
                "dataset-config-json-null",
                ERROR,
                "a key of a JSON dataset_config is null",
                "config_util.py ConfigSanitizer")
            .refused(
                "batch_size is null",
                config("set.json"),
                on -> on.file("set.json", "{\"datasets\": [{\"batch_size\": null}]}")),
        failure(
                "dataset-config-no-datasets",
                CRASH,
                "dataset_config describes no dataset",
                "train_util.py DatasetGroup")
            .refused(
                "has no [[datasets]]",
                config("set.toml"),
                on -> on.file("set.toml", "[general]\nresolution = 512\n")),
        failure(
                "dataset-config-top-level-key",
                ERROR,
                "a key stands above [general] and [[datasets]], or in a table of another name",
                "config_util.py ConfigSanitizer")
            .foundBy(
                "unread-key",
                config("set.toml"),
                on -> on.file("set.toml", "resolution = 512\n" + FULL)),
        failure(
                "dataset-config-ignores-args",
                IGNORED,
                "dataset_config with train_data_dir, reg_data_dir or in_json",
                "train_network.py:521")
            .foundBy(
                "conflicting-options",
                "train_data_dir = \"data\"\n" + config("set.toml"),
                on -> on.file("set.toml", FULL)),
        failure(
                "dataset-config-overrides-args",
                CHANGED,
                "every dataset has another value than the option of the same meaning",
                "config_util.py search_value")
            .foundBy("option-overridden-by-datasets", "train_batch_size = 4"),
        failure(
                "dataset-config-batch-falls-back-to-cli",
                CHANGED,
                "no dataset says batch_size: train_batch_size counts",
                "config_util.py search_value")
            .harmless("that is what the option is for, and the plan counts with it"));
  }

  private static List<UpstreamFailure> tables() {
    return List.of(
        failure(
                "toml-unknown-general-key",
                ERROR,
                "[general] has a key that the schema lacks",
                "config_util.py:346")
            .foundBy("unknown-dataset-key", "[general]\nmixed_precision = \"bf16\""),
        failure(
                "toml-wrong-level-general-key",
                ERROR,
                "[general] has a key of a subset",
                "config_util.py:346")
            .foundBy("dataset-key-at-wrong-level", "[general]\nalpha_mask = true"),
        failure(
                "toml-unknown-dataset-key",
                ERROR,
                "[[datasets]] has a key that the schema lacks",
                "config_util.py:292")
            .foundBy("unknown-dataset-key", "@train_batch_size = 2"),
        failure(
                "toml-wrong-level-dataset-key",
                ERROR,
                "[[datasets]] has a key of a subset",
                "config_util.py:292")
            .foundBy("dataset-key-at-wrong-level", "@is_reg = true"),
        failure(
                "toml-unknown-subset-key",
                ERROR,
                "[[datasets.subsets]] has a key that the schema lacks",
                "config_util.py:272")
            .foundBy("unknown-dataset-key", "@@repeats = 2"),
        failure(
                "toml-wrong-level-subset-key",
                ERROR,
                "[[datasets.subsets]] has a key of a dataset",
                "config_util.py:272")
            .foundBy("dataset-key-at-wrong-level", "@@batch_size = 2"),
        failure(
                "toml-datasets-no-list",
                ERROR,
                "[datasets] is a table, not a list of tables",
                "config_util.py:352")
            .refused("not a list of tables", NO_DATASET + "[datasets]\nresolution = 512", on -> on),
        failure(
                "toml-dataset-no-subsets",
                ERROR,
                "[[datasets]] without subsets",
                "train_network.py:575")
            .foundBy("dataset-without-subsets", "[[datasets]]\nresolution = 1024"),
        failure(
                "toml-dataset-no-subsets-beside-others",
                IGNORED,
                "[[datasets]] without subsets beside a dataset with images",
                "config_util.py:415")
            .foundBy("dataset-without-subsets", FULL + "[[datasets]]\nresolution = 1024\n"),
        failure(
                "toml-no-image-dir",
                ERROR,
                "a subset of captioned images names no folder",
                "config_util.py DB_SUBSET_DISTINCT_SCHEMA")
            .foundBy("unplannable-value", "!@@image_dir"),
        failure(
                "toml-general-without-datasets",
                IGNORED,
                "[general] where the images come from train_data_dir",
                "train_network.py:531")
            .foundBy(
                "unread-key",
                "train_data_dir = \"data\"\ncaption_extension = \".txt\"\nresolution = \"1024\"\n"
                    + "enable_bucket = true\nmax_bucket_reso = 2048\n"
                    + NO_DATASET
                    + "[general]\nflip_aug = true\n"));
  }

  private static List<UpstreamFailure> values() {
    return List.of(
        failure(
                "toml-float-required",
                ERROR,
                "validation_split or network_multiplier is a whole number",
                "config_util.py:243")
            .foundBy(WRONG_TYPE, "@network_multiplier = 1"),
        failure(
                "config-float-required",
                ERROR,
                "validation_split is a whole number in the config file",
                "config_util.py sanitize_argparse_namespace")
            .foundBy("wrong-type", "validation_split = 0"),
        failure(
                "toml-face-crop-floats",
                ERROR,
                "face_crop_aug_range is not two floats",
                "config_util.py:185")
            .foundBy(WRONG_TYPE, "@@face_crop_aug_range = [2, 4]"),
        failure("toml-bool-key-type", ERROR, "a switch is no bool", "config_util.py:183")
            .foundBy(WRONG_TYPE, "@@flip_aug = 1"),
        failure("toml-str-key-type", ERROR, "a text is no text", "config_util.py:183")
            .foundBy(WRONG_TYPE, "@@class_tokens = 7"),
        failure("toml-rate-type", ERROR, "a rate is no number", "config_util.py:196")
            .foundBy(WRONG_TYPE, "@@caption_dropout_rate = \"0.1\"\n!cache_text_encoder_outputs"),
        failure("toml-int-key-type", ERROR, "a count is a float", "config_util.py:183")
            .foundBy(WRONG_TYPE, "@batch_size = 2.0"),
        failure("toml-resolution-type", ERROR, "resolution is a text", "config_util.py:245")
            .foundBy(WRONG_TYPE, "@resolution = \"1024\""),
        failure("toml-resolution-of-three", ERROR, "resolution has three", "config_util.py:167")
            .foundBy(WRONG_TYPE, "@resolution = [1024, 1024, 3]"),
        failure(
                "toml-custom-attributes-type",
                ERROR,
                "custom_attributes is no table",
                "config_util.py:199")
            .foundBy(WRONG_TYPE, "@@custom_attributes = \"a\""),
        failure(
                "toml-resolution-missing-ft",
                CRASH,
                "a dataset with metadata_file has no resolution anywhere",
                "train_util.py:2207")
            .foundBy(
                "unplannable-value",
                "!@resolution\n!@caption_extension\n" + METADATA,
                DatasetConfigFailures::withMetadata),
        failure(
                "toml-resolution-missing",
                ERROR,
                "a dataset has no resolution anywhere",
                "train_util.py DreamBoothDataset")
            .foundBy("unplannable-value", "!@resolution"),
        failure(
                "toml-resize-interp-dataset",
                ERROR,
                "resize_interpolation is none that it knows",
                "train_util.py:725")
            .foundBy("wrong-choice", "@resize_interpolation = \"sharp\""),
        failure(
                "toml-resize-interp-subset",
                CHANGED,
                "resize_interpolation of a subset is none that it knows: the usual one is taken",
                "utils.py get_cv2_interpolation")
            .foundBy("wrong-choice", "@@resize_interpolation = \"sharp\""),
        failure(
                "batch-size-negative",
                ERROR,
                "batch_size is below 1: no batch, or a division by zero",
                "train_util.py:1079")
            .foundBy("out-of-range", "@batch_size = -1"),
        failure(
                "repeats-below-one",
                IGNORED,
                "num_repeats is below 1: the subset is left out",
                "train_util.py DreamBoothDataset")
            .foundBy("out-of-range", Severity.ERROR, "@@num_repeats = 0", on -> on));
  }

  private static List<UpstreamFailure> kinds() {
    return List.of(
        failure(
                "toml-ft-class-tokens",
                ERROR,
                "class_tokens, caption_extension or cache_info in a dataset with metadata_file",
                "config_util.py:279")
            .foundBy(OTHER_KIND, METADATA, DatasetConfigFailures::withMetadata),
        failure(
                "reg-in-metadata",
                ERROR,
                "is_reg in a dataset with metadata_file",
                "config_util.py:279")
            .foundBy(
                OTHER_KIND,
                "!@caption_extension\n@@is_reg = true\n" + METADATA,
                DatasetConfigFailures::withMetadata),
        failure(
                "toml-cn-key",
                ERROR,
                "is_reg, class_tokens, alpha_mask or metadata_file beside conditioning_data_dir",
                "config_util.py cn_subset_schema")
            .foundBy(OTHER_KIND, MASKED + "@@alpha_mask = true", DatasetConfigFailures::withMasks),
        failure(
                "toml-cn-without-masked-loss",
                ERROR,
                "conditioning_data_dir without masked_loss",
                "train_network.py:517")
            .foundBy("mixed-subsets", "@@conditioning_data_dir = \"masks\""),
        failure(
                "toml-cn-mixed",
                ERROR,
                "only some subsets of a dataset have conditioning_data_dir",
                "config_util.py:317")
            .foundBy(
                "mixed-subsets",
                "masked_loss = true\n"
                    + FULL
                    + "[[datasets.subsets]]\nimage_dir = \"flat\"\n"
                    + "conditioning_data_dir = \"masks\"\n",
                DatasetConfigFailures::withMasks),
        failure(
                "toml-ft-mixed",
                ERROR,
                "only some subsets of a dataset have metadata_file",
                "config_util.py:331")
            .foundBy(
                "mixed-subsets",
                FULL + "[[datasets.subsets]]\nmetadata_file = \"meta.json\"\n",
                DatasetConfigFailures::withMetadata),
        failure(
                "conditioning-data-dir-cli",
                IGNORED,
                "conditioning_data_dir among the options",
                "train_util.py:4239")
            .foundBy(
                "option-without-effect",
                "conditioning_data_dir = \"masks\"",
                DatasetConfigFailures::withMasks),
        failure(
                "masked-caption-dropout-epochs",
                CHANGED,
                "caption_dropout_every_n_epochs with conditioning_data_dir: the epoch stays 0, and"
                    + " every caption is dropped",
                "train_util.py ControlNetDataset")
            .foundBy(
                "unheard-in-masked-dataset",
                Severity.ERROR,
                MASKED + "!cache_text_encoder_outputs\n@@caption_dropout_every_n_epochs = 3",
                DatasetConfigFailures::withMasks),
        failure(
                "masked-token-warmup",
                CHANGED,
                "token_warmup_step with conditioning_data_dir: the step stays 0, and captions keep"
                    + " token_warmup_min tags",
                "train_util.py ControlNetDataset")
            .foundBy(
                "unheard-in-masked-dataset",
                Severity.ERROR,
                MASKED + "!cache_text_encoder_outputs\n@@token_warmup_step = 100",
                DatasetConfigFailures::withMasks),
        failure(
                "masked-custom-attributes",
                IGNORED,
                "custom_attributes with conditioning_data_dir",
                "train_util.py ControlNetDataset")
            .foundBy(
                "unheard-in-masked-dataset",
                Severity.WARNING,
                MASKED + "@@custom_attributes = { diff_output_preservation = true }",
                DatasetConfigFailures::withMasks),
        failure(
                "dataset-class-with-config",
                IGNORED,
                "dataset_class with datasets: those are ignored",
                "train_network.py:557")
            .foundBy("unplannable-value", "dataset_class = \"mine.Set\"\n!cache_latents"),
        failure(
                "dataset-class-cache-latents",
                ERROR,
                "dataset_class with cache_latents",
                "train_network.py:581")
            .foundBy(
                "conflicting-options",
                "dataset_class = \"mine.Set\"\n[check]\n" + "allow = [\"unplannable-value\"]"),
        failure(
                "debug-dataset",
                CHANGED,
                "debug_dataset shows the images and trains nothing",
                "train_network.py:567")
            .foundBy("trains-nothing", "debug_dataset = true"));
  }

  /** A whole dataset block, to put beside others. */
  static final String FULL =
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

  /** Takes the sound recipe's dataset away. */
  static final String NO_DATASET =
      "!@resolution\n!@batch_size\n!@enable_bucket\n!@max_bucket_reso\n!@caption_extension\n";

  private static String config(String name) {
    return NO_DATASET + "dataset_config = \"" + name + "\"\n";
  }

  static Fixture withMetadata(Fixture on) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < SampleImages.COUNT; i++) {
      json.append(i == 0 ? "" : ",")
          .append('"')
          .append(i)
          .append(".png\": {\"caption\": \"a cat\"}");
    }
    return on.file("meta.json", json.append('}').toString());
  }

  static Fixture withMasks(Fixture on) {
    Fixture masked = on;
    for (int i = 0; i < SampleImages.COUNT; i++) {
      masked = masked.file("masks/" + i + ".png", SampleImages.png(1024, 1024));
    }
    return masked;
  }
}
