package dev.lorabake.plan;

import dev.lorabake.dataset.CaptionRule;
import dev.lorabake.dataset.RepeatFolder;
import dev.lorabake.dataset.RepeatFolders;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the recipe to datasets as upstream does ({@code NetworkTrainer.train} of
 * train_network.py): dataset blocks, else the {@code N_name} folders of {@code train_data_dir} and
 * {@code reg_data_dir}, else the metadata file of {@code in_json}.
 */
final class BlueprintReader {
  private static final String FACE_CROP = "face_crop_aug_range";

  private final Recipe recipe;
  private final Problems problems;

  BlueprintReader(Recipe recipe, Problems problems) {
    this.recipe = recipe;
    this.problems = problems;
  }

  List<DatasetSpec> read() {
    if (recipe.isSet("dataset_class")) {
      problems.addFatal(
          Kind.VALUE_INVALID,
          "dataset_class",
          "what a class of one's own makes of the images cannot be planned",
          recipe.find("dataset_class").map(Setting::place).orElse(null));
      return List.of();
    }
    if (!recipe.datasets().isEmpty()) {
      return fromBlocks();
    }
    Values values = values(List.of());
    if (recipe.isSet("in_json")) {
      return one(DatasetKind.METADATA, values, fromMetadataOption(values));
    }
    if (recipe.isSet("train_data_dir")) {
      return one(DatasetKind.DREAMBOOTH, values, fromRepeatFolders(values));
    }
    problems.addFatal(
        Kind.NO_DATASET, "datasets", "neither [[datasets]] nor train_data_dir nor in_json", null);
    return List.of();
  }

  private List<DatasetSpec> fromBlocks() {
    List<DatasetSpec> datasets = new ArrayList<>();
    Settings general = recipe.datasets().general();
    for (DatasetBlock block : recipe.datasets().datasets()) {
      DatasetKind kind = kind(block);
      List<SubsetSpec> subsets = new ArrayList<>();
      for (SubsetBlock subset : block.subsets()) {
        SubsetSpec spec = subset(kind, subset, block.settings(), general);
        if (spec != null) {
          subsets.add(spec);
        }
      }
      Values values = values(List.of(block.settings(), general));
      DatasetSpec dataset = dataset(kind, values, subsets, block.place());
      if (dataset != null) {
        datasets.add(dataset);
      }
    }
    return datasets;
  }

  private DatasetKind kind(DatasetBlock block) {
    long metadata = having(block, "metadata_file");
    int all = block.subsets().size();
    if (metadata > 0 && metadata < all) {
      problems.addFatal(
          Kind.VALUE_INVALID,
          "metadata_file",
          "only " + metadata + " of the dataset's " + all + " subsets have one; split the dataset",
          block.place());
    }
    if (all > 0 && metadata == all) {
      return DatasetKind.METADATA;
    }
    boolean masked = all > 0 && having(block, "conditioning_data_dir") == all;
    return masked ? DatasetKind.MASKED : DatasetKind.DREAMBOOTH;
  }

  private static long having(DatasetBlock block, String key) {
    return block.subsets().stream().filter(subset -> subset.settings().has(key)).count();
  }

  private @Nullable SubsetSpec subset(
      DatasetKind kind, SubsetBlock block, Settings dataset, Settings general) {
    Values values = values(List.of(block.settings(), dataset, general));
    Path imageDir = path(block.settings(), "image_dir");
    Path metadata = kind == DatasetKind.METADATA ? path(block.settings(), "metadata_file") : null;
    boolean masked = kind == DatasetKind.MASKED;
    Path masks = masked ? path(block.settings(), "conditioning_data_dir") : null;
    if (imageDir == null && kind != DatasetKind.METADATA) {
      if (!block.settings().has("metadata_file")) { // else it stands in the wrong dataset
        problems.addFatal(Kind.VALUE_INVALID, "image_dir", "the subset names none", block.place());
      }
      return null;
    }
    Setting named = block.settings().find("image_dir").orElse(null);
    return subset(
        values,
        imageDir,
        masks,
        metadata,
        values.whole("num_repeats", "dataset_repeats", 1),
        kind == DatasetKind.DREAMBOOTH && block.settings().flag("is_reg").orElse(false),
        masked ? null : values.text("class_tokens", "class_tokens"), // not handed on
        named != null ? named.place() : block.place());
  }

  private SubsetSpec subset(
      Values values,
      @Nullable Path imageDir,
      @Nullable Path masks,
      @Nullable Path metadata,
      long repeats,
      boolean reg,
      @Nullable String classTokens,
      @Nullable Place at) {
    boolean free = values.flag("random_crop") || values.find(FACE_CROP, FACE_CROP) != null;
    return new SubsetSpec(
        imageDir,
        masks,
        metadata,
        repeats,
        reg,
        classTokens,
        captions(values),
        free,
        treatment(values, masks != null),
        at);
  }

  private static Treatment treatment(Values values, boolean masked) {
    return new Treatment(
        values.flag("flip_aug"),
        !masked && values.flag("alpha_mask"), // not handed on
        values.flag("cache_info"),
        values.find(FACE_CROP, FACE_CROP) != null,
        (float) values.number("caption_dropout_rate", 0));
  }

