package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import dev.lorabake.recipe.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The concepts become subsets (modules/util/config/ConceptConfig.py). */
final class Concepts {
  private static final String LIST = "concepts";
  private static final String FOLDER = "dataset folder";

  private final Config config;
  private final Mapping to;

  private Concepts(Config config) {
    this.config = config;
    this.to = config.to();
  }

  static void map(Config config) {
    new Concepts(config).map();
  }

  /** Whether captions are shuffled or shortened, so that they cannot be encoded beforehand. */
  static boolean varyCaptions(Config config) {
    boolean dropped =
        config.model().textEncoders().stream()
            .anyMatch(part -> config.key(part + ".dropout_probability").number(0) > 0);
    return dropped
        || used(config).stream()
            .anyMatch(concept ->
                config.key(concept + ".text.enable_tag_shuffling").flag(false)
                    || config.key(concept + ".text.tag_dropout_enable").flag(false));
  }

  private static List<String> used(Config config) {
    return config.keys().items(LIST).stream()
        .filter(concept -> config.key(concept + ".enabled").flag(true))
        .filter(concept -> !config.key(concept + ".type").text().orElse("").equals("VALIDATION"))
        .toList();
  }

  private void map() {
    for (String concept : config.keys().items(LIST)) {
      Migration.concept(config.keys(), concept);
    }
    List<String> used = used(config);
    for (String concept : config.keys().items(LIST)) {
      if (!used.contains(concept)) {
        boolean on = config.key(concept + ".enabled").flag(true);
        String why =
            on
                ? "a concept for validation: sd-scripts holds back training images"
                : "the concept is switched off";
        config.keys().under(concept).forEach(key -> key.dropped(why));
      }
    }
    if (used.isEmpty()) {
      nobody();
      return;
    }
    List<Object> sizes = config.resolutions();
    if (sizes.isEmpty()) {
      sizes = List.of((long) to.family().resolution());
    }
    List<String> common = used.stream().filter(concept -> !ownSize(concept)).toList();
    if (!common.isEmpty()) {
      for (Object size : sizes) {
        block(size, common);
      }
    }
    for (String concept : used) {
      if (ownSize(concept)) {
        own(concept);
      }
    }
  }

  private boolean ownSize(String concept) {
    return config.key(concept + ".image.enable_resolution_override").flag(false)
        && !Resolutions.of(config.key(concept + ".image.resolution_override").text().orElse(""))
            .isEmpty();
  }

  private void own(String concept) {
    Key size = config.key(concept + ".image.resolution_override");
    for (Object one : Resolutions.of(size.text().orElse(""))) {
      String block = block(one, List.of(concept));
      size.mapped(block + ".resolution");
      config.key(concept + ".image.enable_resolution_override").mapped(block + ".resolution");
    }
  }

  private String block(Object size, List<String> concepts) {
    Draft.Dataset dataset = to.draft().dataset();
    String name = "datasets[" + (to.draft().datasets().size() - 1) + "]";
    dataset.keys().set("resolution", size, config.key("resolution").place());
    for (String concept : concepts) {
      subset(concept, dataset.subset(), name + ".subsets[" + (dataset.subsets().size() - 1) + "]");
    }
    return name;
  }

  /** The images are in a file that is not here. */
  private void nobody() {
    List<Object> sizes = config.resolutions();
    for (Object size : sizes.isEmpty() ? List.<Object>of((long) to.family().resolution()) : sizes) {
      Draft.Dataset dataset = to.draft().dataset();
      dataset.keys().set("resolution", size, config.key("resolution").place());
      Draft.Table subset = dataset.subset();
      subset.set("image_dir", Placeholder.of(FOLDER), null);
      subset.set("caption_extension", ".txt", null);
      mask(subset);
    }
    String target = "datasets[0].subsets[0].image_dir";
    Key file = config.key("concept_file_name");
    String what =
        "the concepts stand in a file that is not beside this one: name it too, or fill the dataset folder in";
    if (file.there()) {
      file.question(what, target);
    } else {
      to.keys().ledger().added(target, Placeholder.of(FOLDER), what);
    }
  }

