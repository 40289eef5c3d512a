package dev.lorabake.foreign.sdscripts;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys that front ends write among the options of sd-scripts, which itself passes them by: those of
 * lora-scripts (mikazuki/app/api.py and mikazuki/schema of Akegarasu/lora-scripts), and old names.
 */
final class FrontEndKeys {
  private static final Map<String, String> NETWORK_ARGS =
      Map.ofEntries(
          Map.entry("lycoris_algo", "algo"),
          Map.entry("conv_dim", "conv_dim"),
          Map.entry("conv_alpha", "conv_alpha"),
          Map.entry("dropout", "dropout"),
          Map.entry("lokr_factor", "factor"),
          Map.entry("dylora_unit", "unit"),
          Map.entry("train_norm", "train_norm"),
          Map.entry("train_t5xxl", "train_t5xxl"),
          Map.entry("down_lr_weight", "down_lr_weight"),
          Map.entry("mid_lr_weight", "mid_lr_weight"),
          Map.entry("up_lr_weight", "up_lr_weight"),
          Map.entry("block_lr_zero_threshold", "block_lr_zero_threshold"));

  private static final Map<String, String> OPTIMIZER_ARGS =
      Map.of("prodigy_d_coef", "d_coef", "prodigy_d0", "d0");

  private static final Map<String, String> SCRIPTS =
      Map.of(
          "sd-lora", "train_network.py",
          "sdxl-lora", "sdxl_train_network.py",
          "sd3-lora", "sd3_train_network.py",
          "flux-lora", "flux_train_network.py",
          "lumina2-lora", "lumina_train_network.py",
          "lumina-lora", "lumina_train_network.py",
          "anima-lora", "anima_train_network.py",
          "hunyuan-image-lora", "hunyuan_image_train_network.py");

