package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.WARNING;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** Rows of {@link DatasetConfigFailures} about folders and metadata files. */
final class DatasetFolderFailures {
  static final String METADATA = "!@caption_extension\n@@metadata_file = \"meta.json\"\n";
  private static final String FOLDERS =
      DatasetConfigFailures.NO_DATASET
          + "resolution = \"1024\"\nenable_bucket = true\nmax_bucket_reso = 2048\n"
          + "caption_extension = \".txt\"\n";

  private DatasetFolderFailures() {}

  static List<UpstreamFailure> rows() {
    return Stream.of(metadata(), folders(), DatasetSizeFailures.rows())
        .flatMap(List::stream)
        .toList();
  }

  private static List<UpstreamFailure> metadata() {
    return List.of(
        failure(
                "in-json-missing",
                ERROR,
                "in_json or metadata_file names no file",
                "train_util.py:2263")
            .foundBy("missing-folder", METADATA),
        failure(
                "in-json-without-images",
                ERROR,
                "in_json without train_data_dir",
                "train_network.py:540")
            .foundBy(
                "unplannable-value",
                FOLDERS.replace("caption_extension = \".txt\"\n", "") + "in_json = \"meta.json\"",
                DatasetConfigFailures::withMetadata),
        failure(
                "in-json-with-reg",
                IGNORED,
                "in_json with reg_data_dir: metadata knows no regularisation images",
                "train_network.py:540")
            .foundBy(
                "conflicting-options",
                FOLDERS.replace("caption_extension = \".txt\"\n", "")
                    + "in_json = \"meta.json\"\ntrain_data_dir = \"images\"\n"
                    + "reg_data_dir = \"data\"",
                DatasetConfigFailures::withMetadata),
        failure(
                "metadata-invalid-json",
                CRASH,
                "a metadata file is no JSON, or a line of a .jsonl is none",
                "train_util.py:2250")
            .foundBy("missing-folder", METADATA, on -> on.file("meta.json", "{\"0.png\": ")),
        failure("metadata-blank-line", CRASH, "a .jsonl has a blank line", "train_util.py:2250")
            .foundBy(
                "missing-folder",
                METADATA.replace("meta.json", "meta.jsonl"),
                on -> on.file("meta.jsonl", "{\"image_path\": \"0.png\"}\n\n")),
        failure(
                "metadata-no-object",
                CRASH,
                "a metadata file is a list, or an entry is no object",
                "train_util.py:2272")
            .foundBy("missing-folder", METADATA, on -> on.file("meta.json", "[\"0.png\"]")),
        failure(
                "metadata-mistyped",
                CRASH,
                "the tags of an image are a list, or its image_size no width and height",
                "train_util.py:2333")
            .foundBy(
                "missing-folder",
                METADATA,
                on -> on.file("meta.json", "{\"0.png\": {\"tags\": [\"a\", \"b\"]}}")),
        failure(
                "metadata-bad-size",
                CRASH,
                "the image_size of an image is no width and height above 0",
                "train_util.py:2352")
            .foundBy(
                "missing-folder",
                METADATA,
                on -> on.file("meta.json", "{\"0.png\": {\"image_size\": [1024]}}")),
        failure(
                "metadata-name-twice",
                CHANGED,
                "two metadata files of a dataset use one relative name: an image displaces another",
                "train_util.py register_image")
            .foundBy(
                "metadata-name-twice",
                "[[datasets]]\nresolution = 1024\nenable_bucket = true\n"
                    + "max_bucket_reso = 2048\n"
                    + "[[datasets.subsets]]\nimage_dir = \"images\"\nmetadata_file = \"meta.json\"\n"
                    + "num_repeats = 10\n"
                    + "[[datasets.subsets]]\nimage_dir = \"flat\"\nmetadata_file = \"b.json\"\n",
                on ->
                    DatasetConfigFailures.withMetadata(on)
                        .file("b.json", "{\"3.png\": {\"caption\": \"a dog\"}}")),
        failure(
                "metadata-image-from-cache",
                CRASH,
                "absolute names without image_size, and a cache beside the image: it is opened as"
                    + " the image",
                "train_util.py:2311")
            .foundBy(
                "metadata-image-from-cache",
                "family = \"flux\"\n" + METADATA,
                on ->
                    on.file("images/0_1024x1024_flux.npz", "")
                        .then(folder ->
                            Files.writeString(
                                folder.resolve("meta.json"),
                                "{\"%s\": {\"caption\": \"a cat\"}}"
                                    .formatted(folder.resolve("images/0.png"))))),
        failure(
                "metadata-relative-no-image-dir",
                ERROR,
                "a metadata file has relative names, and the subset no image_dir",
                "train_util.py:2277")
            .foundBy(
                "unreadable-image",
                "!@@image_dir\n" + METADATA,
                DatasetConfigFailures::withMetadata),
        failure("metadata-empty", IGNORED, "a metadata file has no entry", "train_util.py:2265")
            .foundBy("empty-folder", METADATA, on -> on.file("meta.json", "{}")),
        failure(
                "metadata-image-missing",
                CRASH,
                "a metadata file names an image that is not there",
                "train_util.py:287")
            .foundBy(
                "unreadable-image",
                METADATA,
                on -> on.file("meta.json", "{\"none.png\": {\"caption\": \"a cat\"}}")),
        failure(
                "metadata-image-missing-sized",
                CRASH,
                "a metadata file names an image that is not there, and tells its size",
                "train_util.py new_cache_latents")
            .foundBy(
                "unreadable-image",
                METADATA,
                on ->
                    on.file(
                        "meta.json",
                        "{\"none.png\": {\"caption\": \"a cat\", \"image_size\": [1024, 1024]}}")),
        failure(
                "ft-duplicate-subset",
                IGNORED,
                "a dataset names a metadata file twice",
                "train_util.py:2235")
            .foundBy(
                "repeated-folder",
                "[[datasets]]\nresolution = 1024\nenable_bucket = true\n"
                    + "max_bucket_reso = 2048\n"
                    + "[[datasets.subsets]]\nimage_dir = \"images\"\nmetadata_file = \"meta.json\"\n"
                    + "num_repeats = 10\n"
                    + "[[datasets.subsets]]\nimage_dir = \"flat\"\nmetadata_file = \"meta.json\"\n",
                DatasetConfigFailures::withMetadata),
        failure(
                "ft-relative-no-caption",
                CHANGED,
                "an entry has neither caption nor tags: an empty caption",
                "train_util.py:2341")
            .foundBy(
                "missing-caption",
                METADATA,
                on ->
                    on.file("meta.json", "{\"0.png\": {}, \"1.png\": {\"caption\": \"a cat\"}}")));
  }

