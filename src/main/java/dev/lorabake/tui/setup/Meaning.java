package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.MachineKeys;
import dev.lorabake.recipe.SampleKeys;
import java.util.Map;

/** What a setting is for, in a sentence. Those of upstream are the catalogue's, the rest ours. */
final class Meaning {
  private static final Map<String, String> TOP =
      Map.of(
          "name", "Names the run and, unless output_name is set, its files",
          "family", "The kind of base model, which picks the training script",
          "network", "The kind of LoRA that is trained");

  private static final Map<String, String> LAUNCH =
      Map.of(
          LaunchKeys.LAUNCHER,
          "What starts the trainer: accelerate or python",
          LaunchKeys.NUM_PROCESSES,
          "How many processes train together, one a GPU",
          LaunchKeys.NUM_MACHINES,
          "How many machines train together",
          LaunchKeys.MACHINE_RANK,
          "The number of this machine among several, from 0",
          LaunchKeys.MAIN_PROCESS_IP,
          "Address of the first machine of several",
          LaunchKeys.MAIN_PROCESS_PORT,
          "Port of the first machine of several",
          LaunchKeys.NUM_CPU_THREADS_PER_PROCESS,
          "Threads of the CPU that each process may use",
          LaunchKeys.GPU_IDS,
          "Which of this machine's GPUs train, by their numbers: 0 or 0,1",
          LaunchKeys.DYNAMO_BACKEND,
          "What compiles the model while it trains; no for nothing",
          LaunchKeys.EXTRA_ARGS,
          "Further words for accelerate launch, passed as they stand");

  private static final Map<String, String> MACHINE =
      Map.of(
          MachineKeys.GPU,
          "Plan for this card instead of this machine's, by its name",
          MachineKeys.GPU_COUNT,
          "How many of that card there are",
          MachineKeys.CPU_CORES,
          "Cores of the machine that is planned for",
          MachineKeys.MEMORY_GIB,
          "Main memory of the machine that is planned for, in GiB",
          MachineKeys.PRICE_PER_HOUR,
          "What an hour of the machine costs: the plan then tells what the run will");

  private static final Map<String, String> SAMPLE =
      Map.ofEntries(
          Map.entry("prompt", "What the control image shall show"),
          Map.entry("negative_prompt", "What it shall not show"),
          Map.entry("width", "Its width in pixels"),
          Map.entry("height", "Its height in pixels"),
          Map.entry("seed", "The same number gives the same noise, so that steps can be compared"),
          Map.entry("sample_steps", "How many steps it is made in"),
          Map.entry("scale", "How strictly it follows the prompt"),
          Map.entry("guidance_scale", "Guidance of a model that was distilled with it"),
          Map.entry("sample_sampler", "The sampler that makes it"),
          Map.entry("controlnet_image", "The picture that a ControlNet follows"),
          Map.entry("cfg_trunc_ratio", "Share of its steps after which it follows no more"),
          Map.entry("renorm_cfg", "Bound of the guidance of Lumina Image 2.0"),
          Map.entry("flow_shift", "Shift of its steps towards noise, of a flow model"));

  private Meaning() {}

  /** Empty where nothing is known of it. */
  static String of(Field field, Catalog catalog) {
    if (field.isTop()) {
      return TOP.getOrDefault(field.key(), "");
    }
    if (field.isSample()) {
      String flag = SampleKeys.promptFlags().get(field.key());
      String what = SAMPLE.getOrDefault(field.key(), "");
      return flag == null ? what : what + "; --" + flag + " in a line of upstream's prompt file";
    }
    return switch (field.table()) {
      case "launch" -> LAUNCH.getOrDefault(field.key(), "");
      case "machine" -> MACHINE.getOrDefault(field.key(), "");
      default ->
          field
              .option(catalog)
              .map(option -> option.note().help())
              .or(() -> field.datasetKey(catalog).map(DatasetKey::help))
              .orElse("");
    };
  }
}
