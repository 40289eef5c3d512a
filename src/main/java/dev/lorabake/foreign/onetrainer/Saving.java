package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.Set;

/** Where the LoRA goes, how often it and the training's state are saved, and the log. */
final class Saving {
  private static final String TIME =
      "sd-scripts does not go by the clock: about every tenth of the run";
  private static final Set<String> LORA_FORMATS =
      Set.of(
          "DIFFUSERS_LORA",
          "KOHYA_LORA",
          "ORIGINAL_LORA",
          "COMFY_LORA",
          "LEGACY_LORA",
          "SAFETENSORS");

  private final Config config;
  private final Mapping to;
  private final Draft.Table train;

  private Saving(Config config) {
    this.config = config;
    this.to = config.to();
    this.train = to.draft().train();
  }

  static void map(Config config) {
    Saving saving = new Saving(config);
    saving.destination();
    saving.format();
    saving.saves();
    saving.backups();
    saving.log();
    saving.validation();
  }

  private void destination() {
    Key key = config.key("output_model_destination");
    String text = key.text().orElse("models/lora.safetensors").replace('\\', '/');
    int slash = text.lastIndexOf('/');
    String folder = slash > 0 ? text.substring(0, slash) : ".";
    String file = text.substring(slash + 1);
    String name = file.replaceFirst("(?i)\\.(safetensors|ckpt|pt)$", "");
    to.setOrAdd(key, "output_dir", folder, "sd-scripts needs a folder");
    if (!name.isBlank()) {
      to.draft().name(name, key.place());
      key.mapped("name");
      if (!key.there()) {
        to.keys().ledger().added("name", name, "sd-scripts needs a name");
      }
    }
    if (text.matches("[A-Za-z]:/.*")) {
      key.question(
          "a Windows path: say where the LoRA should go on this machine", "train.output_dir");
    }
  }

  private void format() {
    Key key = config.key("output_model_format");
    String word = key.text().orElse("KOHYA_LORA");
    if (word.equals("KOHYA_LORA")) {
      key.mappedAs("as sd-scripts names the weights");
    } else if (LORA_FORMATS.contains(word)) {
      key.approximated("sd-scripts names the weights in its own way, which most programs read");
    } else {
      key.dropped("it is the form of a whole model, and a LoRA is made");
    }
  }

  private void saves() {
    Interval save = Interval.of(config, "save_every", 0, "NEVER");
    save.set(train, "save_every_n_epochs", "save_every_n_steps", TIME);
    Key prefix = config.key("save_filename_prefix");
    if (prefix.says()) {
      prefix.dropped("sd-scripts names what it saves on the way as the LoRA itself");
    } else {
      prefix.unset();
    }
  }

  /** A backup is what sd-scripts calls a state; it saves one with each LoRA only. */
  private void backups() {
    Interval backup = Interval.of(config, "backup_after", 30, "MINUTE");
    Key value = config.key("backup_after");
    Key rolling = config.key("rolling_backup");
    Key count = config.key("rolling_backup_count");
    if (backup.never() || (!value.there() && !config.key("backup_after_unit").there())) {
      backup.unset();
      rolling.unset();
      count.unset();
      return;
    }
    if (train.has("save_every_n_epochs") || train.has("save_every_n_steps")) {
      backup.account("with each LoRA that is saved", "train.save_state");
    } else {
      backup.set(train, "save_every_n_epochs", "save_every_n_steps", TIME);
      backup.account("a LoRA is saved with each", "train.save_state");
    }
    train.set("save_state", true, value.place());
    if (!rolling.flag(false)) {
      rolling.unset();
      count.unset();
      return;
    }
    boolean epochs = train.has("save_every_n_epochs");
    String every = epochs ? "save_every_n_epochs" : "save_every_n_steps";
    String option = epochs ? "save_last_n_epochs_state" : "save_last_n_steps_state";
    long step = ((Number) train.value(every).orElse(1L)).longValue();
    long keep = Math.max(1, count.whole(3));
    train.set(option, epochs ? keep : Math.max(1, (keep - 1) * step), rolling.place());
    rolling.mapped("train." + option);
    count.mapped("train." + option);
  }

  private void log() {
    Key workspace = config.key("workspace_dir");
    Key board = config.key("tensorboard");
    if (workspace.says()) {
      String folder = workspace.text().orElse("") + "/tensorboard";
      train.set("log_with", "tensorboard", workspace.place());
      to.setNear(
          workspace,
          "the log only: lorabake keeps a run's other files in its run directory",
          "logging_dir",
          folder);
    } else {
      workspace.unset();
    }
    board.mappedAs(
        "it opens TensorBoard beside the training: start it by hand with the log's folder");
  }

  private void validation() {
    Key on = config.key("validation");
    Interval every = Interval.of(config, "validate_after", 1, "EPOCH");
    if (!on.flag(false)) {
      on.unset();
      every.unset();
      return;
    }
    every.set(train, "validate_every_n_epochs", "validate_every_n_steps", TIME);
    to.draft().general().set("validation_split", 0.1, on.place());
    to.draft().general().set("validation_seed", 42L, on.place());
    on.approximated(
        "sd-scripts holds back a share of the training images, not a concept of its own",
        "general.validation_split",
        "general.validation_seed");
  }
}