  private static List<UpstreamFailure> folders() {
    return List.of(
        failure(
                "train-data-dir-no-repeat-dirs",
                ERROR,
                "train_data_dir has no folder like 10_name",
                "train_network.py:575")
            .foundBy("no-repeat-folders", FOLDERS + "train_data_dir = \"images\""),
        failure(
                "subdir-without-number",
                IGNORED,
                "a folder in train_data_dir does not begin with a number",
                "config_util.py:613")
            .foundBy(
                "ignored-folder",
                FOLDERS + "train_data_dir = \"data\"",
                on -> on.file("data/dog/", "")),
        failure(
                "subdir-with-zero",
                IGNORED,
                "a folder in train_data_dir begins with 0 or less",
                "config_util.py:631")
            .foundBy(
                "ignored-folder",
                FOLDERS + "train_data_dir = \"data\"",
                on -> on.file("data/0_dog/", "")),
        failure(
                "images-beside-repeat-dirs",
                IGNORED,
                "images lie right in train_data_dir, beside its folders",
                "config_util.py:627")
            .foundBy(
                "images-out-of-reach",
                FOLDERS + "train_data_dir = \"data\"",
                on -> on.file("data/a.png", SampleImages.png(1024, 1024))),
        failure(
                "repeats-beside-folders",
                IGNORED,
                "dataset_repeats with train_data_dir: its folders say their repeats",
                "config_util.py:636")
            .foundBy("inactive-option", FOLDERS + "train_data_dir = \"data\"\ndataset_repeats = 5"),
        failure("reg-data-dir-missing", IGNORED, "reg_data_dir is no folder", "config_util.py:623")
            .foundBy(
                "missing-folder",
                Severity.ERROR,
                FOLDERS + "train_data_dir = \"data\"\nreg_data_dir = \"none\"",
                on -> on),
        failure("image-dir-not-directory", IGNORED, "image_dir is no folder", "train_util.py:1974")
            .foundBy("missing-folder", "@@image_dir = \"none\""),
        failure("image-dir-empty", IGNORED, "image_dir holds no image", "train_util.py:2131")
            .foundBy("empty-folder", "@@image_dir = \"empty\""),
        failure(
                "images-in-nested-dirs",
                IGNORED,
                "images lie in folders within image_dir",
                "train_util.py:2851")
            .foundBy(
                "images-out-of-reach",
                "",
                on -> on.file("images/more/a.png", SampleImages.png(1024, 1024))),
        failure(
                "duplicate-image-dir",
                IGNORED,
                "a dataset names an image_dir twice",
                "train_util.py:2124")
            .foundBy(
                "repeated-folder",
                DatasetConfigFailures.FULL + "[[datasets.subsets]]\nimage_dir = \"images\"\n"),
        failure(
                "duplicate-image-dir-spelling",
                CHANGED,
                "a dataset names an image_dir twice, spelt in two ways",
                "train_util.py:2147")
            .foundBy(
                "repeated-folder",
                DatasetConfigFailures.FULL + "[[datasets.subsets]]\nimage_dir = \"./images/\"\n"),
        failure(
                "duplicate-image-dir-masked",
                ERROR,
                "a dataset of masks names an image_dir twice, with two folders of masks",
                "train_util.py:2484")
            .foundBy(
                "repeated-folder",
                "masked_loss = true\n"
                    + DatasetConfigFailures.FULL
                    + "conditioning_data_dir = \"masks\"\n[[datasets.subsets]]\n"
                    + "image_dir = \"images\"\nconditioning_data_dir = \"more\"\n",
                on -> DatasetConfigFailures.withMasks(on).file("more/", "")),
        failure(
                "same-dir-two-datasets-cache",
                CHANGED,
                "two datasets of different resolution share an image_dir, with latents cached on"
                    + " the disk (SD 1.x, 2.x, SDXL)",
                "strategy_sd.py:160")
            .foundBy(
                "shared-latent-cache",
                "cache_latents_to_disk = true\n"
                    + DatasetConfigFailures.FULL
                    + DatasetConfigFailures.FULL.replace("1024", "768")),
        failure("reg-none", WARNING, "there are no regularisation images", "train_util.py:2166")
            .harmless("they are optional"),
        failure(
                "reg-more-than-train",
                IGNORED,
                "more regularisation than training images, repeats counted",
                "train_util.py:2163")
            .foundBy(
                "surplus-regularisation",
                DatasetConfigFailures.FULL
                    + "[[datasets.subsets]]\nimage_dir = \"flat\"\nis_reg = true\n"
                    + "num_repeats = 20\n"),
        failure(
                "reg-other-dataset",
                IGNORED,
                "regularisation images stand in a dataset without training images",
                "train_util.py:2172")
            .foundBy(
                "lonely-regularisation",
                DatasetConfigFailures.FULL
                    + "[[datasets]]\nresolution = 1024\n[[datasets.subsets]]\n"
                    + "image_dir = \"flat\"\nis_reg = true\n"));
  }
}
