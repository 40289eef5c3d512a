package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.Option;
import java.util.Map;
import java.util.Optional;

/** Takes the base model: its check boxes, which tell the family, and its files. */
final class GuiModelKeys {
  private static final String FILE = "pretrained_model_name_or_path";
  private static final String FINETUNING_BOX = "sdxl_checkbox";

  private final GuiReading reading;

  private GuiModelKeys(GuiReading reading) {
    this.reading = reading;
  }

  /** The first box that is ticked, in the GUI's order. */
  static GuiModel model(GuiFile file) {
    for (GuiModel model : GuiModel.values()) {
      boolean ticked =
          GuiFile.isOn(file.raw(model.box()))
              || (model == GuiModel.SDXL && GuiFile.isOn(file.raw(FINETUNING_BOX)));
      if (ticked) {
        return model;
      }
    }
    return GuiModel.SD;
  }

  static String family(GuiFile file, GuiModel model) {
    return switch (model) {
      case SD -> GuiFile.isOn(file.raw("v2")) ? "sd2" : "sd15";
      case FLUX -> file.text("model_type").equalsIgnoreCase("chroma") ? "chroma" : "flux";
      case SDXL, SD3, HUNYUAN_IMAGE, ANIMA, LUMINA -> model.family();
    };
  }

  static void take(GuiReading reading) {
    GuiModelKeys keys = new GuiModelKeys(reading);
    reading.draft().family(reading.family(), reading.place(reading.model().box()));
    for (GuiModel model : GuiModel.values()) {
      keys.box(model.box(), model);
    }
    keys.box(FINETUNING_BOX, GuiModel.SDXL);
    keys.chosen(
        "v2", GuiModel.SD, reading.family().equals("sd2"), GuiFile.isOn(reading.file().raw("v2")));
    keys.chosen(
        "model_type",
        GuiModel.FLUX,
        true,
        reading.file().says("model_type") && !reading.file().text("model_type").equals("flux"));
    keys.model();
    keys.list();
    if (!reading.has(reading.model().box())
        && reading.model() == GuiModel.SD
        && !reading.has("v2")
        && !reading.has("sdxl")) {
      reading.ledger().added("family", reading.family(), "no model is ticked in the file");
    }
  }

  private void box(String key, GuiModel model) {
    if (!reading.has(key)) {
      return;
    }
    if (!GuiFile.isOn(reading.file().raw(key))) {
      reading.unset(key);
    } else if (model == reading.model()) {
      reading.mapped(key, "family");
    } else {
      reading.dropped(key, reading.model().box() + " is ticked too, and kohya_ss asks it first");
    }
  }

  private void chosen(String key, GuiModel model, boolean family, boolean says) {
    reading.unset(key);
    if (says && model == reading.model() && family) {
      reading.mapped(key, "family");
    } else if (says && model != reading.model()) {
      reading.dropped(key, "it says nothing about this base model");
    }
  }

  private void model() {
    if (reading.file().says(FILE)) {
      Option option = reading.catalog().option(FILE).orElseThrow();
      new GuiPaths(reading).take(FILE, option, reading.file().text(FILE));
    } else {
      ask(FILE, "<base model file>", Optional.of(FILE));
    }
  }

  /** What stands in the list is mostly the model itself. */
  private void list() {
    String key = "model_list";
    boolean same = reading.file().text(key).equals(reading.file().text(FILE));
    if (reading.file().says(key) && same) {
      reading.ledger().mappedAs(key, FILE + " says the same", TRAIN + FILE);
    } else {
      reading.file().table().key(key).ifPresent(new GuiPlain(reading)::take);
    }
  }

  /** Leaves a placeholder for each file without which the family's script cannot start. */
  static void askForFiles(GuiReading reading) {
    Family family = reading.catalog().family(reading.family()).orElseThrow();
    GuiModelKeys keys = new GuiModelKeys(reading);
    for (String option : family.requires()) {
      if (!reading.draft().train().has(option)) {
        keys.ask(option, "<" + option + " file>", keys.keyOf(option));
      }
    }
  }

  private Optional<String> keyOf(String option) {
    return reading.file().table().keys().stream()
        .filter(key -> option.equals(key.option()) && reading.passes(key))
        .map(GuiKey::key)
        .filter(reading::has)
        .findFirst();
  }

  private void ask(String option, String placeholder, Optional<String> key) {
    if (key.isPresent() && reading.has(key.get())) {
      reading.set(key.get(), option, placeholder);
      reading.ledger().question(key.get(), "it is empty: name the file", TRAIN + option);
    } else {
      reading.add(option, placeholder, "the file names none");
    }
  }

  /** What a LoRA needs and the other tabs do not have. */
  static void addRank(GuiReading reading) {
    String why = "the file trains no LoRA and so has none";
    Map.of("network_dim", (Object) 16L, "network_alpha", 8.0).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(option -> reading.add(option.getKey(), option.getValue(), why));
    if (reading.file().says("learning_rate")) {
      reading
          .ledger()
          .approximated(
              "learning_rate",
              "a rate for other weights than a LoRA's, which usually takes more, such as 1e-4",
              TRAIN + "learning_rate");
    }
  }
}