  private CaptionRule captions(Values values) {
    // the misspelt option is older, and upstream lets it win
    String option = recipe.isSet("caption_extention") ? "caption_extention" : "caption_extension";
    String extension = values.text("caption_extension", option);
    return CaptionRule.of(
        extension == null ? CaptionRule.DEFAULT.extension() : extension,
        values.flag("enable_wildcard"));
  }

  private List<SubsetSpec> fromMetadataOption(Values values) {
    Path file = recipe.path("in_json").orElse(null);
    Path images = recipe.path("train_data_dir").orElse(null);
    if (file == null || images == null) {
      problems.addFatal(
          Kind.VALUE_INVALID, "in_json", "it needs train_data_dir", values.place("in_json"));
      return List.of();
    }
    long repeats = values.whole("num_repeats", "dataset_repeats", 1);
    return List.of(
        subset(values, images, null, file, repeats, false, null, values.place("in_json")));
  }

  private List<SubsetSpec> fromRepeatFolders(Values values) {
    List<SubsetSpec> subsets = new ArrayList<>();
    addRepeatFolders("train_data_dir", false, values, subsets);
    if (recipe.isSet("reg_data_dir")) {
      addRepeatFolders("reg_data_dir", true, values, subsets);
    }
    return subsets;
  }

  private void addRepeatFolders(
      String option, boolean reg, Values values, List<SubsetSpec> subsets) {
    Path parent = path(recipe.train(), option);
    if (parent == null) {
      return;
    }
    Place at = values.place(option);
    RepeatFolders folders = RepeatFolders.of(parent);
    if (!folders.exists()) {
      problems.add(Kind.FOLDER_MISSING, parent.toString(), "there is no such folder", at);
      return;
    }
    if (!folders.used().isEmpty()) {
      FolderProblems.above(parent, at, problems);
    }
    for (String ignored : folders.ignored()) {
      problems.add(
          Kind.FOLDER_IGNORED,
          parent.resolve(ignored).toString(),
          "its name does not begin with a number of repeats, as in 10_name",
          at);
    }
    if (folders.used().isEmpty()) {
      problems.add(Kind.NO_REPEAT_FOLDERS, parent.toString(), "it has no folder like 10_name", at);
    }
    for (RepeatFolder folder : folders.used()) {
      subsets.add(
          subset(
              values,
              Path.of(folder.path()),
              null,
              null,
              folder.repeats(),
              reg,
              folder.classTokens(),
              at));
    }
  }

  private List<DatasetSpec> one(DatasetKind kind, Values values, List<SubsetSpec> subsets) {
    DatasetSpec dataset = dataset(kind, values, subsets, null);
    return dataset == null ? List.of() : List.of(dataset);
  }

  private @Nullable DatasetSpec dataset(
      DatasetKind kind, Values values, List<SubsetSpec> subsets, @Nullable Place at) {
    long batch = values.whole("batch_size", "train_batch_size", 1);
    if (batch < 1 || batch > Integer.MAX_VALUE) {
      invalid(values, "batch_size", "train_batch_size", "a batch size of at least 1", at);
      return null;
    }
    Values.Found written = values.find("resolution", "resolution");
    Resolution resolution = written == null ? null : Resolution.of(written.value());
    if (resolution == null) {
      invalid(values, "resolution", "resolution", "a side, or width and height", at);
      return null;
    }
    double split = values.number("validation_split", 0);
    if (kind == DatasetKind.MASKED && split > 0) {
      problems.addFatal(
          Kind.VALUE_INVALID,
          "validation_split",
          "sd-scripts cannot split a dataset with conditioning_data_dir",
          at);
    }
    Values.Found seed = values.find("validation_seed", "validation_seed");
    return new DatasetSpec(
        kind,
        (int) batch,
        resolution,
        values.flag("enable_bucket") ? buckets(values) : null,
        split,
        seed != null && seed.value() instanceof Long number ? number : null,
        List.copyOf(subsets),
        at);
  }

  private static BucketRange buckets(Values values) {
    BucketRange usual = BucketRange.DEFAULT;
    return new BucketRange(
        values.flag("bucket_no_upscale"),
        values.whole("min_bucket_reso", "min_bucket_reso", usual.min()),
        values.whole("max_bucket_reso", "max_bucket_reso", usual.max()),
        values.whole("bucket_reso_steps", "bucket_reso_steps", usual.step()));
  }

  private void invalid(
      Values values, String key, String option, String expected, @Nullable Place at) {
    Values.Found found = values.find(key, option);
    String detail = found == null ? "it is not set" : found.value() + " is not " + expected;
    problems.addFatal(Kind.VALUE_INVALID, key, detail, found == null ? at : found.at());
  }

  private Values values(List<Settings> levels) {
    return new Values(recipe, levels, problems);
  }

  private @Nullable Path path(Settings settings, String key) {
    Setting setting = settings.find(key).orElse(null);
    if (setting == null) {
      return null;
    }
    if (setting.value() instanceof String text && recipe.isPath(text)) {
      return recipe.resolve(text);
    }
    problems.addFatal(Kind.VALUE_INVALID, key, setting.value() + " is no path", setting.place());
    return null;
  }
}