  private void mask(Draft.Table subset) {
    if (config.masked()) {
      subset.set(
          "conditioning_data_dir",
          Placeholder.of("folder of the masks"),
          config.key("masked_training").place());
    }
  }

  private void subset(String concept, Draft.Table subset, String target) {
    Key path = config.key(concept + ".path");
    String text = path.text().orElse("");
    ForeignPath folder = ForeignPath.of(text, FOLDER, to.base());
    subset.set("image_dir", folder.value(), path.place());
    Mapping.account(path, folder.question(), target + ".image_dir");
    if (config.key(concept + ".include_subdirectories").flag(false)) {
      config
          .key(concept + ".include_subdirectories")
          .question(
              "sd-scripts looks into no folder within a folder: add a subset for each that holds images",
              target + ".image_dir");
    }
    mask(subset);
    repeats(concept, subset, target);
    type(concept, subset, target);
    new ConceptText(config, concept, subset, target).map();
    images(concept, subset, target);
    config.key(concept + ".enabled").mapped();
  }

  private void repeats(String concept, Draft.Table subset, String target) {
    Key balancing = config.key(concept + ".balancing");
    Key strategy = config.key(concept + ".balancing_strategy");
    double said = balancing.number(1);
    if (strategy.text().orElse("REPEATS").equals("SAMPLES")) {
      strategy.question(
          "sd-scripts repeats every image alike: divide the "
              + Math.round(said)
              + " images of an epoch by those in the folder for num_repeats",
          target + ".num_repeats");
      balancing.question("it counts images, not repeats", target + ".num_repeats");
      subset.set("num_repeats", 1L, balancing.place());
      return;
    }
    strategy.mapped(target + ".num_repeats");
    long repeats = Math.max(1, Math.round(said));
    subset.set("num_repeats", repeats, balancing.place());
    if (repeats == said) {
      balancing.mapped(target + ".num_repeats");
    } else {
      balancing.approximated("a whole number, 1 at least", target + ".num_repeats");
    }
  }

  private void type(String concept, Draft.Table subset, String target) {
    Key type = config.key(concept + ".type");
    if (type.text().orElse("").equals("PRIOR_PREDICTION")) {
      subset.set("custom_attributes", Map.of("diff_output_preservation", true), type.place());
      type.mappedAs(
          "trained towards what the model says without the LoRA", target + ".custom_attributes");
    } else {
      type.mapped();
    }
  }

  private void images(String concept, Draft.Table subset, String target) {
    String image = concept + ".image.";
    Key flip = config.key(image + "enable_random_flip");
    if (flip.flag(false)) {
      subset.set("flip_aug", true, flip.place());
      flip.mapped(target + ".flip_aug");
    } else {
      flip.unset();
    }
    Key jitter = config.key(image + "enable_crop_jitter");
    if (!jitter.flag(true)) {
      jitter.mapped();
    } else if (config.caches() || config.masked()) {
      jitter.dropped("what is cached is cut once: sd-scripts takes the middle");
    } else {
      subset.set("random_crop", true, jitter.place());
      jitter.mapped(target + ".random_crop");
    }
    List<Key> colours = new ArrayList<>();
    for (String name : List.of("brightness", "contrast", "saturation", "hue")) {
      Key key = config.key(image + "enable_random_" + name);
      if (key.flag(false)) {
        colours.add(key);
      } else {
        key.unset();
        config.key(image + "random_" + name + "_max_strength").unset();
      }
    }
    if (!config.caches() && !colours.isEmpty()) {
      subset.set("color_aug", true, colours.getFirst().place());
      colours.forEach(key ->
          key.approximated(
              "sd-scripts varies the colours in one way of its own", target + ".color_aug"));
    } else {
      colours.forEach(key -> key.dropped("what is cached cannot be recoloured"));
    }
  }
}
