package dev.lorabake.foreign.kohya;

import static dev.lorabake.foreign.kohya.GuiReading.TRAIN;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Secrets;
import java.util.Locale;
import java.util.Set;

/** Takes the keys that have a small rule of their own. */
final class GuiOthers {
  private static final String OPTIMIZER = "optimizer";
  private static final String OLD_OPTIMIZER = "use_8bit_adam";
  private static final String ATTENTION = "xformers";
  private static final String RESUME = "resume_from_huggingface";
  private static final Set<String> FORMATS = Set.of("safetensors", "ckpt");

  private final GuiReading reading;
  private final GuiFile file;

  GuiOthers(GuiReading reading) {
    this.reading = reading;
    this.file = reading.file();
  }

  void secret(GuiKey key) {
    if (file.says(key.key())) {
      reading.ledger().secret(key.key(), Secrets.where(key.key()));
    } else {
      reading.unset(key.key());
    }
  }

  /** A choice today, a switch in older files (common_gui.py, {@code update_my_data}). */
  void attention(GuiKey key) {
    if (!file.says(ATTENTION)) {
      reading.unset(ATTENTION);
      if (file.tab().isLora() && file.raw(ATTENTION) == null) {
        reading.add(ATTENTION, true, reading.opensWith(ATTENTION));
      }
      return;
    }
    String choice = file.text(ATTENTION).toLowerCase(Locale.ROOT);
    switch (choice) {
      case "true", "xformers" -> setSwitch(ATTENTION);
      case "sdpa" -> setSwitch("sdpa");
      case "none", "false" -> reading.unset(ATTENTION);
      default ->
          reading
              .ledger()
              .question(ATTENTION, "kohya_ss knows xformers, sdpa and none", TRAIN + ATTENTION);
    }
  }

  private void setSwitch(String option) {
    reading.set(ATTENTION, option, true);
    reading.ledger().mapped(ATTENTION, TRAIN + option);
  }

  /** Files without the key have one of two, by a switch that only older ones know. */
  void optimizer(GuiKey key) {
    boolean named = file.says(OPTIMIZER);
    if (key.key().equals(OLD_OPTIMIZER)) {
      oldOptimizer(named);
    } else if (named) {
      reading.set(OPTIMIZER, "optimizer_type", file.text(OPTIMIZER));
      reading.ledger().mapped(OPTIMIZER, TRAIN + "optimizer_type");
    } else {
      reading.unset(OPTIMIZER);
      if (!GuiFile.isOn(file.raw(OLD_OPTIMIZER))) {
        reading.add("optimizer_type", "AdamW", "kohya_ss takes it where the file names none");
      }
    }
  }

  private void oldOptimizer(boolean named) {
    if (!GuiFile.isOn(file.raw(OLD_OPTIMIZER))) {
      reading.unset(OLD_OPTIMIZER);
    } else if (named) {
      reading.dropped(OLD_OPTIMIZER, "optimizer says it");
    } else {
      reading.set(OLD_OPTIMIZER, "optimizer_type", "AdamW8bit");
      reading.mapped(OLD_OPTIMIZER, TRAIN + "optimizer_type");
    }
  }

  /** The GUI takes the text True for on, and today's writes log_with in its place. */
  void wandb(GuiKey key) {
    String name = key.key();
    if (!GuiFile.isOn(file.raw(name))) {
      reading.unset(name);
    } else if (file.says("log_with")) {
      reading.dropped(name, "log_with says it");
    } else {
      reading.set(name, "log_with", "wandb");
      reading.mapped(name, TRAIN + "log_with");
      if (!"True".equals(file.raw(name))) {
        reading
            .ledger()
            .ranOtherwise(name, "no log: today's kohya_ss looks for the text True", "wandb");
      }
    }
  }

  void weights(GuiKey key) {
    Option option = reading.catalog().option("network_weights").orElseThrow();
    if (file.says(key.key())) {
      new GuiPaths(reading).take(key.key(), option, file.text(key.key()));
    } else {
      reading.unset(key.key());
    }
  }

  /** The other tabs know formats of whole models, of which the GUI makes safetensors too. */
  void format(GuiKey key) {
    String name = key.key();
    String format = file.text(name);
    if (!file.says(name)) {
      reading.unset(name);
    } else if (FORMATS.contains(format)) {
      reading.set(name, name, format);
      reading.ledger().mapped(name, TRAIN + name);
    } else {
      reading.set(name, name, "safetensors");
      reading
          .ledger()
          .approximated(name, "a LoRA is saved as safetensors, by kohya_ss too", TRAIN + name);
    }
  }

  void name(GuiKey key) {
    if (file.says(key.key())) {
      reading.draft().name(file.text(key.key()), reading.place(key.key()));
      reading.mapped(key.key(), "name");
    } else {
      reading.unset(key.key());
    }
  }

  void output(GuiKey key) {
    String name = key.key();
    Option option = reading.catalog().option(name).orElseThrow();
    if (file.says(name)) {
      new GuiPaths(reading).take(name, option, file.text(name));
    } else if (reading.has(name)) {
      reading.set(name, name, "output");
      reading
          .ledger()
          .approximated(
              name,
              "it is empty, and nothing starts without: a folder beside the recipe",
              TRAIN + name);
    } else {
      reading.add(name, "output", "the file names none");
    }
  }

  /** A switch of sd-scripts, which takes the name from {@code resume}; the GUI has a text there. */
  void hubResume(GuiKey key) {
    if (!file.says(RESUME) || file.text(RESUME).equalsIgnoreCase("false")) {
      reading.unset(RESUME);
      return;
    }
    reading.set(RESUME, RESUME, true);
    boolean named = !file.says("resume") && !file.text(RESUME).equalsIgnoreCase("true");
    if (named) {
      reading.set(RESUME, "resume", file.text(RESUME));
      reading.ledger().mapped(RESUME, TRAIN + RESUME, TRAIN + "resume");
      reading
          .ledger()
          .ranOtherwise(
              RESUME,
              "nothing: sd-scripts looks for the name in resume, where kohya_ss does not put it",
              file.text(RESUME));
    } else {
      reading.ledger().mapped(RESUME, TRAIN + RESUME);
    }
  }

  /** Of the fine-tuning tab. */
  void trainsTextEncoder(GuiKey key) {
    if (!file.says(key.key()) || GuiFile.isOn(file.raw(key.key()))) {
      reading.unset(key.key());
    } else {
      reading.set(key.key(), "network_train_unet_only", true);
      reading.mapped(key.key(), TRAIN + "network_train_unet_only");
    }
  }

  /** The GUI names a run of Weights & Biases by the file that it makes. */
  void nameRun() {
    String log = file.text("log_with");
    boolean wandb = log.equals("wandb") || log.equals("all");
    if (wandb && !file.says("wandb_run_name") && file.says("output_name")) {
      reading.add(
          "wandb_run_name",
          file.text("output_name"),
          "kohya_ss takes output_name where it is empty");
    }
  }
}
