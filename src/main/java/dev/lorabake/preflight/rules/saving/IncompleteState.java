package dev.lorabake.preflight.rules.saving;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.TrainState;
import dev.lorabake.weights.TorchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder to resume from that cannot be resumed from (accelerate checkpointing.py, {@code
 * load_accelerator_state}). The random states may be missing: accelerate passes over that.
 */
final class IncompleteState extends PatternRule {
  private static final List<String> NETWORK = List.of("model.safetensors", "pytorch_model.bin");

  IncompleteState() {
    super(
        "incomplete-state",
        Topic.SAVING,
        Severity.ERROR,
        "The folder to resume from is no complete training state",
        "resume");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Path folder = recipe.path("resume").orElse(null);
    String text = recipe.text("resume").orElse("");
    boolean local = !recipe.flag("resume_from_huggingface") && !recipe.flag("deepspeed");
    if (folder == null || text.isEmpty() || !local || !Files.exists(folder)) {
      return List.of();
    }
    String name =
        "name a folder that save_state made, such as "
            + recipe.text("output_name").orElse("name")
            + "-000002-state";
    if (!Files.isDirectory(folder)) {
      return found(subject, "resume " + folder + " is a file, not a training state", name).list();
    }
    boolean half = recipe.text("mixed_precision").orElse("").equals("fp16");
    List<String> missing = missing(folder, half);
    if (!missing.isEmpty()) {
      String help =
          missing.equals(List.of("scaler.pt"))
              ? "resume with the mixed_precision of the earlier run: only fp16 leaves a scaler.pt"
              : name;
      return found(
              subject, "resume " + folder + " has no " + String.join(" and no ", missing), help)
          .list();
    }
    String broken = broken(folder);
    if (broken != null) {
      return found(
              subject,
              "resume " + folder + ": " + broken,
              "resume from an earlier state; this one was not written to its end")
          .list();
    }
    return TrainState.isIn(folder)
        ? List.of()
        : found(
                subject,
                "resume "
                    + folder
                    + " has no "
                    + TrainState.FILE
                    + ": steps are counted from 0 again",
                "set initial_epoch to the epoch that comes next")
            .as(Severity.WARNING)
            .list();
  }

  private static List<String> missing(Path folder, boolean half) {
    List<String> missing = new ArrayList<>();
    if (NETWORK.stream().noneMatch(file -> Files.exists(folder.resolve(file)))) {
      missing.add(NETWORK.getFirst());
    }
    Stream.of("optimizer.bin", "scheduler.bin", "scaler.pt")
        .filter(file -> half || !file.equals("scaler.pt"))
        .filter(file -> !Files.exists(folder.resolve(file)))
        .forEach(missing::add);
    return missing;
  }

  /** What is wrong with the files that are there; null where they look whole. */
  private static @Nullable String broken(Path folder) {
    try {
      for (String file : List.of("optimizer.bin", "scheduler.bin")) {
        if (!TorchFile.isWhole(folder.resolve(file))) {
          return file + " is empty or cut off";
        }
      }
      Path state = folder.resolve(TrainState.FILE);
      if (Files.exists(state)
          && !(Json.object(Files.readString(state), TrainState.FILE).value(TrainState.STEP)
              instanceof Long)) {
        return TrainState.FILE + " has no " + TrainState.STEP;
      }
      return null;
    } catch (JsonError e) {
      return TrainState.FILE + " is damaged";
    } catch (IOException e) {
      return "it cannot be read (" + e.getMessage() + ")";
    }
  }
}
