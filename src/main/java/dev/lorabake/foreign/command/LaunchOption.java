package dev.lorabake.foreign.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One option of {@code accelerate launch}.
 *
 * @param name with underscores, empty for a word that belongs to none
 * @param words as they stand there
 * @param value the last of them, empty for a switch
 */
record LaunchOption(String name, List<Word> words, String value) {
  /** Those without a value (accelerate/commands/launch.py 1.x). */
  private static final Set<String> SWITCHES =
      Set.of(
          "help",
          "quiet",
          "cpu",
          "multi_gpu",
          "tpu",
          "enable_cpu_affinity",
          "dynamo_use_fullgraph",
          "dynamo_use_dynamic",
          "dynamo_use_regional_compilation",
          "use_deepspeed",
          "use_fsdp",
          "use_parallelism_config",
          "use_megatron_lm",
          "same_network",
          "module",
          "no_python",
          "tpu_cluster",
          "no_tpu_cluster",
          "tpu_use_sudo",
          "downcast_bf16",
          "debug",
          "fp8_use_autocast_during_eval",
          "use_xpu",
          "use_mps_device",
          "ipex");

  /** Those that the recipe has a key for, to tell them when they are cut short. */
  private static final List<String> KNOWN =
      List.of(
          "config_file",
          "mixed_precision",
          "num_processes",
          "num_machines",
          "multi_gpu",
          "gpu_ids",
          "num_cpu_threads_per_process",
          "dynamo_backend",
          "machine_rank",
          "main_process_ip",
          "main_process_port",
          "quiet");

  static List<LaunchOption> read(List<Word> words) {
    List<LaunchOption> options = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      String text = word.text();
      if (!text.startsWith("-")) {
        options.add(new LaunchOption("", List.of(word), text));
        continue;
      }
      int equals = text.indexOf('=');
      String name = name(equals < 0 ? text : text.substring(0, equals));
      if (equals >= 0) {
        options.add(new LaunchOption(name, List.of(word), text.substring(equals + 1)));
      } else if (SWITCHES.contains(name) || i + 1 == words.size()) {
        options.add(new LaunchOption(name, List.of(word), ""));
      } else {
        Word value = words.get(++i);
        options.add(new LaunchOption(name, List.of(word, value), value.text()));
      }
    }
    return options;
  }

  private static String name(String flag) {
    String bare = flag.replaceFirst("^--?", "").replace('-', '_').toLowerCase(Locale.ROOT);
    if (flag.equals("-q") || flag.equals("-m") || flag.equals("-h")) {
      return bare.equals("q") ? "quiet" : bare.equals("m") ? "module" : "help";
    }
    List<String> meant = KNOWN.stream().filter(known -> known.startsWith(bare)).toList();
    return KNOWN.contains(bare) || SWITCHES.contains(bare) || meant.size() != 1
        ? bare
        : meant.getFirst();
  }
}
