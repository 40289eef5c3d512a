package dev.lorabake.train.queue;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.Prepared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why an entry cannot be started now. */
final class Hindrance {
  /** What upstream's libraries read in place of these options. */
  private static final Map<String, String> VARIABLES =
      Map.of("huggingface_token", "HF_TOKEN", "wandb_api_key", "WANDB_API_KEY");

  private Hindrance() {}

  /** One sentence; empty where nothing is in the way. */
  static Optional<String> of(
      Entry entry, Prepared prepared, @Nullable String gpu, Map<String, String> variables) {
    return findings(prepared)
        .or(() -> secret(entry.asked(), variables))
        .or(() -> devices(prepared.recipe(), gpu));
  }

  private static Optional<String> findings(Prepared prepared) {
    if (prepared.verdict().state() != Verdict.State.BLOCKED) {
      return Optional.empty();
    }
    List<Finding> errors =
        prepared.verdict().findings().stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .toList();
    Finding first = errors.getFirst();
    String more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more)" : "";
    return Optional.of(first.rule() + ": " + first.message() + more);
  }

  private static Optional<String> secret(Asked asked, Map<String, String> variables) {
    return asked.secrets().stream()
        .filter(VARIABLES::containsKey)
        .filter(option -> variables.getOrDefault(VARIABLES.get(option), "").isBlank())
        .findFirst()
        .map(option ->
            "the value of "
                + option
                + " is kept nowhere: set "
                + VARIABLES.get(option)
                + " where the queue runs");
  }

  private static Optional<String> devices(Recipe recipe, @Nullable String gpu) {
    if (gpu == null) {
      return Optional.empty();
    }
    if (recipe.launch().has(LaunchKeys.GPU_IDS)) {
      return Optional.of(
          "gpu_ids under [launch] would take other GPUs than its slot "
              + gpu
              + ": leave it out, or run the queue without --gpus");
    }
    long machines = Math.max(1, recipe.launch().whole(LaunchKeys.NUM_MACHINES).orElse(1));
    long processes = Math.ceilDiv(LaunchKeys.processes(recipe.launch()), machines);
    int devices = gpu.split(",").length;
    return processes > devices
        ? Optional.of(
            "it takes "
                + processes
                + " GPUs and its slot has "
                + devices
                + ": give slots several with --gpus 0+1")
        : Optional.empty();
  }
}
