package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.MachineKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SampleKeys;
import dev.lorabake.recipe.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of the form: the few settings that matter first, then the others of its groups.
 *
 * @param groups the catalogue's groups of options that belong here
 * @param first the options that come first
 */
record Section(String title, List<String> groups, List<String> first) {
  static final Section MODEL =
      new Section(
          "Model",
          List.of("model", "flow"),
          List.of("pretrained_model_name_or_path", "vae", "clip_l", "clip_g", "t5xxl", "ae"));
  static final Section NETWORK =
      new Section(
          "Network",
          List.of("network"),
          List.of("network_dim", "network_alpha", "network_dropout", "network_args"));
  static final Section DATASET =
      new Section(
          "Dataset", List.of("dataset", "captions"), List.of("dataset_config", "train_data_dir"));
  static final Section STEPS =
      new Section(
          "Steps",
          List.of("steps"),
          List.of(
              "max_train_epochs",
              "max_train_steps",
              "train_batch_size",
              "gradient_accumulation_steps",
              "seed"));
  static final Section LEARNING =
      new Section(
          "Learning",
          List.of("learning", "noise"),
          List.of(
              "learning_rate",
              "unet_lr",
              "text_encoder_lr",
              "optimizer_type",
              "optimizer_args",
              "lr_scheduler",
              "lr_warmup_steps",
              "min_snr_gamma",
              "noise_offset"));
  static final Section MEMORY =
      new Section(
          "Memory",
          List.of("memory"),
          List.of(
              "mixed_precision",
              "gradient_checkpointing",
              "cache_latents",
              "cache_latents_to_disk",
              "cache_text_encoder_outputs",
              "fp8_base",
              "blocks_to_swap",
              "sdpa",
              "xformers"));
  static final Section SAMPLES =
      new Section(
          "Samples",
          List.of("samples"),
          List.of(
              "sample_every_n_epochs",
              "sample_every_n_steps",
              "sample_at_first",
              "sample_prompts"));
  static final Section SAVING =
      new Section(
          "Saving",
          List.of("saving", "metadata"),
          List.of(
              "output_dir",
              "output_name",
              "save_every_n_epochs",
              "save_every_n_steps",
              "save_precision",
              "save_state"));
  static final Section LAUNCH =
      new Section("Launch", List.of("launch", "logging", "huggingface", "deepspeed"), List.of());
  static final Section EVERYTHING = new Section("Everything", List.of(), List.of());

  static final List<Section> ALL =
      List.of(
          MODEL, NETWORK, DATASET, STEPS, LEARNING, MEMORY, SAMPLES, SAVING, LAUNCH, EVERYTHING);

  /** The section of an option by its group; {@link #EVERYTHING} for one that no section takes. */
  static Section of(Option option) {
    for (Section section : ALL) {
      if (section.groups.contains(option.note().group())) {
        return section;
      }
    }
    return EVERYTHING;
  }

  /** Its fields for a recipe: only options that the recipe's script knows. */
  List<Field> fields(Recipe recipe) {
    return fields(recipe, false);
  }

  /**
   * As above.
   *
   * @param more whether datasets and control images are shown with every key that they may have
   */
  List<Field> fields(Recipe recipe, boolean more) {
    Set<Field> fields = new LinkedHashSet<>();
    Catalog catalog = recipe.catalog();
    if (equals(SAMPLES)) {
      // when images are made comes before what they show, which may be many lines
      first.stream().filter(name -> isKnown(recipe, name)).map(Field::train).forEach(fields::add);
    }
    fields.addAll(own(recipe, more));
    Set<String> options = new LinkedHashSet<>(first);
    recipe.train().names().stream()
        .filter(name -> equals(EVERYTHING) || isOf(catalog, name))
        .forEach(options::add);
    catalog.options().stream()
        .filter(option -> equals(EVERYTHING) || groups.contains(option.note().group()))
        .map(Option::name)
        .forEach(options::add);
    options.stream()
        .filter(name -> isKnown(recipe, name))
        .filter(name -> !catalog.option(name).map(option -> option.note().secret()).orElse(false))
        .forEach(name -> fields.add(Field.train(name)));
    return List.copyOf(fields);
  }

  private static boolean isKnown(Recipe recipe, String name) {
    return recipe.catalog().option(name).map(option -> option.isIn(recipe.script())).orElse(true);
  }

  private boolean isOf(Catalog catalog, String name) {
    return catalog.option(name).map(option -> of(option).equals(this)).orElse(false);
  }

  /** Fields that are no options. */
  private List<Field> own(Recipe recipe, boolean more) {
    List<Field> fields = new ArrayList<>();
    switch (title) {
      case "Model" -> fields.add(new Field("", "family"));
      case "Network" -> fields.add(new Field("", "network"));
      case "Dataset" -> datasets(recipe, more, fields);
      case "Samples" -> {
        for (int i = 0; i < recipe.samples().size(); i++) {
          keys(
              "sample[" + i + "]",
              List.of("prompt", "negative_prompt", "width", "height", "seed"),
              recipe.samples().get(i).settings(),
              more ? SampleKeys.NAMES : List.of(),
              fields);
        }
      }
      case "Saving" -> fields.add(new Field("", "name"));
      case "Launch" -> {
        new TreeSet<>(LaunchKeys.NAMES).forEach(key -> fields.add(new Field("launch", key)));
        new TreeSet<>(MachineKeys.NAMES).forEach(key -> fields.add(new Field("machine", key)));
      }
      default -> {}
    }
    return fields;
  }

  private static void datasets(Recipe recipe, boolean more, List<Field> fields) {
    Catalog catalog = recipe.catalog();
    keys("general", List.of(), recipe.datasets().general(), List.of(), fields);
    for (int i = 0; i < recipe.datasets().datasets().size(); i++) {
      String table = "datasets[" + i + "]";
      var block = recipe.datasets().datasets().get(i);
      keys(
          table,
          List.of("resolution", "batch_size", "enable_bucket"),
          block.settings(),
          more ? keysOf(catalog, "dataset") : List.of(),
          fields);
      for (int j = 0; j < block.subsets().size(); j++) {
        keys(
            table + ".subsets[" + j + "]",
            List.of("image_dir", "num_repeats", "caption_extension"),
            block.subsets().get(j).settings(),
            more ? keysOf(catalog, "subset") : List.of(),
            fields);
      }
    }
  }

  private static List<String> keysOf(Catalog catalog, String level) {
    return catalog.datasetKeys().stream()
        .filter(key -> key.levels().contains(level))
        .map(DatasetKey::name)
        .toList();
  }

  private static void keys(
      String table,
      List<String> first,
      Settings settings,
      Collection<String> others,
      List<Field> fields) {
    Set<String> keys = new LinkedHashSet<>(first);
    keys.addAll(settings.names());
    keys.addAll(others);
    keys.forEach(key -> fields.add(new Field(table, key)));
  }
}
