package dev.lorabake.train;

import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.run.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a rehearsal or a measurement writes out of the recipe's own folders: a stand-in could
 * be taken for a LoRA there, and a real run would have to stop before it.
 */
public final class ScratchOutput {
  private static final String OUTPUT_DIR = "output_dir";
  private static final String LOGGING_DIR = "logging_dir";
  private static final String LOG_FILE = "console_log_file";

  /**
   * What makes upstream save, sample, upload, track or load a state; none of it changes how long a
   * step takes. {@code logging_dir} alone switches TensorBoard on, and a log file would take the
   * log's place.
   */
  static final Set<String> NOT_MEASURED =
      Set.of(
          "save_every_n_epochs",
          "save_every_n_steps",
          "save_n_epoch_ratio",
          "save_last_n_epochs",
          "save_last_n_epochs_state",
          "save_last_n_steps",
          "save_last_n_steps_state",
          "save_state",
          "save_state_on_train_end",
          "save_state_to_huggingface",
          "sample_every_n_steps",
          "sample_every_n_epochs",
          "sample_at_first",
          "sample_prompts",
          "huggingface_repo_id",
          "huggingface_repo_type",
          "huggingface_path_in_repo",
          "huggingface_repo_visibility",
          "async_upload",
          "resume",
          "resume_from_huggingface",
          "initial_epoch",
          "initial_step",
          "skip_until_initial_step",
          "log_with",
          LOGGING_DIR,
          "log_prefix",
          "log_tracker_name",
          "log_tracker_config",
          "log_config",
          "wandb_run_name",
          "wandb_api_key",
          LOG_FILE);

  private ScratchOutput() {}

  /**
   * The recipe as a run of that purpose is given it.
   *
   * @param folder the run's own folder for what the trainer writes
   */
  public static Recipe of(Recipe recipe, Purpose purpose, Path folder) {
    return switch (purpose) {
      case TRAINING -> recipe;
      case REHEARSAL -> recipe.withTrain(recipe.train().with(moved(recipe, folder)));
      case MEASUREMENT ->
          recipe
              .withTrain(
                  recipe.train().without(NOT_MEASURED).with(List.of(setting(OUTPUT_DIR, folder))))
              .withSamples(List.of());
    };
  }

  private static List<Setting> moved(Recipe recipe, Path folder) {
    List<Setting> moved = new ArrayList<>();
    moved.add(setting(OUTPUT_DIR, folder));
    if (recipe.isSet(LOGGING_DIR)) {
      moved.add(setting(LOGGING_DIR, folder.resolve("logs")));
    }
    recipe
        .path(LOG_FILE)
        .map(Path::getFileName)
        .ifPresent(name -> moved.add(setting(LOG_FILE, folder.resolve(name))));
    return moved;
  }

  private static Setting setting(String name, Path path) {
    return new Setting(name, path.toString(), Origin.FLAG, null);
  }
}
