package dev.lorabake.foreign.lorafile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that is an option under its own name, and what is no setting at all. */
final class OptionPart {
  private static final String OWN = "ss_";

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "debiased_estimation", "debiased_estimation_loss",
          "batch_size_per_device", "train_batch_size");

  /** Python writes a pair of them as a tuple, the option takes one text. */
  private static final Set<String> PAIRS = Set.of("resolution", "face_crop_aug_range");

  private static final String HASH = "a checksum: it names the file and does not hold it";
  private static final String COUNT = "counted from the images of that time";
  private static final String MOMENT = "tells of that one run";

  private static final Map<String, String> NO_SETTINGS =
      Map.ofEntries(
          Map.entry("ss_session_id", MOMENT),
          Map.entry("ss_training_started_at", MOMENT),
          Map.entry("ss_training_finished_at", MOMENT),
          Map.entry("ss_epoch", MOMENT + ": the epoch that this file was saved in"),
          Map.entry("ss_num_epochs", "follows from the steps and the images"),
          Map.entry("ss_num_train_images", COUNT),
          Map.entry("ss_num_validation_images", COUNT),
          Map.entry("ss_num_reg_images", COUNT),
          Map.entry("ss_num_batches_per_epoch", COUNT),
          Map.entry("ss_tag_frequency", "counted from the captions of that time"),
          Map.entry("ss_bucket_info", COUNT),
          Map.entry("ss_sd_scripts_commit_hash", "which sd-scripts it was trained by"),
          Map.entry("ss_sd_model_hash", HASH),
          Map.entry("ss_new_sd_model_hash", HASH),
          Map.entry("ss_vae_hash", HASH),
          Map.entry("ss_new_vae_hash", HASH),
          Map.entry("sshs_model_hash", HASH),
          Map.entry("sshs_legacy_hash", HASH),
          Map.entry("format", "how the file is read, not how it was trained"),
          Map.entry("name", "the name of the job that ai-toolkit gave it"),
          Map.entry("version", "a version of the program that trained it"),
          Map.entry("software", "the program that trained it"),
          Map.entry("training_info", "tells of that one run"),
          Map.entry("ot_branch", "which OneTrainer it was trained by"),
          Map.entry("ot_revision", "which OneTrainer it was trained by"),
          Map.entry(
              "ot_config", "OneTrainer's own settings: save them as a file and import that one"));

  private final Target target;
  private final Metadata metadata;

  OptionPart(Target target) {
    this.target = target;
    this.metadata = target.metadata();
  }

  void read() {
    steps();
    batches();
    family();
    for (String key : metadata.keys()) {
      if (target.hasTaken(key) || !target.ledger().has(key)) {
        continue;
      }
      String reason = NO_SETTINGS.get(key);
      if (reason != null) {
        target.drop(key, reason);
      } else if (key.startsWith(OWN)) {
        option(key, key.substring(OWN.length()));
      }
    }
  }

  private void option(String key, String name) {
    String option = OTHER_NAMES.getOrDefault(name, name);
    if (target.catalog().option(option).isEmpty()) {
      return; // a key of a later version or a fork: it comes out as unknown
    }
    Optional<String> text = metadata.text(key);
    if (PAIRS.contains(option) && text.isPresent()) {
      target.set(key, option, String.join(",", Target.items(text.get())));
    } else {
      target.set(key, option);
    }
  }

  /** A file may have been saved before the end. */
  private void steps() {
    String done = metadata.text("ss_steps").orElse("");
    String all = metadata.text("ss_max_train_steps").orElse(done);
    target.drop(
        "ss_steps",
        done.equals(all) || done.isEmpty()
            ? MOMENT
            : "the file was saved at step " + done + " of " + all);
  }

  /** All processes' images together, between two updates. */
  private void batches() {
    String key = "ss_total_batch_size";
    long total = whole(key);
    long each =
        whole("ss_batch_size_per_device") * Math.max(1, whole("ss_gradient_accumulation_steps"));
    if (total > each && each > 0 && total % each == 0) {
      target.draft().launch().set("num_processes", total / each, null);
      target.ledger().mappedAs(key, "that many processes trained together", "launch.num_processes");
      target.took(key);
    } else {
      target.drop(key, "follows from the batch size and the processes");
    }
  }

  private long whole(String key) {
    String text = metadata.text(key).orElse("0");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  /** {@code v2} follows from the family SD 2, and is off for all others. */
  private void family() {
    String key = "ss_v2";
    if (metadata.keys().contains(key) && target.family().isPresent()) {
      target.ledger().mapped(key, "family");
      target.took(key);
    }
  }
}
