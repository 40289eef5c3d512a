package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.process.Keeper;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides how the GPUs are looked at beside a training, and which of them it uses. */
final class GpuLooks {
  /** Seconds between two looks; 0 for none. */
  static final String SECONDS = "LORABAKE_TELEMETRY_SECONDS";

  private static final Duration USUAL = Duration.ofSeconds(10);

  private GpuLooks() {}

  /**
   * {@code null} for a rehearsal, which uses no GPU, and where no looks are wanted.
   *
   * @param variables of the trainer's environment
   */
  static Keeper.@Nullable Telemetry of(
      Recipe recipe, UpstreamPlace upstream, Map<String, String> variables) {
    Duration every = every(variables);
    return upstream.rehearsal() || every.isZero()
        ? null
        : new Keeper.Telemetry(every, devices(recipe, variables));
  }

  private static Duration every(Map<String, String> variables) {
    String text = variables.getOrDefault(SECONDS, "");
    if (text.isBlank()) {
      return USUAL;
    }
    try {
      double seconds = Double.parseDouble(text.strip());
      if (seconds >= 0 && seconds <= 3600) {
        return Duration.ofMillis(Math.round(1000 * seconds));
      }
    } catch (NumberFormatException e) {
      // told below, like a number that makes no sense
    }
    throw new UserError(
        SECONDS + " is \"" + text + "\"",
        "give the seconds between two looks at the GPUs, such as 10, or 0 for none");
  }

  /** As {@code CUDA_VISIBLE_DEVICES} would say it: each process takes the next that it may. */
  static String devices(Recipe recipe, Map<String, String> variables) {
    String ids =
        recipe.launch().find(LaunchKeys.GPU_IDS).map(set -> set.value().toString()).orElse("all");
    String visible = ids.equals("all") ? variables.get("CUDA_VISIBLE_DEVICES") : ids;
    long processes = LaunchKeys.processesHere(recipe.launch());
    List<String> all =
        visible == null
            ? IntStream.range(0, (int) Math.min(processes, 1000)).mapToObj(i -> "" + i).toList()
            : List.of(visible.split(",", -1));
    return all.stream().map(String::strip).limit(processes).collect(Collectors.joining(","));
  }
}