  /** Old names of options, and those of other front ends. */
  private static final Map<String, String> OLD_NAMES =
      Map.of("lr_restart_cycles", "lr_scheduler_num_cycles", "prompt_file", "sample_prompts");

  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("stop_text_encoder_training", "no LoRA script of sd-scripts can stop it early"),
          Map.entry("no_token_padding", "no LoRA script of sd-scripts has it"),
          Map.entry("learning_rate_te", "it is for training a whole model"),
          Map.entry("learning_rate_te1", "it is for training a whole model"),
          Map.entry("learning_rate_te2", "it is for training a whole model"),
          Map.entry("enable_preview", "the prompts say whether images are made"),
          Map.entry("enable_base_weight", "base_weights says it"),
          Map.entry("enable_block_weights", "the weights of the blocks say it"),
          Map.entry("randomly_choice_prompt", "a recipe has no prompt drawn from the captions"),
          Map.entry("train_type", "it is for the front end alone"),
          Map.entry("ui_custom_params", "its lines are options: write them into [train]"));

  private static final Map<String, String> SAMPLE =
      Map.of(
          "positive_prompts", "prompt",
          "negative_prompts", "negative_prompt",
          "sample_width", "width",
          "sample_height", "height",
          "sample_cfg", "scale",
          "sample_seed", "seed",
          "sample_steps", "sample_steps");

  private static final String NOT_READ = "sd-scripts does not know the key and passes it by";

  private final Draft draft;
  private final Ledger ledger;
  private String script = "";

  FrontEndKeys(Draft draft, Ledger ledger) {
    this.draft = draft;
    this.ledger = ledger;
  }

  /** The training script that {@code model_train_type} means, empty for none. */
  String script() {
    return script;
  }

  /** Takes what belongs to a front end; what is left are options, be they known or not. */
  List<Given> take(List<Given> givens) {
    Set<String> names = givens.stream().map(Given::name).collect(Collectors.toSet());
    Map<String, Given> sample = new HashMap<>();
    List<Given> left = new ArrayList<>();
    for (Given given : givens) {
      String name = given.name();
      if (NETWORK_ARGS.containsKey(name)) {
        argument(given, "network_args", NETWORK_ARGS.getOrDefault(name, name), names);
      } else if (OPTIMIZER_ARGS.containsKey(name)) {
        argument(given, "optimizer_args", OPTIMIZER_ARGS.getOrDefault(name, name), names);
      } else if (LEFT_OUT.containsKey(name)) {
        ledger.dropped(given.key(), LEFT_OUT.getOrDefault(name, NOT_READ));
      } else if (OLD_NAMES.containsKey(name)) {
        renamed(given, OLD_NAMES.getOrDefault(name, name), names, left);
      } else if (SAMPLE.containsKey(name) && !isOption(name, names)) {
        sample.put(name, given);
      } else if (name.equals("model_train_type")) {
        type(given);
      } else if (name.equals("gpu_ids")) {
        gpus(given);
      } else if (name.equals("network_args_custom") || name.equals("optimizer_args_custom")) {
        custom(given, name.replace("_custom", ""), names);
      } else {
        left.add(given);
      }
    }
    sample(sample);
    return left;
  }

  /** A prompt only counts where there is one; the other keys say nothing by themselves. */
  private static boolean isOption(String name, Set<String> names) {
    return name.equals("sample_steps") && !names.contains("positive_prompts");
  }

  private void argument(Given given, String option, String argument, Set<String> names) {
    String text = text(given.raw());
    if (text.isEmpty() || text.equals("false")) {
      ledger.unset(given.key());
    } else if (names.contains(option)) {
      ledger.dropped(given.key(), NOT_READ + ": " + option + " says what counts");
    } else {
      boolean network = option.equals("network_args");
      if (network) {
        draft.networkArg(argument, text, given.place());
      } else {
        draft.optimizerArg(argument, text, given.place());
      }
      ledger.mapped(given.key(), "train." + option + "." + argument);
      ledger.ranOtherwise(given.key(), NOT_READ, argument + "=" + text + " in " + option);
    }
  }

  private void custom(Given given, String option, Set<String> names) {
    if (names.contains(option)) {
      ledger.dropped(given.key(), NOT_READ + ": " + option + " says what counts");
      return;
    }
    List<?> items = given.raw() instanceof List<?> list ? list : List.of(given.raw());
    for (Object item : items) {
      String[] parts = text(item).split("=", 2);
      if (parts.length == 2 && option.equals("network_args")) {
        draft.networkArg(parts[0], parts[1], given.place());
      } else if (parts.length == 2) {
        draft.optimizerArg(parts[0], parts[1], given.place());
      }
    }
    ledger.mapped(given.key(), "train." + option);
    ledger.ranOtherwise(given.key(), NOT_READ, "its items in " + option);
  }

  private void renamed(Given given, String name, Set<String> names, List<Given> left) {
    if (names.contains(name)) {
      ledger.dropped(given.key(), NOT_READ + ": " + name + " says what counts");
    } else {
      left.add(new Given(given.key(), name, given.raw(), given.place()));
      if (!given.raw().equals("")) {
        ledger.ranOtherwise(
            given.key(),
            NOT_READ + ", so that its own default counted",
            name + " = " + text(given.raw()));
      }
    }
  }

  private void type(Given given) {
    String found = SCRIPTS.getOrDefault(text(given.raw()), "");
    script = found;
    if (found.isEmpty()) {
      ledger.question(
          given.key(), "lorabake trains no such kind: say which family it is", "family");
    } else {
      ledger.mappedAs(given.key(), "it chooses " + found, "family");
    }
  }

  private void gpus(Given given) {
    List<?> items = given.raw() instanceof List<?> list ? list : List.of(given.raw());
    String ids = items.stream().map(FrontEndKeys::text).collect(Collectors.joining(","));
    if (ids.isBlank()) {
      ledger.unset(given.key());
      return;
    }
    draft.launch().set(LaunchKeys.GPU_IDS, ids, given.place());
    long count = ids.chars().filter(c -> c == ',').count() + 1;
    if (count > 1) {
      draft.launch().set(LaunchKeys.NUM_PROCESSES, count, given.place());
    }
    ledger.mapped(given.key(), "launch." + LaunchKeys.GPU_IDS);
  }

  private void sample(Map<String, Given> keys) {
    Given prompt = keys.get("positive_prompts");
    boolean any = prompt != null && !text(prompt.raw()).isBlank();
    Draft.Table sample = any ? draft.sample() : null;
    keys.forEach((name, given) -> {
      if (sample == null) {
        ledger.dropped(given.key(), "there is no prompt that it could belong to");
      } else if (text(given.raw()).isEmpty()) {
        ledger.unset(given.key());
      } else {
        String key = SAMPLE.getOrDefault(name, name);
        sample.set(key, given.raw(), given.place());
        ledger.mapped(given.key(), "sample[" + (draft.samples().size() - 1) + "]." + key);
      }
    });
  }

  private static String text(Object value) {
    return value instanceof String text
        ? text
        : value instanceof List<?> items
            ? items.stream().map(FrontEndKeys::text).collect(Collectors.joining(","))
            : TomlText.value(value);
  }
}
