package dev.lorabake.train;

import dev.lorabake.catalog.PathKind;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.run.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the settings of a resumed run from those of the run before, and compares the two. */
final class ResumedRecipe {
  static final String RESUME = "resume";
  static final String SKIP = "skip_until_initial_step";
  static final String OUTPUT_NAME = "output_name";
  private static final String INITIAL_STEP = "initial_step";
  private static final String STEPS = "max_train_steps";
  private static final String EPOCHS = "max_train_epochs";

  /** Where a run starts: what its resumed run has to say anew. */
  static final Set<String> START =
      Set.of(RESUME, "resume_from_huggingface", "initial_epoch", INITIAL_STEP, SKIP);

  /** What a state is loaded into: in other settings it does not fit. */
  private static final Set<String> SHAPES_OF_A_STATE =
      Set.of(
          "network_module",
          "network_dim",
          "network_args",
          "network_train_unet_only",
          "network_train_text_encoder_only",
          "optimizer_type");

  /** What a state brings itself, whatever the settings say (torch, accelerate). */
  private static final Set<String> BROUGHT_BY_A_STATE =
      Set.of("learning_rate", "unet_lr", "text_encoder_lr", "optimizer_args");

  /** Folders that a rehearsal moves, and files that are rendered beside the config. */
  private static final Set<String> OF_THE_RUN =
      Set.of(
          "output_dir",
          "logging_dir",
          "console_log_file",
          "dataset_config",
          "config_file",
          "sample_prompts");

  private ResumedRecipe() {}

  /** The recipe of a run as it was asked for. */
  static Request requestOf(RunDirectory run) {
    return new Request(run.file(RunDirectory.RECIPE), List.of(), null, null);
  }

  /**
   * Goes on from a state.
   *
   * @param step that the state was saved at, as the settings count
   * @param told whether the state itself says that step
   * @param total the last step, as the settings count
   */
  static Recipe from(
      Recipe recipe, Path state, ResumeWay way, long step, boolean told, long total) {
    List<Setting> settings = new ArrayList<>();
    settings.add(setting(RESUME, state.toString()));
    return switch (way) {
      case EPOCH, SKIP -> {
        if (way == ResumeWay.SKIP) {
          settings.add(setting(SKIP, true));
        }
        if (!told) {
          settings.add(setting(INITIAL_STEP, step));
        }
        Recipe resumed = recipe.withTrain(recipe.train().with(settings));
        yield told ? resumed : resumed.allowing("steps-of-state-ignored");
      }
      case REST -> {
        settings.add(setting(INITIAL_STEP, 0L));
        settings.add(setting(STEPS, total - step));
        yield recipe
            .withTrain(recipe.train().without(Set.of(EPOCHS)).with(settings))
            .allowing("steps-of-state-ignored");
      }
    };
  }

  /** Begins from weights, for the steps that are left. */
  static Recipe fromWeights(Recipe recipe, Path weights, long steps) {
    return recipe.withTrain(
        recipe
            .train()
            .without(Set.of(EPOCHS))
            .with(List.of(setting("network_weights", weights.toString()), setting(STEPS, steps))));
  }

  static Recipe named(Recipe recipe, String outputName) {
    return recipe.withTrain(recipe.train().with(List.of(setting(OUTPUT_NAME, outputName))));
  }

  /** With the settings that a diagnosis names; a value of {@code null} takes one out. */
  static Recipe with(Recipe recipe, Map<String, @Nullable Object> fix) {
    Recipe mended = recipe;
    for (Map.Entry<String, @Nullable Object> change : fix.entrySet()) {
      String option = change.getKey();
      Object value = change.getValue();
      boolean train = recipe.catalog().option(option).isPresent();
      var settings = train ? mended.train() : mended.launch();
      var changed =
          value == null
              ? settings.without(Set.of(option))
              : settings.with(List.of(setting(option, normal(value))));
      mended = train ? mended.withTrain(changed) : mended.withLaunch(changed);
    }
    return mended;
  }

  private static Object normal(Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  /** Whether the rate at a step does not depend on how many steps there are. */
  static boolean rateIsFree(Recipe recipe) {
    String scheduler = recipe.text("lr_scheduler").orElse("constant");
    boolean flat = scheduler.equals("constant") || scheduler.equals("constant_with_warmup");
    boolean ratio = recipe.value("lr_warmup_steps").filter(Double.class::isInstance).isPresent();
    return flat && !ratio && recipe.text("lr_scheduler_type").orElse("").isEmpty();
  }

  /** Training and launch settings in which two recipes differ, each option by its name. */
  static List<ChangedSetting> changes(Recipe before, Recipe after) {
    Set<String> names = new TreeSet<>(before.train().names());
    names.addAll(after.train().names());
    names.removeAll(OF_THE_RUN);
    List<ChangedSetting> changes = new ArrayList<>();
    for (String name : names) {
      boolean secret =
          after.catalog().option(name).map(option -> option.note().secret()).orElse(false);
      Object was = value(before, name);
      Object now = value(after, name);
      if (!secret && !Objects.equals(was, now)) {
        changes.add(new ChangedSetting(name, was, now));
      }
    }
    return changes;
  }

  /** The setting, or upstream's default where both mean the same; a path as an absolute one. */
  private static @Nullable Object value(Recipe recipe, String name) {
    Object value = recipe.value(name).orElse(null);
    boolean path =
        recipe
            .catalog()
            .option(name)
            .filter(option -> option.note().path() != PathKind.NONE)
            .isPresent();
    if (value instanceof Boolean on && !on) {
      return null; // a switch that is off is one that is not set
    }
    return path && value instanceof String text && !text.isEmpty()
        ? recipe.resolve(text).toString()
        : value;
  }

  /** Settings in which a state does not fit any more. */
  static List<ChangedSetting> unfit(List<ChangedSetting> changes) {
    return changes.stream()
        .filter(change ->
            SHAPES_OF_A_STATE.contains(change.option())
                || (change.option().equals("mixed_precision")
                    && ("fp16".equals(change.was()) || "fp16".equals(change.now()))))
        .toList();
  }

  /** Changed settings that have no effect beside a state. */
  static List<String> withoutEffect(List<ChangedSetting> changes) {
    return changes.stream()
        .map(ChangedSetting::option)
        .filter(BROUGHT_BY_A_STATE::contains)
        .toList();
  }

  /** The launch settings alone; they are in no config. */
  static List<ChangedSetting> launchChanges(Recipe before, Recipe after) {
    Map<String, ChangedSetting> changes = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>(before.launch().names());
    names.addAll(after.launch().names());
    for (String name : names) {
      Object was = before.launch().find(name).map(Setting::value).orElse(null);
      Object now = after.launch().find(name).map(Setting::value).orElse(null);
      if (!Objects.equals(was, now)) {
        changes.put(name, new ChangedSetting(name, was, now));
      }
    }
    return List.copyOf(changes.values());
  }

  private static Setting setting(String name, Object value) {
    return new Setting(name, value, Origin.FLAG, null);
  }
}
