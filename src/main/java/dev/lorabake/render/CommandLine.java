package dev.lorabake.render;

import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after Python that start upstream: the launcher and its flags, the script, its files.
 */
final class CommandLine {
  private final Recipe recipe;
  private final List<Word> words = new ArrayList<>();

  private CommandLine(Recipe recipe) {
    this.recipe = recipe;
  }

  static List<Word> words(Recipe recipe, LaunchPlace place) {
    CommandLine line = new CommandLine(recipe);
    if (place.accelerate()) {
      line.launcher();
    }
    line.script();
    return List.copyOf(line.words);
  }

  /** Environment variables that the recipe's launch settings ask for. */
  static Map<String, String> environment(Recipe recipe, LaunchPlace place) {
    Map<String, String> environment = new LinkedHashMap<>();
    // without these, lines come out of order, die on a Japanese character, or wrap at 80 columns
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("PYTHONUTF8", "1");
    environment.put("PYTHONIOENCODING", "utf-8");
    environment.put("COLUMNS", "1000");
    // accelerate believes this variable more than the script, whose step count would then be off
    environment.put(
        "ACCELERATE_GRADIENT_ACCUMULATION_STEPS",
        Long.toString(recipe.whole("gradient_accumulation_steps").orElse(1)));
    if (!place.accelerate()) {
      recipe
          .launch()
          .find(LaunchKeys.GPU_IDS)
          .ifPresent(ids -> environment.put("CUDA_VISIBLE_DEVICES", ids.value().toString()));
      recipe
          .launch()
          .find(LaunchKeys.NUM_CPU_THREADS_PER_PROCESS)
          .ifPresent(count -> environment.put("OMP_NUM_THREADS", count.value().toString()));
    }
    return environment;
  }

  private void launcher() {
    literal("-m");
    literal("accelerate.commands.launch");
    long processes = recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    long machines = recipe.launch().whole(LaunchKeys.NUM_MACHINES).orElse(1);
    if (processes > 1) {
      literal("--multi_gpu");
    }
    flag("num_processes", processes);
    flag("num_machines", machines);
    flag("mixed_precision", recipe.text("mixed_precision").orElse("no"));
    flag("dynamo_backend", recipe.launch().text(LaunchKeys.DYNAMO_BACKEND).orElse("no"));
    for (String key :
        List.of(
            LaunchKeys.NUM_CPU_THREADS_PER_PROCESS,
            LaunchKeys.GPU_IDS,
            LaunchKeys.MACHINE_RANK,
            LaunchKeys.MAIN_PROCESS_IP,
            LaunchKeys.MAIN_PROCESS_PORT)) {
      recipe.launch().find(key).map(Setting::value).ifPresent(value -> flag(key, value));
    }
    recipe.launch().list(LaunchKeys.EXTRA_ARGS).forEach(word -> literal(word.toString()));
  }

  private void script() {
    words.add(new Word.InCheckout(recipe.script()));
    literal("--config_file");
    words.add(new Word.Beside(Bundle.CONFIG));
    if (!recipe.datasets().isEmpty()) {
      literal("--dataset_config");
      words.add(new Word.Beside(Bundle.DATASET));
    }
    if (!recipe.samples().isEmpty()) {
      literal("--sample_prompts");
      words.add(new Word.Beside(Bundle.PROMPTS));
    }
  }

  private void flag(String name, Object value) {
    literal("--" + name);
    literal(value.toString());
  }

  private void literal(String text) {
    words.add(new Word.Literal(text));
  }
}
